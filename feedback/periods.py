"""Collection years (1 April to 31 March) and their quarters. No other range is a period."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from feedback.due_dates import add_months
from feedback.errors import FeedbackError

_NAME = re.compile(r"((?:19|20)\d{2})-(\d{2})(?:Q([1-4]))?", re.ASCII)
_APRIL = 4
_QUARTER_MONTHS = 3
_YEAR_MONTHS = 12
_CENTURY = 100


class NotAPeriod(FeedbackError):
    """Something other than a collection year or one of its quarters was named."""

    def __init__(self, name: str) -> None:
        """Say what a period looks like."""
        super().__init__(
            f"{name[:20]!r} is not a period: write a year such as 2025-26 "
            "or a quarter such as 2025-26Q3."
        )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A collection year, named by the year it begins in, or one quarter of it (Q1 from April)."""

    year: int
    quarter: int | None = None

    @classmethod
    def named(cls, name: str) -> Self:
        """Read ``2025-26`` or ``2025-26Q3``, refusing any other range."""
        match = _NAME.fullmatch(name)
        if match is None or (int(match[1]) + 1) % _CENTURY != int(match[2]):
            raise NotAPeriod(name)
        return cls(int(match[1]), int(match[3]) if match[3] else None)

    @classmethod
    def year_of(cls, day: date) -> Self:
        """Return the collection year a day lies in."""
        return cls(day.year if day.month >= _APRIL else day.year - 1)

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """Return the quarter a day lies in."""
        since_april = (day.month - _APRIL) % _YEAR_MONTHS
        return cls(cls.year_of(day).year, since_april // _QUARTER_MONTHS + 1)

    @property
    def name(self) -> str:
        """Return the name people use, such as 2025-26Q3."""
        quarter = f"Q{self.quarter}" if self.quarter else ""
        return f"{self.year}-{(self.year + 1) % _CENTURY:02d}{quarter}"

    @property
    def in_words(self) -> str:
        """Return its months, such as October to December 2025."""
        first, last = (calendar.month_name[day.month] for day in (self.first, self.last))
        year = f" {self.first.year}" if self.first.year != self.last.year else ""
        return f"{first}{year} to {last} {self.last.year}"

    @property
    def is_year(self) -> bool:
        """Whether this is a whole year."""
        return self.quarter is None

    @property
    def first(self) -> date:
        """Return the first day."""
        return add_months(date(self.year, _APRIL, 1), _QUARTER_MONTHS * ((self.quarter or 1) - 1))

    @property
    def last(self) -> date:
        """Return the last day."""
        months = _YEAR_MONTHS if self.is_year else _QUARTER_MONTHS
        return add_months(self.first, months) - timedelta(1)

    @property
    def whole(self) -> "Period":
        """Return the year this lies in."""
        return Period(self.year)

    @property
    def quarters(self) -> tuple["Period", ...]:
        """Return the quarters of a year; a quarter is its own only one."""
        return tuple(Period(self.year, q) for q in range(1, 5)) if self.is_year else (self,)

    def contains(self, day: date) -> bool:
        """Whether a day lies in this period."""
        return self.first <= day <= self.last
