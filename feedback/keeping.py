"""How long what is kept is kept, as a council sets it.

trust.md, *Retention*: days and years after which something goes by itself. What a number means
is said beside each; the tests of ``feedback.services.retention`` hold the rules.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from feedback.due_dates import add_months
from feedback.errors import SettingsUnsound

_MONTHS = 12
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Keeping:
    """The four times. Each is at least 1, so that nothing goes on the day it came."""

    draft_days: int = 14
    """After a form closed, what was begun in it and never sent."""
    words_days: int = 90
    """After the next review is filed or care ends, a child’s words and what came of them."""
    record_years: int = 6
    """Records of reviews, evaluations and the log."""
    journal_days: int = 35
    """The journal of what was sent. Backups are kept no longer either."""

    def __post_init__(self) -> None:
        """Refuse a time that is none; the kind of value is judged where it is read."""
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, int) and not 1 <= value <= _LONGEST:
                raise SettingsUnsound(f"[keeping] {one.name} should be 1 or more.")

    def draft_goes(self, closed: date, *, today: date) -> bool:
        """Whether an unsent draft of a form that closed on this day goes."""
        return today > closed + timedelta(days=self.draft_days)

    def words_go(self, since: date, *, today: date) -> bool:
        """Whether words go whose clock started on this day."""
        return today > since + timedelta(days=self.words_days)

    def record_goes(self, day: date, *, today: date) -> bool:
        """Whether a record of this day goes."""
        return today > self.record_kept_until(day)

    def record_kept_until(self, day: date) -> date:
        """Return the last day on which a record of this day is kept."""
        return add_months(day, self.record_years * _MONTHS)

    def oldest_record(self, today: date) -> date:
        """Return a day from which on every record is kept."""
        return add_months(today, -self.record_years * _MONTHS)
