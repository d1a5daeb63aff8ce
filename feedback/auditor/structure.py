"""What the tables of a release count, written down a second time by somebody who attacks them.

Nothing here is read from the release: what a table claims to count could be changed with it.
A test holds this against the catalogue, so whoever changes one must think about the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

Counted = Mapping[str, frozenset[str]]
"""Of each dimension named, the categories counted."""
Key = tuple[str, str, str]
"""A table, a row and a column."""

SERVICE = "service"
ANCHORS = ("information", "space", "voice", "audience", "influence", "feedback")
_AGES = ("0-3", "4-7", "8-9", "10-11", "12-15", "16-17", "unknown")
_OF_18 = "18-and-over"
_VERSIONS = ("pictures", "short", "longer", "full", "easy", "watching")
_GROUPS = ("PN1", "PN2-3", "PN5-6", "PN4-7", "not-settled")
_THEMES = (
    *("listened-to", "knowing-before", "a-choice", "told-after", "something-changed"),
    *("nothing-changed", "who-was-there", "time-and-place", "hard-words", "the-officer"),
    *("social-worker", "seeing-family", "home", "school", "feeling-well", "growing-up"),
    *("own", "none-of-these"),
)
_ASKED_ABOUT = (
    *("listened-to", "knowing-before", "a-choice", "told-after", "who-was-there"),
    *("time-and-place", "hard-words", "the-officer", "social-worker", "seeing-family"),
    *("home", "school", "feeling-well", "growing-up", "own", "none-of-these", "not-given"),
)
_SAID = ("yes", "bit", "no", "not-sure", "missed")
_CODES = ("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "null", "null-under-four")

DIMENSIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "reviews": {
            "code": _CODES,
            "age": _AGES,
            "on-time": ("on-time", "late", "date-wrong", "unknown"),
            "disabled": ("yes", "no", "unknown"),
            "distance": ("yes", "no"),
            "documents": ("yes", "no", "unknown"),
            "notified": ("yes", "no", "unknown"),
            "unaccompanied": ("yes", "no"),
        },
        "sheets": {
            **dict.fromkeys(ANCHORS, _SAID),
            "version": _VERSIONS,
            "group": _GROUPS,
        },
        "coded": dict.fromkeys(_THEMES, ("yes", "no")),
        "asks": {
            "outcome": ("done", "not-done", "still-asking", "unanswered"),
            "theme": _ASKED_ABOUT,
        },
        "children": {"every": ("yes", "no"), "latest": ("yes", "no")},
        "pathway": {"age": (_OF_18,)},
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One number a release may print."""

    population: str
    counted: Counted
    omission: bool = False
    attitude: bool = False
    answer: bool = True

    @property
    def dims(self) -> tuple[str, ...]:
        """Return the dimensions it looks at."""
        return tuple(sorted(self.counted))


def _sets(dim: str, spelt: str) -> dict[str, Counted]:
    """Read ``column=a+b`` pairs; a column by itself counts its own name."""
    found: dict[str, Counted] = {}
    for word in spelt.split():
        column, _, some = word.partition("=")
        found[column] = {dim: frozenset((some or column).split("+"))}
    return found


_COUNTED = "PN1+PN2+PN3+PN4+PN5+PN6+PN7"
_TOOK_PART = f"took-part=PN1+PN2+PN3+PN5+PN6 did-not=PN4+PN7 base={_COUNTED} null"
_BY_CODE = f"PN1 PN2 PN3 PN4 PN5 PN6 PN7 base={_COUNTED}"
_ROWS: Mapping[str, Mapping[str, Counted]] = {
    "age": _sets("age", "4-9=4-7+8-9 10-15=10-11+12-15 16-17"),
    "version": _sets("version", "pictures short longer full easy"),
    "group": _sets("group", " ".join(_GROUPS)),
    "theme": _sets("theme", " ".join(_ASKED_ABOUT)),
}
_ONE_WAY: Mapping[str, tuple[str, str, str]] = {
    "participation": ("reviews", "code", _TOOK_PART),
    "groups": (
        "reviews",
        "code",
        f"PN1 PN2-3=PN2+PN3 PN5-6=PN5+PN6 PN4-7=PN4+PN7 base={_COUNTED}",
    ),
    "codes": ("reviews", "code", _BY_CODE),
    "under-four": ("reviews", "code", "PN0 null-under-four"),
    "on-time": (
        "reviews",
        "on-time",
        "on-time late date-wrong base=on-time+late+date-wrong unknown",
    ),
    **{
        ready: ("reviews", ready, "in-time=yes not-in-time=no base=yes+no unknown")
        for ready in ("notified", "documents")
    },
    "asked": (
        "reviews",
        "age",
        "4-7 8-11=8-9+10-11 12-15 16-17 base=4-7+8-9+10-11+12-15+16-17",
    ),
    "asked-of-age": ("pathway", "age", _OF_18),
    **{anchor: ("sheets", anchor, "yes bit no base=yes+bit+no not-sure") for anchor in ANCHORS},
    "response": (
        "sheets",
        "version",
        "pictures short longer full easy base=pictures+short+longer+full+easy",
    ),
    "response-by-group": ("sheets", "group", " ".join(_GROUPS)),
    "asks": (
        "asks",
        "outcome",
        "done not-done still-asking base=done+not-done+still-asking unanswered",
    ),
    "every-review": ("children", "every", "yes no base=yes+no"),
    "latest-review": ("children", "latest", "yes no base=yes+no"),
}
_SURE = _ONE_WAY["voice"][2]
_TWO_WAY: Mapping[str, tuple[str, str, str, str]] = {
    "age": ("reviews", "age", "code", f"{_BY_CODE} null"),
    **{f"{anchor}-by-version": ("sheets", "version", anchor, _SURE) for anchor in ANCHORS},
    **{f"{anchor}-by-group": ("sheets", "group", anchor, _SURE) for anchor in ANCHORS},
    "asks-by-theme": (
        "asks",
        "theme",
        "outcome",
        "done not-done-yet=not-done+still-asking base=done+not-done+still-asking",
    ),
}
"""Of each: the population, the dimension of its rows, that of its columns, and these."""
_FIXED = {"unaccompanied": "unaccompanied", "at-a-distance": "distance", "disabled": "disabled"}
_NOT_RECORDED = "disability-not-recorded"
_YEARLY = frozenset(
    {*_TWO_WAY, *_FIXED, _NOT_RECORDED, "codes", "every-review", "latest-review", "themes"}
)
ONCE_OF_QUARTERS = "codes"
"""A table that quarters had at first. What left then is still read, and attacked."""
CAME = (
    frozenset({"notified", "documents", "themes"}),
    frozenset({"asks-by-theme"}),
    frozenset({"disabled", _NOT_RECORDED}),
    frozenset({"asked-of-age"}),
)
"""Tables that came later, in the order in which they came, those that came together in one.

A release that left before they were there holds none of them."""
TOGETHER: Mapping[str, tuple[str, ...]] = {"children": ("every", "latest")}
"""Dimensions no table tells together, though one says something of the other."""
EACH_HAS_ONE = (
    ("every", "no", frozenset({"PN4", "PN7"})),
    ("latest", "yes", frozenset({"PN1", "PN2", "PN3", "PN5", "PN6"})),
)
"""Children of whom each has a review of their own with one of these codes."""
_OMITTED = {"null", "null-under-four", "unanswered"}
_OMISSIONS = {"on-time", "notified", "documents", _NOT_RECORDED}


@cache
def lines(*, year: bool) -> Mapping[Key, Line]:
    """Return every number a release of a year, or of a quarter, holds."""
    found: dict[Key, Line] = dict(_themes())
    for table, (population, dim, spelt) in _ONE_WAY.items():
        for column, counted in _sets(dim, spelt).items():
            found[table, SERVICE, column] = _line(table, column, population, counted)
    for table, dim in _FIXED.items():
        for column, counted in _sets("code", _TOOK_PART).items():
            whole = {**counted, dim: frozenset({"yes"})}
            found[table, SERVICE, column] = _line(table, column, "reviews", whole)
    column = "not-recorded"
    counted = {**_sets("code", f"{column}={_COUNTED}")[column], "disabled": frozenset({"unknown"})}
    found[_NOT_RECORDED, SERVICE, column] = _line(_NOT_RECORDED, column, "reviews", counted)
    for table, (population, by, dim, spelt) in _TWO_WAY.items():
        for row, of_row in _ROWS[by].items():
            for column, counted in _sets(dim, spelt).items():
                whole = {**of_row, **counted}
                found[table, row, column] = _line(table, column, population, whole)
    return {key: line for key, line in found.items() if year or key[0] not in _YEARLY}


def _themes() -> Iterator[tuple[Key, Line]]:
    """Yield each theme as named on a sheet, and all sheets on which any was."""
    for theme in _THEMES:
        counted = {theme: frozenset({"yes"})}
        yield ("themes", SERVICE, theme), _line("themes", theme, "coded", counted)
    every = {"none-of-these": frozenset({"yes", "no"})}
    yield ("themes", SERVICE, "base"), _line("themes", "base", "coded", every)


def _line(table: str, column: str, population: str, counted: Counted) -> Line:
    omission = table in _OMISSIONS or column in _OMITTED
    margin = column in {"base", "not-sure", _OF_18}
    attitude = population == "sheets" and not table.startswith("response")
    return Line(population, counted, omission, attitude, answer=not (margin or omission))


def smallest(population: str, *, year: bool) -> int:
    """Return the smallest number, other than none, that may be known."""
    return 10 if year and population in {"sheets", "coded"} else 6


def can_be(population: str, named: Mapping[str, str]) -> bool:
    """Whether these categories go together.

    Under four there is no code but PN0; what nobody answered has no theme; who took part in every
    review took part in the latest.
    """
    if population == "children":
        return (named.get("every"), named.get("latest")) != ("yes", "no")
    if named.get("outcome") == "unanswered":
        return named.get("theme", "not-given") == "not-given"
    if population != "reviews" or not {"code", "age"} <= named.keys():
        return True
    return (named["age"] == "0-3") == (named["code"] in {"PN0", "null-under-four"})
