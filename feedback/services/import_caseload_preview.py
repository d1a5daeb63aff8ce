"""What an import would change, line by line, before anything is written.

It is read off the very changes the import would write, so that nothing is shown that would not
happen, and nothing happens that was not shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any
from uuid import UUID

from feedback.services.import_caseload_changes import Changes
from feedback.services.import_caseload_officers import Officers
from feedback.services.import_caseload_stored import Stored
from feedback.store.models import ReviewState

_WORKED_OUT = frozenset({"age", "due_day", "sequence", "header", "in_last_import", "id"})
"""What follows from the rest, or is told elsewhere."""

_SEALED = frozenset({"named", "born"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would change. ``who`` is a child’s number or an officer’s reference.

    ``field`` is the name of a column, or blank where all of it is new. What is sealed is said
    to change and never what it was or becomes.
    """

    kind: str
    who: str
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Also:
    """What follows from the rest, or is told without saying what it was or becomes."""

    moved: Iterable[UUID]
    """Children."""
    letters: Iterable[UUID]
    """Reviews whose letters would end."""
    disability: Iterable[UUID]
    """Children of whom something else, or nothing any more, would be recorded."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything an import would change, in an order that does not change."""

    lines: tuple[Line, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Say how many lines there are of each kind."""
        return dict(sorted(Counter(line.kind for line in self.lines).items()))

    @property
    def digest(self) -> str:
        """Return what is the same only while the very same things would change."""
        return sha256(repr([astuple(line) for line in self.lines]).encode()).hexdigest()


def planned(
    stored: Stored,
    tables: tuple[Changes, Officers, Changes, Changes],
    also: Also,
) -> Planned:
    """Read off what would change."""
    children, officers, episodes, reviews = tables
    numbers = {child.id: number for number, child in stored.children.items()}
    of_review = {review.id: number for number, found in stored.reviews.items() for review in found}
    named = dict(officers.known.values())
    lines = [
        *_of(children, "child", numbers, named),
        *(Line("episodes", numbers[child]) for child in _children_of(episodes)),
        *(Line("moved", numbers[child]) for child in also.moved),
        *(Line("disability", numbers[child]) for child in also.disability),
        *_of_reviews(reviews, of_review, named, stored),
        *(Line("letter-ends", of_review[review]) for review in also.letters),
        *(Line("officer-new", row["reference"], after=row["name"]) for row in officers.staff.new),
        *(_named_anew(officers, *one) for one in officers.staff.changed),
        *(
            Line("answers-for", numbers[child], "officer", _said(before, named), named[after])
            for child, before, after in officers.given
        ),
    ]
    return Planned(tuple(sorted(set(lines), key=astuple)))


def _of(
    changes: Changes, kind: str, numbers: Mapping[UUID, str], named: Mapping[UUID, str]
) -> Iterator[Line]:
    for row in changes.new:
        yield Line(f"{kind}-new", numbers[row["id"]])
    for key, before, after in changes.changed:
        for field in sorted(after.keys() - _WORKED_OUT):
            was, is_now = (before.get(field), after[field])
            told = ("", "") if field in _SEALED else (_said(was, named), _said(is_now, named))
            yield Line(f"{kind}-changed", numbers[key], field, *told)


def _of_reviews(
    changes: Changes, of_review: Mapping[UUID, str], named: Mapping[UUID, str], stored: Stored
) -> Iterator[Line]:
    by_key = {review.id: review for found in stored.reviews.values() for review in found}
    for row in changes.new:
        kind = "review-planned" if row["state"] is ReviewState.PLANNED else "review-held"
        yield Line(kind, of_review[row["id"]], after=row["day"].isoformat())
    for key, before, after in changes.changed:
        review, moves = by_key[key], "day" in after
        if moves:
            was = _said(before.get("day"), named)
            yield Line("review-moved", of_review[key], "day", was, _said(after["day"], named))
        for field in sorted(after.keys() - _WORKED_OUT - {"day"}):
            told = _said(before.get(field), named), _said(after[field], named)
            about = f"{field} of {review.day.isoformat()}"
            yield Line("review-changed", of_review[key], about, *told)


def _children_of(episodes: Changes) -> list[UUID]:
    return sorted({row["child_id"] for row in episodes.new})


def _named_anew(
    officers: Officers, key: UUID, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Line:
    known = officers.known.items()
    reference = next(reference for reference, (found, _) in known if found == key)
    return Line("officer-named", reference, "name", before["name"], after["name"])


def _said(value: Any, named: Mapping[UUID, str]) -> str:  # noqa: ANN401  whatever a column holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, UUID):
        return named.get(value, "")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)
