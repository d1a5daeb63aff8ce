"""Numbers among words: each is one that is printed in a table, or belongs to a phrase.

A sentence can give away what its table hides. So no number may stand among words that is not
printed in the table it is about, but for periods, days, ages, codes and the few of our own rules.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from feedback.auditor.formats.opened import Grid

_PHRASES = re.compile(
    r"""
    \b\d{4}-\d{2}(Q[1-4])?\b
    | \b([1-3]?\d\ )?(January|February|March|April|May|June|July|August|September|October
      |November|December)\ \d{4}\b
    | \bPN\d(-\d)?\b | \bA[1-6]\b | \bTables?[\ _]\d[a]?\b | \bedition\ \d+\b
    | \b(4\ to\ 7|8\ to\ 11|12\ to\ 15|4\ to\ 9|10\ to\ 15|16\ and\ 17)\b
    | \b(aged|under)\ 4\b | \bunder\ 18\b | \b1[68]\ and\ over\b | \b95\ % | \b0\ to\ 5\b
    | \bfewer\ than\ 20\b
    | \bbase\ (below\ 20|of\ 200)\b | \b3\ in\ 10\b | \b1\ in\ 5\b | \bevery\ 100\b
    | \b(with)?in\ 2\ working\ days\b
    | \bSHA-256\b | \bby\ (up|\d+)\ to\ \d+\ percentage\ points\b
    """,
    re.VERBOSE,
)
BECAUSE = (
    "it could not be proven, within the work allowed, that showing its numbers gives no child"
    " away."
)
WITHHELD_WHOLE = f"This table is withheld whole: {BECAUSE}"
"""The one thing that is said of a table of which nothing was proven."""
_TITLE = re.compile("“([^”]+)”")
_WORKED_OUT_OF = re.compile(
    r"Worked out of tables withheld whole \((“[^”]+”(?:, “[^”]+”)*)\)\. Of each of these"
    rf" {re.escape(BECAUSE)}"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_HOW_MANY = ("count", "base", "percent", "percent_low", "percent_high")


def explained(words: Iterable[str], numbers: Iterable[Decimal] = ()) -> bool:
    """Whether every number in these words is one of those, or stands in one of our phrases."""
    known = set(numbers)
    return all(
        Decimal(one.replace(",", "")) in known
        for said in words
        for one in _NUMBER.findall(_PHRASES.sub(" ", said))
    )


def says_why(words: Iterable[str]) -> bool:
    """Whether any of these words say that something could not be proven."""
    return any("could not be proven" in said for said in words)


def says_why_of(said: str, titles: Collection[str]) -> bool:
    """Whether words say so in our sentence alone, and of these tables alone."""
    found = {title for one in _WORKED_OUT_OF.findall(said) for title in _TITLE.findall(one)}
    return found <= set(titles) and not says_why([_WORKED_OUT_OF.sub(" ", said)])


def numbers_of(rows: Sequence[Mapping[str, str]]) -> set[Decimal]:
    """Return every number a table of the CSV prints, and how many answered it in all."""
    found = {Decimal(row[one]) for row in rows for one in _HOW_MANY if row[one][:1].isdigit()}
    counts = {row["category"]: row["count"] for row in rows}
    return found | added(counts, "base", "not-sure")


def added(counts: Mapping[str, str], *names: str) -> set[Decimal]:
    """Add up printed numbers; of what is hidden or not there, nothing."""
    some = [counts.get(name, "") for name in names]
    return {sum(map(Decimal, some), Decimal())} if all(one.isdecimal() for one in some) else set()


def numbers_in(grid: Grid) -> set[Decimal]:
    """Return every number a table shows, less its sign: words say *fewer*."""
    return {abs(one) for row in grid for one in row if isinstance(one, Decimal)}
