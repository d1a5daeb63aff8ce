"""A letter’s own secret inside a longer text: what could be one, and nothing else.

Four words of the list in a row hardly ever stand in what a child writes, so whoever finds
some can afford to try whether they open the letter.
"""

from collections.abc import Iterator
from functools import cache

from feedback.errors import WordsNotKnown
from feedback.letters.secret import PARTS, Secret, read_secret
from feedback.letters.typed import LONGEST, runs
from feedback.letters.word_list import all_words

_FIGURES = 4


def secrets_in(text: str) -> Iterator[Secret]:
    """Yield each row of four listed words, or of four numbers that belong together."""
    told = [run for token in text.split() for run in runs(token[:LONGEST])]
    for start in range(len(told) - PARTS + 1):
        row = told[start : start + PARTS]
        numbers = all(run.isdecimal() and len(run) == _FIGURES for run in row)
        if not numbers and not _known().issuperset(row):
            continue
        try:
            yield read_secret(" ".join(row))
        except WordsNotKnown:
            continue


@cache
def _known() -> frozenset[str]:
    return frozenset(all_words())
