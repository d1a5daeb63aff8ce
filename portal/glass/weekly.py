"""The weekly list of who read children’s words outside their own cases, for who watches it."""

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as lazy

from feedback.services.outside import GLASS
from feedback.services.reads_outside import COVER, DUTY, monday_of, reads_outside
from feedback.store.models import Duty
from portal.access import may
from portal.glass import bp
from portal.glass.desk import here
from portal.storage import store, today

AS = {
    COVER: lazy("Covering, or read what went past their officer"),
    DUTY: lazy("On duty, because nobody else had read it"),
    GLASS: lazy("Outside their cases, with a second person"),
}


@bp.get("/reads")
@may("watch-reads")
def reads() -> ResponseReturnValue:
    """Show one week. A manager sees which child by their number, and an auditor does not."""
    monday = _monday()
    with store().look() as transaction:
        found = reads_outside(transaction, monday)
    return render_template(
        "glass/reads.html",
        found=found,
        monday=monday,
        sunday=monday + timedelta(6),
        before=(monday - timedelta(7)).isoformat(),
        after=(monday + timedelta(7)).isoformat() if monday < monday_of(today()) else "",
        numbers=Duty.MANAGER in here().duties,
        said=AS,
    )


def _monday() -> date:
    try:
        asked = date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        asked = today()
    return monday_of(min(max(asked, date(2020, 1, 1)), today()))
