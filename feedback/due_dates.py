"""When things are due: working days, months, the reviews of regulation 33, the clocks.

Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33: the
first review within 20 working days of becoming looked after, the second within three
months of the first, later ones at most six months apart. A review held in two parts is
dated by part 1, and the next is due from part 1. All days are days in England.
"""

import calendar
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache

from feedback.errors import SettingsUnsound

FIRST_WITHIN_WORKING_DAYS = 20
SECOND_WITHIN_MONTHS = 3
LATER_WITHIN_MONTHS = 6
_SATURDAY = 5
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Clocks:
    """The portal’s clocks, all in working days (ours, domain.md; a council may change them)."""

    consultation_opens: int = 20
    no_views_yet: int = 15
    invited: int = 5
    reminders: tuple[int, ...] = (10, 5)
    outcome_recorded: int = 1
    views_read: int = 2
    duty_reads: int = 1
    decisions_out: int = 5
    record_done: int = 15
    distributed: int = 20
    filed: int = 10
    evaluation_opens: int = 5
    evaluation_lasts: int = 20

    def __post_init__(self) -> None:
        """Refuse a clock that runs backwards; the kind of value is judged where it is read."""
        for one in fields(self):
            value = getattr(self, one.name)
            days = value if isinstance(value, tuple) else (value,)
            if any(isinstance(n, int) and n < 0 for n in days):
                raise SettingsUnsound(f"The clock {one.name} should not run backwards.")


def is_working_day(day: date, *, closed: Collection[date] = ()) -> bool:
    """Whether the council works: no weekend, no bank holiday, none of its own closed days."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year) and day not in closed


def add_working_days(day: date, count: int, *, closed: Collection[date] = ()) -> date:
    """Return the day so many working days after this one, or before it if negative.

    The day itself is not counted, so that 0 gives it back whatever day it is.
    """
    step = timedelta(1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, closed=closed):
            day += step
    return day


def working_days_between(start: date, end: date, *, closed: Collection[date] = ()) -> int:
    """Count the working days after ``start`` up to and with ``end``; 0 when it is not later."""
    days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closed=closed) for day in days)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or that month’s last."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def first_review_due(into_care: date, *, closed: Collection[date] = ()) -> date:
    """Return the last day for the first review: 20 working days, which is not 28 days."""
    return add_working_days(into_care, FIRST_WITHIN_WORKING_DAYS, closed=closed)


def next_review_due(last: date, *, held_before: int) -> date:
    """Return the last day for the review after one dated ``last`` (its part 1).

    ``held_before`` counts the reviews held in this period of care, that one included.
    """
    months = SECOND_WITHIN_MONTHS if held_before == 1 else LATER_WITHIN_MONTHS
    return add_months(last, months)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415  three MiB, which no child’s page needs

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
