"""Our 1,024 words, and which of them somebody meant.

The list in ``words.txt`` is our own: short, concrete words that a child of eight can read,
none that sounds like another, none that could hurt (see the tests, which hold every rule).
No two share their first four letters and no two are one slip apart. It is locked: letters
that are out would open no more if a word moved.
"""

from functools import cache
from importlib.resources import files

SHORTEST, LONGEST = 3, 6
_TELLING = 4


@cache
def all_words() -> tuple[str, ...]:
    """Return the words; a word’s place in them is its ten bits."""
    return tuple(files("feedback.letters").joinpath("words.txt").read_text("utf-8").split())


def meant(typed: str) -> str | None:
    """Return the one word that was meant, or None rather than guess.

    A word is meant when it is the only one that begins with the same four letters or is one
    slip away: a letter wrong, missing, too many, or two swapped.
    """
    if typed in _places():
        return typed
    from rapidfuzz import process  # noqa: PLC0415  four MiB, for whoever mistyped
    from rapidfuzz.distance import OSA  # noqa: PLC0415  as above

    slips = process.extract(
        typed, all_words(), scorer=OSA.distance, processor=None, score_cutoff=1, limit=None
    )
    near = {word for word, _, _ in slips}
    near |= {_beginnings()[start] for start in [typed[:_TELLING]] if start in _beginnings()}
    return near.pop() if len(near) == 1 else None


def place_of(word: str) -> int:
    """Return a word’s place in the list, from 0 to 1,023."""
    return _places()[word]


def parted(run: str) -> tuple[str, ...]:
    """Return the words that make up a run typed without spaces, or none.

    There is never a choice: no word of the list begins another.
    """
    words = []
    while run:
        ends = range(SHORTEST, LONGEST + 1)
        word = next((run[:end] for end in ends if run[:end] in _places()), None)
        if word is None:
            return ()
        words.append(word)
        run = run.removeprefix(word)
    return tuple(words)


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(all_words())}


@cache
def _beginnings() -> dict[str, str]:
    return {word[:_TELLING]: word for word in all_words()}
