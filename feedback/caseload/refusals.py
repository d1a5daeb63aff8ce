"""What makes a row that can be read unsound all the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from feedback.caseload.rows import DisabilityRow, HeaderRow, PlannedRow, ReviewRow
from feedback.caseload.verdicts import Reason, RowRefused


class OfAChild(Protocol):
    """A row that names a child."""

    @property
    def child(self) -> str:
        """The child’s number, leading zeros kept."""


class OfABirth(OfAChild, Protocol):
    """A row that also says when the child was born."""

    @property
    def born(self) -> date:
        """The date of birth."""


@dataclass(slots=True)
class Headers:
    """Refuses a birth after today, and a second row that gives a child another birth."""

    today: date
    births: dict[str, date] = field(default_factory=dict)

    def refuse(self, row: HeaderRow) -> None:
        """Refuse one header row; the first sound row of a child says when they were born."""
        if row.born > self.today:
            raise RowRefused("DOB", Reason.DOB_AFTER_TODAY)
        if self.births.setdefault(row.child, row.born) != row.born:
            raise RowRefused("DOB", Reason.DOB_DIFFERS)


@dataclass(frozen=True, slots=True)
class Others:
    """Refuses what does not agree with the header, in the folder or stored before."""

    births: Mapping[str, date]
    today: date

    def refuse(self, row: OfAChild) -> None:
        """Refuse a row about a child nobody has told us of."""
        if row.child not in self.births:
            raise RowRefused("CHILD", Reason.UNKNOWN_CHILD)

    def refuse_with_birth(self, row: OfABirth) -> None:
        """Refuse it also when it gives another date of birth than the header."""
        self.refuse(row)
        if row.born != self.births[row.child]:
            raise RowRefused("DOB", Reason.DOB_DIFFERS)

    def refuse_review(self, row: ReviewRow) -> None:
        """Refuse a review that cannot have been held."""
        self.refuse_with_birth(row)
        if row.day < row.born:
            raise RowRefused("REVIEW", Reason.BEFORE_BIRTH)
        if row.day > self.today:
            raise RowRefused("REVIEW", Reason.AFTER_TODAY)

    def refuse_disability(self, row: DisabilityRow) -> None:
        """Refuse what was recorded on a day that cannot be."""
        self.refuse(row)
        if row.recorded is None:
            return
        if row.recorded.day > self.today:
            raise RowRefused("RECORDED", Reason.RECORDED_AFTER_TODAY)
        if row.recorded.day < self.births[row.child]:
            raise RowRefused("RECORDED", Reason.RECORDED_BEFORE_BIRTH)

    def refuse_planned(self, row: PlannedRow) -> None:
        """Refuse a planned review before birth. One in the past may just not be recorded yet."""
        self.refuse(row)
        if row.day < self.births[row.child]:
            raise RowRefused("DATE", Reason.BEFORE_BIRTH)
