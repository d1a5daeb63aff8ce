"""A text cut into words, each with what must be known to judge it.

Nothing that could carry a name slips between two words: look-alike letters, letters in
circles, marks set apart and invisible joiners all belong to the word they stand in.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INSIDE = "'’‘`´ʼ"
_ALWAYS_WORD = range(0x1F100, 0x1F200)  # letters in boxes, and the letters flags are made of
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
_BEGINS = re.compile(r"(?:^|[.!?\n…•*\"“>]|\s[-–—])[\s\"“'‘(\[]*$")
_SUFFIXES = ("s", "m", "re", "ve", "ll", "d", "t")
_LONG_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word; ``whole`` in small plain letters, ``base`` without ’s and its like as well."""

    start: int
    end: int
    raw: str
    whole: str
    base: str
    owns: bool
    latin: bool
    begins: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[:1].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals and more than one letter."""
        return len(self.base) > 1 and self.raw.isupper()

    @property
    def has_digit(self) -> bool:
        """Whether there is a number in it."""
        return any(letter.isdigit() for letter in self.whole)


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into its words, in order."""
    found, at = [], 0
    while at < len(text):
        if not _is_word(text[at]):
            at += 1
            continue
        end = _end_of_word(text, at)
        found.append(_token(text, at, end))
        at = end
    return tuple(found)


def plainly(word: str) -> str:
    """Return a word in small letters without accents, circles, tricks and invisible joiners."""
    opened = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    kept = (letter for letter in opened if unicodedata.category(letter)[0] not in "MC")
    return "".join("'" if letter in _INSIDE else letter for letter in kept).translate(_SPECIAL)


def shortened(word: str) -> tuple[str, ...]:
    """Return what a word with letters drawn out, such as sooooo, may stand for."""
    if not _LONG_RUN.search(word):
        return ()
    return (_LONG_RUN.sub(r"\1", word), _LONG_RUN.sub(r"\1\1", word))


def _end_of_word(text: str, start: int) -> int:
    end = start + 1
    while end < len(text):
        if _is_word(text[end]) or _belongs(text[end]):
            end += 1
        elif text[end] in _INSIDE and end + 1 < len(text) and _is_word(text[end + 1]):
            end += 2
        else:
            break
    while _belongs(text[end - 1]):
        end -= 1
    return end


def _token(text: str, start: int, end: int) -> Token:
    raw = text[start:end]
    whole = plainly(raw)
    base, owns = _without_suffix(whole)
    return Token(
        start,
        end,
        raw,
        whole,
        base,
        owns=owns,
        latin=all(map(_is_latin, unicodedata.normalize("NFKC", raw))),
        begins=_BEGINS.search(text[max(0, start - 12) : start]) is not None,
    )


def _without_suffix(whole: str) -> tuple[str, bool]:
    stem, mark, suffix = whole.rpartition("'")
    if mark and stem and suffix in _SUFFIXES:
        return stem.replace("'", ""), suffix == "s"
    return whole.replace("'", ""), False


@lru_cache(maxsize=4096)
def _is_word(letter: str) -> bool:
    if ord(letter) in _ALWAYS_WORD:
        return True
    return any(part.isalnum() for part in unicodedata.normalize("NFKC", letter))


@lru_cache(maxsize=4096)
def _belongs(letter: str) -> bool:
    """Whether this is an accent of its own or an invisible joiner."""
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    if not letter.isalpha():
        return ord(letter) not in _ALWAYS_WORD and (letter.isascii() or not letter.isalnum())
    return unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER APOSTROPHE"))
