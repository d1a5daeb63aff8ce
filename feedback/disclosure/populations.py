"""What is counted, and by what it can be told apart, before any table is declared.

A *population* is the reviews held, the answer sheets, the things children asked for, or the
children. Each thing in it has one category of every dimension. A *view* is a choice of
dimensions; a *leaf* is one category of each of them, the smallest thing a view tells apart.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

from feedback.rates import DID_NOT, TOOK_PART

Dims = tuple[str, ...]
"""Dimensions in alphabetical order."""
Leaf = tuple[str, ...]
"""A category of each dimension of a view, in the view’s order."""
Numbers = Mapping[Dims, Mapping[Leaf, int]]
"""How many of each leaf, for every view of one population."""

REVIEWS, SHEETS, ASKS, CHILDREN = "reviews", "sheets", "asks", "children"
PATHWAY = "pathway"
"""Reviews from the 18th birthday on: evaluated like others, and in no rate of the return."""
CODED = "coded"
"""Answer sheets with a comment that has a theme; each theme is a dimension of its own."""
YES, NO, UNKNOWN, MISSED = "yes", "no", "unknown", "missed"
ANCHORS = ("information", "space", "voice", "audience", "influence", "feedback")
OWN, NONE_FITS = "own", "none-of-these"
"""A theme that only the council’s own codebook has; and that none fits."""
THEMES = (
    "listened-to",
    "knowing-before",
    "a-choice",
    "told-after",
    "something-changed",
    "nothing-changed",
    "who-was-there",
    "time-and-place",
    "hard-words",
    "the-officer",
    "social-worker",
    "seeing-family",
    "home",
    "school",
    "feeling-well",
    "growing-up",
    OWN,
    NONE_FITS,
)
"""Those of our own codebook, in its order."""
NOT_GIVEN, UNANSWERED = "not-given", "unanswered"
"""Of an ask: that nobody gave it a theme, and that nobody has answered it."""
ASKED_ABOUT = (
    *(one for one in THEMES if one not in {"something-changed", "nothing-changed"}),
    NOT_GIVEN,
)
"""What a thing asked for may be about. Whether something changed is its outcome."""
GROUPS = ("PN1", "PN2-3", "PN5-6", "PN4-7", "not-settled")
VERSIONS = ("pictures", "short", "longer", "full", "easy", "watching")
OF_18 = "18-and-over"
AGES = ("0-3", "4-7", "8-9", "10-11", "12-15", "16-17", UNKNOWN)
"""Cut where the bands of the report (4-9, 10-15) and the versions (4-7, 8-11) cut."""
_UNDER_FOUR = frozenset({"PN0", "null-under-four"})
SAME: Mapping[str, tuple[tuple[str, frozenset[str]], tuple[str, frozenset[str]]]] = {
    REVIEWS: (("age", frozenset({"0-3"})), ("code", _UNDER_FOUR)),
}
"""Of a population, categories of two dimensions that count the same things."""
PART_OF: Mapping[str, str] = {CODED: SHEETS}
"""Of a population, another that it is a part of: there are no more of it."""
JOINED: Mapping[str, tuple[Dims, ...]] = {CHILDREN: (("every", "latest"),)}
"""Of a population, dimensions that bear upon each other though no table tells them together.

Whose views were in every review, those were in the latest.
"""
BEHIND: Mapping[str, tuple[tuple[tuple[str, str], tuple[str, frozenset[str]]], ...]] = {
    CHILDREN: (
        (("every", NO), ("code", frozenset(DID_NOT))),
        (("latest", YES), ("code", frozenset(TOOK_PART))),
    ),
}
"""Of a population, some that have each a review of their own with one of these codes."""
_CODES = (*(f"PN{number}" for number in range(8)), "null", "null-under-four")
_AMOUNTS = ("yes", "bit", "no", "not-sure", MISSED)

POPULATIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        REVIEWS: {
            "age": AGES,
            "code": _CODES,
            "disabled": (YES, NO, UNKNOWN),
            "distance": (YES, NO),
            "documents": (YES, NO, UNKNOWN),
            "notified": (YES, NO, UNKNOWN),
            "on-time": ("on-time", "late", "date-wrong", UNKNOWN),
            "unaccompanied": (YES, NO),
        },
        SHEETS: {
            "group": GROUPS,
            "version": VERSIONS,
            **dict.fromkeys(ANCHORS, _AMOUNTS),
        },
        CODED: dict.fromkeys(THEMES, (YES, NO)),
        ASKS: {
            "outcome": ("done", "not-done", "still-asking", UNANSWERED),
            "theme": ASKED_ABOUT,
        },
        CHILDREN: {"every": (YES, NO), "latest": (YES, NO)},
        PATHWAY: {"age": (OF_18,)},
    }
)


@cache
def leaves(population: str, view: Dims) -> tuple[Leaf, ...]:
    """Return every leaf of a view that can be.

    A child under four has no code but PN0; an ask gets its theme with its answer; whose views
    were in every review, those were in the latest.
    """
    return tuple(_leaves(population, view))


def _leaves(population: str, view: Dims) -> Iterator[Leaf]:
    for leaf in product(*(POPULATIONS[population][dim] for dim in view)):
        named = dict(zip(view, leaf, strict=True))
        if {"code", "age"} <= named.keys() and (
            (named["age"] == "0-3") != (named["code"] in _UNDER_FOUR)
        ):
            continue
        if named.get("outcome") == UNANSWERED and named.get("theme", NOT_GIVEN) != NOT_GIVEN:
            continue
        if (named.get("every"), named.get("latest")) == (YES, NO):
            continue
        yield leaf
