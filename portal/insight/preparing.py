"""Having a summary prepared: what it will hold, and how far the work is."""

from http import HTTPStatus
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from feedback.disclosure.declared import tables_of
from feedback.periods import Period
from feedback.services import prepare_release
from feedback.services.close_period import is_closed, still_open
from feedback.services.list_periods import PeriodState, list_periods
from feedback.services.release import find_release
from feedback.store.models import ErrandState
from portal.access import may
from portal.insight import bp
from portal.insight.acting import actor, named
from portal.insight.underway import found_again, how_far
from portal.storage import now, store, today
from portal.telling import period_in_words

STAGES = (
    lazy_gettext("Counting"),
    lazy_gettext("Choosing what is hidden"),
    lazy_gettext("Writing the files"),
    lazy_gettext("The auditor tries to break them"),
    lazy_gettext("Done"),
)


@bp.get("/<name>/prepare")
@may("prepare-releases")
def preparing(name: str) -> ResponseReturnValue:
    """Say what the summary of a closed period will hold; there is nothing else to choose."""
    period = named(name)
    with store().look() as transaction:
        if not is_closed(transaction, period):
            return redirect(url_for(".closing", name=period.name))
        if find_release(transaction, period) is not None:
            return redirect(url_for(".release", name=period.name))
        left = still_open(transaction, period)
        listed = list_periods(transaction, today=today())
    return render_template(
        "insight/preparing.html",
        period=period,
        in_words=period_in_words(period),
        left=left,
        tables=[table.title for table in tables_of(period)],
        not_left=_not_left(period, {one.period.name: one.state for one in listed}),
    )


@bp.post("/<name>/prepare")
@may("prepare-releases")
def prepare(name: str) -> ResponseReturnValue:
    """Have it prepared by the worker, and lead to where one sees how far it is."""
    period = named(name)
    with store().begin() as transaction:
        asked = prepare_release.order(transaction, period, by=actor(), now=now())
    way = url_for(".underway", name=period.name, errand_id=asked)
    return redirect(way, HTTPStatus.SEE_OTHER)


@bp.get("/<name>/prepare/<uuid:errand_id>")
@may("prepare-releases")
def underway(name: str, errand_id: UUID) -> ResponseReturnValue:
    """Say how far it is; the page looks again by itself, and leads on when it is done."""
    period = named(name)
    found = found_again(errand_id)
    if found is None:
        return redirect(url_for(".releases"))
    if found.state is ErrandState.DONE:
        flash(gettext("It is prepared. Look at it, then somebody else agrees."))
        return redirect(url_for(".prepared", name=period.name))
    stage = STAGES[found.done]
    return how_far("insight/underway.html", found, period=period, stage=stage)


def _not_left(period: Period, states: dict[str, PeriodState]) -> list[str]:
    """Return the quarters of a year that have not left: what leaves later hides more."""
    left = {PeriodState.RELEASED, PeriodState.WITHDRAWN}
    names = [one.name for one in period.quarters if period.is_year]
    return [name for name in names if states.get(name) not in left]
