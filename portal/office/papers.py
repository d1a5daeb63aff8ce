"""Forms on paper: blank ones for the drawer, a child’s own, or those of several at once."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound

from feedback.questionnaire import Stage, Version
from feedback.services import letter_desk, office_list
from feedback.services.letter_desk import AT_ONCE, Standing
from feedback.services.office_list import Part, Show
from feedback.store.audit import Permit
from portal.access import may
from portal.names import name_of
from portal.office import bp, words
from portal.office.desk import moment, permit
from portal.office.paper import grouped
from portal.paper.sheets import Layout, Sheet, Whom, every_form, in_words, sheet_of
from portal.storage import store


@bp.get("/paper")
@may("send-letters")
def papers() -> ResponseReturnValue:
    """Offer every form in every layout, and the children whose letters are out."""
    with store().look() as transaction:
        lines = office_list.lines(transaction, Show.INVITED, at=moment(), part=Part(0, AT_ONCE))
    leave = permit("opened-names", "caseload") if lines else None
    entries = [(line, name_of(line.named, line.child_id, leave)) for line in lines if leave]
    return render_template(
        "office/papers.html", forms=every_form(), words=words, entries=entries, form=FlaskForm()
    )


@bp.get("/paper/<name>/<layout>")
@may("send-letters")
def blank_paper(name: str, layout: str) -> ResponseReturnValue:
    """Print one form for the drawer."""
    others = [
        (words_, url_for(".blank_paper", name=name, layout=other))
        for other, words_ in in_words().items()
    ]
    return _printed([sheet_of(name, _layout(layout))], back=url_for(".papers"), others=others)


@bp.get("/letters/<uuid:review_id>/paper/<layout>")
@may("send-letters")
def paper_of(review_id: UUID, layout: str) -> ResponseReturnValue:
    """Print the form that a child’s letter opens, with what may stand on it."""
    back = url_for(".letter", review_id=review_id)
    others = [
        (words_, url_for(".paper_of", review_id=review_id, layout=other))
        for other, words_ in in_words().items()
    ]
    return _printed(_of_children([review_id], _layout(layout)), back=back, others=others)


@bp.post("/paper")
@may("send-letters")
def several_papers() -> ResponseReturnValue:
    """Print the forms of everybody who was ticked, on one page to print."""
    ticked = [UUID(value) for value in request.form.getlist("review") if _is_key(value)]
    if not ticked:
        flash(_("Tick the children who shall have a form on paper."), "error")
        return redirect(url_for(".papers"))
    layout = _layout(request.form.get("layout", ""))
    return _printed(_of_children(ticked[:AT_ONCE], layout), back=url_for(".papers"))


def _of_children(review_ids: Iterable[UUID], layout: Layout) -> list[Sheet]:
    """Set the form of each child; their first name is opened under a row of the log."""
    sheets = []
    for review_id in dict.fromkeys(review_ids):
        with store().look() as transaction:
            standing = letter_desk.standing(transaction, review_id)
        leave = permit("opened-name", "review", review_id)
        sheets.append(_of_child(standing, layout, leave))
    return sheets


def _of_child(standing: Standing, layout: Layout, leave: Permit) -> Sheet:
    letter = standing.letter
    version = letter.version if letter else standing.version_by_age
    stage = Stage.WATCHING if version is Version.WATCHING else Stage.CONSULTATION
    whom = Whom(
        name=name_of(standing.named, standing.child_id, leave).known_as,
        day=standing.day,
        officer=standing.officer,
        number=grouped(letter.number) if letter else "",
    )
    return sheet_of(f"{stage}.{version}", layout, whom)


def _printed(sheets: list[Sheet], *, back: str, others: Sequence[tuple[str, str]] = ()) -> str:
    return render_template(
        "paper/print.html",
        sheets=sheets,
        heading=_("Forms to print") if len(sheets) > 1 else _("Form to print"),
        notice=_("Print this page: press Ctrl and P. Nothing on it opens a letter."),
        others=others,
        back_url=back,
        back_words=_("Back"),
        leaving=False,
    )


def _layout(named: str) -> Layout:
    try:
        return Layout(named)
    except ValueError as unknown:
        raise NotFound from unknown


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
