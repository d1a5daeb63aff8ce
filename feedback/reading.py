"""How hard a text is to read, and which of its words no child should meet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from feedback.errors import FeedbackError

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST_ACRONYM = 4
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(
    r"(?:[^aeiouyl]|[aeiouyl]l)e$"
    r"|(?:[^aeiouytdl]|[aeiouyl]l)ed$"
    r"|(?:[^aeiouysxzcghl]|[aeiouyl]l)es$"
)
_TWO_SOUNDS = re.compile(
    r"i(?:a(?![ln])|o(?!n|us)|u|et|enc)|(?<![tcxg])ious|uall|uat|eo(?!p)|ying|uing|ein|oe[mt]"
)

_OUR_EXCEPTIONS = {
    "anyone": 3, "area": 3, "create": 2, "created": 3, "idea": 3, "ideas": 3, "react": 2,
    "someone": 2, "something": 2, "somewhere": 2, "sometimes": 2, "safely": 2, "lonely": 2,
    "hopeful": 2, "homework": 2, "every": 2, "everyone": 3, "everything": 3, "everybody": 4,
    "somebody": 3, "business": 2, "evening": 2, "likely": 2, "useful": 2, "careful": 2,
    "wherever": 3, "statement": 2, "clothes": 1,
}  # fmt: skip

_BANNED = re.compile(
    r"\b(lac|cla|contact\w*|placement\w*|siblings?|respite|abscond\w*|attend\w*|particip\w*"
    r"|consult\w*|indicat\w*|regarding|satisf\w*)\b",
    re.IGNORECASE,
)


class NothingToRead(FeedbackError):
    """A measure was asked of a text without words."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How long the sentences of some texts are, in words, and their school grade."""

    mean: float
    longest: int
    grade: float


def sentences(text: str) -> tuple[str, ...]:
    """Part a text where a reader would stop."""
    return tuple(part for part in _SENTENCE_ENDS.split(text.strip()) if words(part))


def words(text: str) -> tuple[str, ...]:
    """Find the words of a text. A hyphen parts two words, an apostrophe does not."""
    return tuple(_WORD.findall(text))


@cache
def syllables(word: str) -> int:
    """Count the sounds of an English word, near enough; letters said one by one count so."""
    if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
        return len(word) + 2 * word.count("W")
    low = word.lower().replace("'", "’")
    if low in _OUR_EXCEPTIONS:
        return _OUR_EXCEPTIONS[low]
    spoken = low.removesuffix("’s").replace("’", "")
    count = len(_VOWELS.findall(spoken)) + len(_TWO_SOUNDS.findall(spoken))
    silent = _SILENT_ENDING.search(spoken) is not None
    return max(count - silent, 1)


def measure(texts: Iterable[str]) -> Measure:
    """Measure texts together, as one reader meets them.

    The grade is Flesch and Kincaid’s: 0.39 words a sentence + 11.8 syllables
    a word - 15.59, a year of school in the United States.
    """
    lengths: Sequence[tuple[str, ...]] = [
        words(sentence) for sentence in chain.from_iterable(map(sentences, texts))
    ]
    every_word = tuple(chain.from_iterable(lengths))
    if not every_word:
        raise NothingToRead("There are no words to measure.")
    mean = len(every_word) / len(lengths)
    sounds = sum(map(syllables, every_word)) / len(every_word)
    return Measure(mean, max(map(len, lengths)), 0.39 * mean + 11.8 * sounds - 15.59)


def banned_words(text: str) -> tuple[str, ...]:
    """Find the words that are never shown to children, in any of their forms."""
    return tuple(found.lower() for found in _BANNED.findall(text))


def straight_quotes(text: str) -> tuple[str, ...]:
    """Find quotation marks and apostrophes that were not set as type."""
    return tuple(mark for mark in text if mark in "'\"")
