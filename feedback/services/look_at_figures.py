"""Looking at the figures of a year: its release, those before it, and its quarters.

Everything comes from the ledger. No review, sheet or ask is read, so looking costs the same
whether there were a hundred or a million of them.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from feedback.errors import NothingReleased
from feedback.periods import Period
from feedback.releases.report import Report
from feedback.store.released import periods_released, reports_of


@dataclass(frozen=True, slots=True)
class Figures:
    """One year, and what it is looked at beside."""

    report: Report
    earlier: tuple[Report, ...]
    """Earlier years that were released, oldest first."""
    quarters: tuple[Report, ...]
    years: tuple[Period, ...]
    """Every year that can be looked at, the latest first."""

    @property
    def before(self) -> Report | None:
        """Return the release of the very year before, if there is one."""
        wanted = Period(self.report.period.year - 1)
        return next((one for one in self.earlier if one.period == wanted), None)


def look_at_figures(transaction: Session, year: Period | None = None) -> Figures:
    """Return the figures of a year, or of the latest that was released.

    Raises ``NothingReleased`` when there is none, or none of that year.
    """
    released = periods_released(transaction)
    years = tuple(period for period in reversed(released) if period.is_year)
    asked = year or (years[0] if years else None)
    if asked not in years:
        raise NothingReleased("No summary of this year has been made, so there are no figures.")
    wanted = [
        one for one in released if (one.is_year and one.year <= asked.year) or one.whole == asked
    ]
    found = reports_of(transaction, wanted)
    return Figures(
        report=found[asked],
        earlier=tuple(found[one] for one in wanted if one.is_year and one.year < asked.year),
        quarters=tuple(found[one] for one in wanted if not one.is_year),
        years=years,
    )
