"""The way through the figures of released years."""

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from feedback.analysis.block import block
from feedback.analysis.for_children import ForChildren
from feedback.errors import NothingReleased
from feedback.evaluation import NOT_VALIDATED
from feedback.periods import NotAPeriod, Period
from feedback.releases.settled_zip import settled_zip
from feedback.services.look_at_figures import Figures, look_at_figures
from feedback.services.tell_children import opening_quotes, tell_children
from feedback.store import audit
from portal.access import hands_over, may
from portal.assets import stylesheet
from portal.insight.acting import actor
from portal.insight.dashboard import board
from portal.insight.paper import annual_page, instruments
from portal.insight.year_for_children import SAY, alone, files, pictures
from portal.leaves import drawn
from portal.pdf import as_pdf, can_draw
from portal.storage import catalogue, council, keys, now, store
from portal.telling import period_in_words

bp = Blueprint("figures", __name__, url_prefix="/staff/figures")


@bp.get("")
@may("see-releases")
def latest() -> ResponseReturnValue:
    """Show the latest year that was released, or say that there is none yet."""
    try:
        with store().look() as transaction:
            return _shown(look_at_figures(transaction))
    except NothingReleased:
        return render_template("insight/no-figures.html")


@bp.get("/<name>")
@may("see-releases")
def year(name: str) -> ResponseReturnValue:
    """Show the figures of a year."""
    return _shown(_figures(name))


@bp.get("/<name>/annual-report")
@may("see-releases")
def annual_report(name: str) -> ResponseReturnValue:
    """Show what the annual report takes over."""
    return _block(_figures(name))


@bp.get("/<name>/annual-report.pdf")
@hands_over("see-releases", on="figures.annual_report")
def annual_report_pdf(name: str) -> ResponseReturnValue:
    """Hand over what the annual report takes over, as a PDF of A4 pages."""
    figures = _figures(name)
    found = block(figures.report, figures.earlier)
    page = annual_page(figures.report, found, council(), style=stylesheet("staff"))
    return as_pdf(page, f"heard-{name}-annual-report")


@bp.get("/<name>/for-children")
@may("see-releases")
def for_children(name: str) -> ResponseReturnValue:
    """Show the report for children as they will see it."""
    told = _told(name)
    return render_template(
        "insight/for-children.html",
        told=told,
        say=SAY,
        name=name,
        drawings=pictures(told, current_app.jinja_env),
        can_draw=can_draw(),
    )


@bp.get("/<name>/for-children.pdf")
@hands_over("see-releases", on="figures.for_children")
def for_children_pdf(name: str) -> ResponseReturnValue:
    """Hand over the report for children as a PDF of A4 pages."""
    page = alone(_told(name), council=council().name, style=stylesheet("staff"))
    return as_pdf(page, f"heard-{name}-for-children")


@bp.get("/<name>/for-children.zip")
@hands_over("see-releases", on="figures.for_children")
def for_children_zip(name: str) -> ResponseReturnValue:
    """Hand over the report for children as a page and its style, packed together."""
    packed = settled_zip(files(_told(name), _year(name), council=council().name))
    response = Response(packed, content_type="application/zip")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="heard-{name}-for-children.zip"'
    )
    return response


def _shown(figures: Figures) -> str:
    return render_template(
        "insight/dashboard.html",
        figures=figures,
        board=board(figures),
        in_words=period_in_words,
        not_validated=NOT_VALIDATED,
        editions=instruments(catalogue()),
    )


def _block(figures: Figures) -> str:
    found = block(figures.report, figures.earlier)
    return render_template(
        "insight/annual-report.html",
        report=figures.report,
        sentences=found.sentences,
        tables=[drawn(leaf) for leaf in found.tables],
        can_draw=can_draw(),
    )


def _figures(name: str) -> Figures:
    asked = _year(name)
    try:
        with store().look() as transaction:
            return look_at_figures(transaction, asked)
    except NothingReleased:
        abort(404)


def _told(name: str) -> ForChildren:
    """Put the report together; that quotes are opened is written down before they are."""
    asked = _year(name)
    _figures(name)
    permit = audit.opened_by(store(), actor(), opening_quotes(asked), keys=keys(), now=now())
    with store().look() as transaction:
        return tell_children(transaction, asked, council().glossary, permit=permit)


def _year(name: str) -> Period:
    try:
        asked = Period.named(name)
    except NotAPeriod:
        abort(404)
    if not asked.is_year:
        abort(404)
    return asked
