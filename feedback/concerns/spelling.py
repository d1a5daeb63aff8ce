"""How children spell, brought to one spelling: small letters, no apostrophes, known slips."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_APOSTROPHES = re.compile(r"['’‘`´]")
_THRICE = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+")
_FILE = Path(__file__).with_name("slips.toml")
_SENTENCE = re.compile(r"[.!?;:\n]+")


def clauses(text: str) -> list[list[str]]:
    """Part a text into what is said in one go, each as words in one spelling.

    Accents fall away, a letter written thrice stands twice, and *no one* is one word.
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", text).casefold())
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [words for part in _SENTENCE.split(plain) if (words := _words(part))]


def _words(part: str) -> list[str]:
    slips = _slips()
    found = [slips.get(word, word) for word in _WORD.findall(_THRICE.sub(r"\1\1", part))]
    joined = " ".join(found).replace("no one", "noone").replace("any more", "anymore")
    return joined.split()


@cache
def _slips() -> Mapping[str, str]:
    meant = tomllib.loads(_FILE.read_text("utf-8"))
    return {slip: word for word, slips in meant.items() for slip in slips}
