"""Days and moments in words, as a page says them in London."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from flask_babel import format_date, format_time, ngettext
from flask_babel import gettext as _

from portal.storage import LONDON, today

_UNBROKEN = "\N{NO-BREAK SPACE}"


def day_in_words(day: date) -> str:
    """Say a day, such as Tuesday 3 March 2026."""
    return str(format_date(day, "EEEE d MMMM y"))


def short_day(day: date) -> str:
    """Say a day in a table, such as 3 Mar 2026, in one piece that does not break."""
    return str(format_date(day, "d MMM y")).replace(" ", _UNBROKEN)


def near_day(day: date) -> str:
    """Say a day in a list, such as Tuesday 3 March; with its year when that is not this one."""
    return str(format_date(day, "EEEE d MMMM" if day.year == today().year else "EEE d MMM y"))


def day_sent(moment: datetime) -> str:
    """Say in a list the day on which something came, such as 3 Mar."""
    day = moment.astimezone(LONDON).date()
    return str(format_date(day, "d MMM" if day.year == today().year else "d MMM y"))


def moment_in_words(moment: datetime) -> str:
    """Say a moment, such as 3 March 2026 at 14:30."""
    there = moment.astimezone(LONDON)
    return str(_("%(day)s at %(time)s", day=format_date(there.date(), "d MMMM y"),
                 time=format_time(there, "HH:mm", rebase=False)))  # fmt: skip


def day_of(moment: datetime) -> str:
    """Say the day on which a moment was in England, such as Tuesday 3 March 2026."""
    return day_in_words(moment.astimezone(LONDON).date())


def hour_in_words(moment: datetime) -> str:
    """Say the hour alone, such as 14:30, of a moment today; of another day, the whole moment."""
    if moment.astimezone(LONDON).date() != today():
        return moment_in_words(moment)
    return str(format_time(moment.astimezone(LONDON), "HH:mm", rebase=False))


def clock(moment: datetime) -> str:
    """Say the time of day, such as 14:30."""
    return str(format_time(moment.astimezone(LONDON), "HH:mm", rebase=False))


def time_in_words(there: time) -> str:
    """Say the time of day at which something is planned, such as 10:00."""
    return str(format_time(there, "HH:mm", rebase=False))


def ago(moment: datetime, now: datetime) -> str:
    """Say how long ago something was, in the largest whole unit."""
    passed = now - moment
    minutes = max(0, int(passed / timedelta(minutes=1)))
    if minutes < 1:
        return str(_("just now"))
    if minutes < 60:  # noqa: PLR2004  an hour
        return str(ngettext("%(num)d minute ago", "%(num)d minutes ago", minutes))
    if minutes < 24 * 60:
        return str(ngettext("%(num)d hour ago", "%(num)d hours ago", minutes // 60))
    return str(ngettext("%(num)d day ago", "%(num)d days ago", passed.days))


FILTERS: Mapping[str, Callable[..., str]] = {
    "clock": clock,
    "day_of": day_of,
    "day_in_words": day_in_words,
    "day_sent": day_sent,
    "near_day": near_day,
    "short_day": short_day,
    "time_in_words": time_in_words,
    "hour_in_words": hour_in_words,
    "moment_in_words": moment_in_words,
}
