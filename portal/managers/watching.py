"""The monthly watch: who was not heard, null returns by kind, children at a distance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import lazy_gettext as lazy

from feedback.due_dates import add_months
from feedback.services.monthly_watch import (
    NOT_DONE,
    NOT_RECORDED,
    Missing,
    Null,
    Watched,
)
from feedback.services.monthly_watch import (
    watch as watched,
)
from feedback.services.officers_work import names_of_staff
from portal.access import may
from portal.following import CAUSES, DOINGS, WORKED
from portal.managers import bp
from portal.managers.desk import desk, names_of
from portal.storage import store, today

MONTHS = 13
MISSING: Mapping[Missing, object] = {
    Missing.PN4: lazy("PN4: was there, and not heard"),
    Missing.PN7: lazy("PN7: was not there, and not heard"),
    Missing.PENDING: lazy("Recorded, no code confirmed"),
    Missing.NOT_RECORDED: lazy("Nothing recorded"),
}
NULLS: Mapping[Null, object] = {
    Null.SEEN_NOT_RECORDED: lazy("Seen alone: not recorded"),
    Null.CONTACT_NOT_RECORDED: lazy("Contact: not recorded"),
    Null.NOT_SEEN: lazy("Not seen alone"),
    Null.NO_CONTACT: lazy("No visit or contact"),
    Null.NOT_INVITED: lazy("Not invited in time"),
}


@bp.get("/watch")
@may("watch-service")
def watch() -> ResponseReturnValue:
    """Show the month that was asked for, or the last one that is over."""
    newest = today().replace(day=1)
    months = [add_months(newest, -before) for before in range(MONTHS)]
    first = _asked(months)
    with store().look() as transaction:
        reviews = watched(transaction, first, desk=desk(), today=today())
        officers = names_of_staff(transaction)
    if first not in months:
        months.append(first)
    shown = [one for one in reviews if one.missing or one.nulls or one.at_a_distance]
    return render_template(
        "managers/watch.html",
        first=first,
        months=[(one.strftime("%Y-%m"), month_in_words(one)) for one in months],
        names=names_of(shown, "watch"),
        officers=officers,
        **parts(reviews),
    )


def parts(reviews: Iterable[Watched]) -> dict[str, Any]:
    """Part a month into what its page shows."""
    every = list(reviews)
    away = [one for one in every if one.at_a_distance]
    return {
        "reviews": len(every),
        "missing": [one for one in every if one.missing],
        "not_recorded": [one for one in every if one.not_recorded],
        "not_done": [one for one in every if one.not_done],
        "away": away,
        "away_heard": sum(one.heard for one in away),
        "away_seen": sum(not one.nulls & {Null.SEEN_NOT_RECORDED, Null.NOT_SEEN} for one in away),
        "counts": Counter(kind for one in every for kind in one.nulls),
        "MISSING": MISSING,
        "NULLS": NULLS,
        "RECORDED": [null for null in NULLS if null in NOT_RECORDED],
        "DONE": [null for null in NULLS if null in NOT_DONE],
        "CAUSES": CAUSES,
        "DOINGS": DOINGS,
        "WORKED": WORKED,
        "today": today(),
    }


def month_in_words(first: date) -> str:
    """Say a month, such as February 2026."""
    return str(format_date(first, "MMMM y"))


def _asked(months: list[date]) -> date:
    named = request.args.get("month")
    if named is None:
        return months[1]
    try:
        first = date.fromisoformat(f"{named}-01")
    except ValueError:
        abort(404)
    if first > months[0]:
        abort(404)
    return first
