"""The quarter pack: figures out of the release and from nowhere else, and the lists of its months.

Whoever may open the list of these children sees the lists. Figures stand here only once the
quarter was closed and released, exactly as they left, and go when the release is withdrawn.
"""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.disclosure.table import Unit
from feedback.due_dates import add_months
from feedback.periods import NotAPeriod, Period
from feedback.releases.report import Report
from feedback.services.list_periods import list_periods
from feedback.services.monthly_watch import watch_days
from feedback.services.officers_work import names_of_staff
from feedback.store.released import reports_of, why_withdrawn
from portal.access import may
from portal.managers import bp
from portal.managers.desk import desk, names_of
from portal.managers.watching import month_in_words, parts
from portal.storage import store, today
from portal.telling import Told, symbols, told

_MONTHS = 3


@bp.get("/quarters")
@may("watch-service")
def quarters() -> ResponseReturnValue:
    """List the quarters since the first review held."""
    with store().look() as transaction:
        listed = list_periods(transaction, today=today())
    found = [one for one in listed if not one.period.is_year]
    return render_template("managers/quarters.html", found=found)


@bp.get("/quarters/<name>")
@may("watch-service")
def quarter(name: str) -> ResponseReturnValue:
    """Show one quarter whole, to be read on a screen or printed."""
    period = _period(name)
    firsts = [add_months(period.first, number) for number in range(_MONTHS)]
    with store().look() as transaction:
        whole = watch_days(transaction, (period.first, period.last), desk=desk(), today=today())
        officers = names_of_staff(transaction)
        report = reports_of(transaction, [period]).get(period)
        withdrawn = "" if report else why_withdrawn(transaction, period)
    months = [[one for one in whole if one.day.replace(day=1) == first] for first in firsts]
    listed = [one for one in whole if one.missing]
    return render_template(
        "managers/quarter.html",
        period=period,
        in_words=period.in_words,
        months=[
            (first.strftime("%Y-%m"), month_in_words(first), parts(month))
            for first, month in zip(firsts, months, strict=True)
        ],
        whole=parts(whole),
        names=names_of(listed, "quarter-pack"),
        officers=officers,
        tables=_tables(report) if report else [],
        symbols=symbols(),
        withdrawn=withdrawn,
        release_url=url_for("insight.release", name=period.name) if report else "",
    )


def _tables(report: Report) -> list[Told]:
    """Tell the released tables of reviews, each as it was printed."""
    of_reviews = {one.table.id for one in report.tables if one.table.unit is Unit.REVIEWS}
    return [table for table in told(report) if table.id in of_reviews]


def _period(name: str) -> Period:
    try:
        period = Period.named(name)
    except NotAPeriod:
        abort(404)
    if period.is_year or period.first > today():
        abort(404)
    return period
