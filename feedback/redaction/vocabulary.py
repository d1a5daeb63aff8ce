"""Which words are plain, which are names, and which are both.

The dictionary that comes with the spelling library counts the words of films; it holds many
names and places, but it holds them rarely in small letters. So only its frequent words are
plain, and the lists beside this file take the names out and put children’s own words in.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from importlib.resources import files

from feedback.redaction.tokens import shortened

FREQUENT = 2_500
"""How often the dictionary saw a word that may stand. The rarer ones hold most names."""

COMMON = 200_000
"""Words so common that a name hidden in them, as *Isa* is in *is a*, is no reason to mask them."""

_ENDINGS = (
    ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)),
    ("ing", ("", "e")), ("er", ("", "e")), ("ers", ("", "e")), ("est", ("", "e")),
    ("ly", ("",)), ("ness", ("",)), ("less", ("",)), ("able", ("", "e")), ("y", ("", "e")),
)  # fmt: skip
_BRITISH = (("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("tre", "ter"),
            ("lled", "led"), ("lling", "ling"), ("ogue", "og"), ("ence", "ense"))  # fmt: skip
_SHORTEST_STEM = 3
_NOISE = re.compile(r"a?(?:h[aeo])+h?a?|a+h+|o+h+|u+gh+|e+w+|a+w+|m+h?m+|gr+|ar+gh+|ye+s+|no+")


class Kind(Enum):
    """What a word is, if it is written in small letters and nothing is known of the writer."""

    PLAIN = auto()
    UNKNOWN = auto()
    GIVEN = auto()
    MOSTLY_NAME = auto()
    ALSO_NAME = auto()
    SURNAME = auto()


def kind_of(word: str) -> Kind:
    """Say what a word in small plain letters is."""
    found = _listed().get(word)
    if found is not None:
        return found
    if word in plain_words() or _is_form_of_plain(word) or _NOISE.fullmatch(word):
        return Kind.PLAIN
    kinds = {kind_of(short) for short in shortened(word)} - {Kind.UNKNOWN}
    return max(kinds, key=lambda kind: kind.value) if kinds else Kind.UNKNOWN


@cache
def plain_words() -> frozenset[str]:
    """Return the plain words: frequent in the dictionary or children’s own, and no name."""
    own = {*words_in("plain-words.txt"), *words_in("capitals.txt")}
    frequent = {word for word, seen in dictionary().items() if seen >= FREQUENT}
    names = {word for word, kind in _listed().items() if kind is not Kind.PLAIN}
    return frozenset((frequent | own) - names)


@cache
def dictionary() -> Mapping[str, int]:
    """Return how often each word was seen. It is large, so it is read when first needed."""
    from spellchecker import SpellChecker  # noqa: PLC0415  a page that masks nothing is quick

    seen: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    return seen


@cache
def listed_words() -> frozenset[str]:
    """Return children’s own words, which are plain however rare they are."""
    return frozenset(words_in("plain-words.txt"))


@cache
def given_names() -> frozenset[str]:
    """Return names that people are given, to find them when they are written in two parts."""
    return frozenset(words_in("given-names.txt"))


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Return, for each name, every other name the same person may go by."""
    families: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        family = line.split()
        for name in family:
            families.setdefault(name, set()).update(family)
    return {name: frozenset(others) for name, others in families.items()}


@cache
def _listed() -> Mapping[str, Kind]:
    """Read the lists; where a word stands in two, the one that says *name* more strongly wins."""
    plain = dict.fromkeys(words_in("plain-words.txt"), Kind.PLAIN)
    surnames = dict.fromkeys(words_in("surnames-and-places.txt"), Kind.SURNAME)
    also = dict.fromkeys(words_in("also-names.txt"), Kind.ALSO_NAME)
    mostly = dict.fromkeys(words_in("mostly-names.txt"), Kind.MOSTLY_NAME)
    given = dict.fromkeys(words_in("given-names.txt"), Kind.GIVEN)
    return plain | surnames | given | mostly | also


def _is_form_of_plain(word: str) -> bool:
    """Whether this is a plain word in another form: more of it, done before, or spelt here."""
    if word in dictionary():
        for ending, instead in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < _SHORTEST_STEM:
                continue
            if any(stem + add in plain_words() for add in instead):
                return True
    return any(word.replace(ours, theirs) in plain_words() for ours, theirs in _BRITISH)


def words_in(name: str) -> Iterator[str]:
    """Read the words of one of our lists."""
    for line in _lines(name):
        yield from line.split()


def _lines(name: str) -> Iterator[str]:
    text = (files("feedback") / "redaction" / "words" / name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
