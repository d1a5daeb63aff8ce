"""What gives reason to doubt a row that is kept all the same."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.caseload.known import Known, Stays, in_care_on, only_short_breaks
from feedback.caseload.rows import ChildRow, DisabilityRow, HeaderRow, PlannedRow, ReviewRow
from feedback.caseload.sifting import Doubt
from feedback.caseload.verdicts import Reason
from feedback.participation import Indicator, of_age_on, under4_on

LONGEST_BETWEEN_PARTS = timedelta(days=60)
"""Two days further apart than this are two reviews, whatever the file calls them."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Weighs rows against what is known and what the folder itself says.

    Where no episode of any child is known, no day can be outside one.
    """

    known: Known
    births: Mapping[str, date]
    stays: Stays
    settled: Collection[str]
    """Children on whose date of birth a confirmed code rests."""

    def of_header(self, row: HeaderRow) -> Iterator[Doubt]:
        """Doubt another date of birth for a child whose code has been confirmed."""
        if row.child in self.settled and self.known.births.get(row.child) != row.born:
            yield "DOB", Reason.CONFIRMED

    def of_review(self, row: ReviewRow) -> Iterator[Doubt]:
        """Doubt a review’s day, its code, and whether it belongs in the return at all."""
        yield from self._of_day("REVIEW", row.child, row.day)
        if row.code is None:
            yield "REVIEW_CODE", Reason.CODE_UNKNOWN
        elif not fits_age(row.code, row.born, row.day):
            yield "REVIEW_CODE", Reason.CODE_AGE
        if only_short_breaks(self.stays.get(row.child, ())):
            yield "CHILD", Reason.SHORT_BREAKS
        agreeing = self.known.confirmed.get((row.child, row.day))
        if agreeing is not None and row.code not in agreeing:
            yield "REVIEW_CODE", Reason.CONFIRMED

    def of_child(self, row: ChildRow) -> Iterator[Doubt]:
        """Doubt a child without a name, and a need we could not read."""
        if not (row.first_name or row.known_as):
            yield "FIRST_NAME", Reason.NO_NAME
        for column in row.unclear:
            yield column, Reason.FLAG

    def of_disability(self, row: DisabilityRow) -> Iterator[Doubt]:
        """Doubt what was recorded before what is known, such as before it was put right here."""
        known = self.known.recorded.get(row.child)
        if known is not None and row.recorded is not None and row.recorded.day < known:
            yield "RECORDED", Reason.RECORDED_SINCE

    def of_planned(self, row: PlannedRow, firsts: Collection[date]) -> Iterator[Doubt]:
        """Doubt a planned day outside care, and a second part without a first.

        From the 18th birthday nobody is in care, and a pathway review is as it should be.
        """
        if not of_age_on(self.births[row.child], row.day):
            yield from self._of_day("DATE", row.child, row.day)
        if row.part > 1 and first_part(row.day, firsts) is None:
            yield "PART", Reason.NO_PART_ONE

    def _of_day(self, field: str, child: str, day: date) -> Iterator[Doubt]:
        if self.stays and not in_care_on(day, self.stays.get(child, ())):
            yield field, Reason.OUTSIDE_EPISODES


def fits_age(code: Indicator, born: date, day: date) -> bool:
    """Whether a code can be true at this age: PN0 under 4, none from the 18th birthday."""
    return under4_on(born, day) is (code is Indicator.PN0) and not of_age_on(born, day)


def first_part(second: date, firsts: Iterable[date]) -> date | None:
    """Return the day of the first part that a second part belongs to, the latest before it."""
    before = (first for first in firsts if first < second <= first + LONGEST_BETWEEN_PARTS)
    return max(before, default=None)
