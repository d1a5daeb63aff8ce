"""The way through periods and releases."""

from datetime import date

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.due_dates import add_working_days
from feedback.errors import ReleaseUnknown
from feedback.evaluation import NOT_VALIDATED
from feedback.periods import Period
from feedback.services.close_period import close_period, is_closed, still_open
from feedback.services.list_periods import list_periods
from feedback.services.look_at_release import look_at_release
from feedback.services.release import find_release
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.ledger import report_of
from portal.access import MAY, hands_over, may
from portal.insight import bp
from portal.insight.acting import actor, named
from portal.insight.paper import instruments
from portal.insight.shown_whole import rows_page, shown_whole
from portal.signing_in import signed_in
from portal.storage import catalogue, council, keys, now, store, today
from portal.telling import period_in_words

_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get("")
@may("see-releases")
def releases() -> ResponseReturnValue:
    """List the quarters and years, and what can be done with each."""
    with store().look() as transaction:
        listed = list_periods(transaction, today=today())
    return render_template("insight/releases.html", listed=listed, in_words=period_in_words)


@bp.get("/<name>")
@may("see-releases")
def release(name: str) -> ResponseReturnValue:
    """Show what a release says of the whole service, and offer its files."""
    period = named(name)
    try:
        with store().look() as transaction:
            seen = look_at_release(transaction, period)
    except ReleaseUnknown:
        abort(404)
    return render_template(
        "insight/release.html",
        seen=seen,
        **shown_whole(seen.report),
        not_validated=NOT_VALIDATED,
        editions=instruments(catalogue()),
        pack=may_see_pack(period),
    )


@bp.get("/<name>/rows")
@may("see-releases")
def rows(name: str) -> ResponseReturnValue:
    """Show the tables of a year that have rows: by age, by version, by how they took part."""
    period = named(name)
    with store().look() as transaction:
        report = report_of(transaction, period)
    if report is None:
        abort(404)
    return rows_page(report, prepared=False)


@bp.get("/<name>/files/<file>")
@hands_over("see-releases", on="insight.release")
def download(name: str, file: str) -> ResponseReturnValue:
    """Hand over one file, to the byte as it was frozen, and write down that it left."""
    period = named(name)
    with store().begin() as transaction:
        frozen = find_release(transaction, period)
        if frozen is None or file not in frozen.files:
            abort(404)
        act = Act("downloaded-release", period.name)
        audit.write(transaction, actor(), act, keys=keys(), now=now())
    response = Response(frozen.files[file], content_type=_KINDS[file.rsplit(".", 1)[-1]])
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@bp.get("/<name>/close")
@may("close-periods")
def closing(name: str) -> ResponseReturnValue:
    """Say what is still open in a period, and ask whether to close it."""
    period = named(name)
    with store().look() as transaction:
        if is_closed(transaction, period):
            return redirect(url_for("insight.releases"))
        left = still_open(transaction, period)
    return render_template(
        "insight/closing.html",
        period=period,
        in_words=period_in_words(period),
        left=left,
        over=today() > period.last,
        answers_until=_answers_until(period),
        pack=may_see_pack(period),
    )


@bp.post("/<name>/close")
@may("close-periods")
def close(name: str) -> ResponseReturnValue:
    """Close a period."""
    period = named(name)
    with store().begin() as transaction:
        close_period(transaction, period, by=actor(), keys=keys(), now=now())
    flash(_("%(period)s is closed.", period=period.name))
    return redirect(url_for("insight.preparing", name=period.name))


def _answers_until(period: Period) -> date | None:
    """Return until when children can still answer about its last reviews, or nothing when past."""
    clocks, closed = council().clocks, council().closed_days
    opens = add_working_days(period.last, clocks.evaluation_opens, closed=closed)
    ends = add_working_days(opens, clocks.evaluation_lasts, closed=closed)
    return ends if today() <= ends else None


def may_see_pack(period: Period) -> bool:
    """Whether whoever is signed in may open the quarter pack, which lists children."""
    staff = signed_in()
    return not period.is_year and bool(staff and staff.duties & MAY["watch-service"])
