"""The reviews file of the SSDA903 return, or the list of everything that is not settled.

What the sector’s validator (rules 166, 167, 399, 440, 441, 1012, INT08, INT17) would find,
and what it does not look for, is found here first: with anything unsettled there is no file.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from feedback.caseload.doubts import fits_age
from feedback.caseload.files import COLUMNS, EPISODES, HEADER, REVIEWS
from feedback.caseload.known import Stay, in_care_on, only_short_breaks
from feedback.participation import Indicator, of_age_on
from feedback.periods import Period
from feedback.spreadsheet_cells import write_rows


class Why(StrEnum):
    """Why a review keeps the return from being made, as the list prints it."""

    DUPLICATE = "the review is there twice"
    TWO_CODES = "the child has two codes for that day"
    AFTER_TODAY = "the review is after today"
    BEFORE_BIRTH = "the review is before the child’s birth"
    NO_BIRTH = "the child’s date of birth is blank"
    NOT_RECORDED = "nothing says whether the review was held"
    NOT_CONFIRMED = "no code has been confirmed"
    CODE_AGE = "the code does not fit the child’s age"
    OUTSIDE_EPISODES = "the day is outside every episode of care"
    NO_HEADER = "the child has no header row"
    HEADER_DIFFERS = "the header row gives another date of birth"


@dataclass(frozen=True, slots=True)
class ReturnChild:
    """A child as the return knows them; the rows are those that were last imported."""

    number: str
    born: date | None
    header: tuple[str, ...] | None
    episodes: tuple[tuple[str, ...], ...]
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class ReturnReview:
    """A review by the day of its part 1, and its confirmed code if there is one."""

    child: ReturnChild
    day: date
    code: Indicator | None
    held: bool = True
    """Otherwise it was planned, and neither held nor cancelled as far as we know."""


@dataclass(frozen=True, slots=True, order=True)
class Unsettled:
    """One thing to be settled before there can be a return."""

    child: str
    day: date
    why: Why

    def __str__(self) -> str:
        """Say it in one line."""
        return f"child {self.child}, review of {self.day:%d/%m/%Y}: {self.why}"


@dataclass(frozen=True, slots=True)
class Return903:
    """The three files by name, or what is unsettled; never both."""

    files: Mapping[str, str]
    unsettled: tuple[Unsettled, ...]
    rows: int


def make_return(reviews: Iterable[ReturnReview], *, year: Period, today: date) -> Return903:
    """Make the return of one collection year, with one row for each review held in it.

    Children whose episodes are all V3 or V4 are left out (rule 399), and reviews from the
    18th birthday on, which are none of the return’s.
    """
    counted = sorted(
        (review for review in reviews if year.contains(review.day) and _counts(review)),
        key=lambda review: (review.child.number, review.day, review.code or ""),
    )
    unsettled = tuple(sorted(_unsettled(counted, today=today)))
    if unsettled:
        return Return903({}, unsettled, rows=0)
    children = {review.child.number: review.child for review in counted}
    return Return903(
        {
            REVIEWS: _file(REVIEWS, map(_row, counted)),
            HEADER: _file(HEADER, (child.header or () for child in children.values())),
            EPISODES: _file(EPISODES, (row for c in children.values() for row in c.episodes)),
        },
        (),
        rows=len(counted),
    )


def _counts(review: ReturnReview) -> bool:
    grown_up = of_age_on(review.child.born, review.day)
    return not grown_up and not only_short_breaks(review.child.stays)


def _unsettled(reviews: Iterable[ReturnReview], *, today: date) -> Iterator[Unsettled]:
    codes: defaultdict[tuple[str, date], list[Indicator | None]] = defaultdict(list)
    for review in reviews:
        number, day = review.child.number, review.day
        if not review.held:
            yield Unsettled(number, day, Why.NOT_RECORDED)
            continue
        codes[number, day].append(review.code)
        faults = chain(_of_review(review, today=today), _of_child(review.child))
        yield from (Unsettled(number, day, why) for why in faults)
    for (number, day), given in codes.items():
        if len(set(given) - {None}) > 1:
            yield Unsettled(number, day, Why.TWO_CODES)
        elif len(given) > 1:
            yield Unsettled(number, day, Why.DUPLICATE)


def _of_review(review: ReturnReview, *, today: date) -> Iterator[Why]:
    born = review.child.born
    if review.day > today:
        yield Why.AFTER_TODAY
    if born is not None and review.day < born:
        yield Why.BEFORE_BIRTH
    elif born is not None and review.code and not fits_age(review.code, born, review.day):
        yield Why.CODE_AGE
    if review.code is None:
        yield Why.NOT_CONFIRMED
    if not in_care_on(review.day, review.child.stays):
        yield Why.OUTSIDE_EPISODES


def _of_child(child: ReturnChild) -> Iterator[Why]:
    if child.born is None:
        yield Why.NO_BIRTH
    if child.header is None:
        yield Why.NO_HEADER
    elif child.born and child.header[COLUMNS[HEADER].index("DOB")] != _written(child.born):
        yield Why.HEADER_DIFFERS


def _row(review: ReturnReview) -> tuple[str, ...]:
    born = _written(review.child.born) if review.child.born else ""
    return (review.child.number, born, _written(review.day), review.code or "")


def _written(day: date) -> str:
    return f"{day:%d/%m}/{day.year:04}"


def _file(name: str, rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    write_rows(text, [COLUMNS[name]])
    write_rows(text, rows)
    return text.getvalue()
