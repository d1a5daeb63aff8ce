"""Children and their reviews to come, added and changed on pages by the import’s own rules."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.caseload.verdicts import Finding
from feedback.services import caseload_page, keep_officers
from feedback.services.caseload_page import ChildCard, ChildUnknown, NumberTaken
from feedback.services.import_caseload import Intake, RowsRefused
from feedback.store import Store
from portal.access import may
from portal.cancelled_words import CANCELLED
from portal.names import Name
from portal.office import bp, desk
from portal.office.care_words import care_in_words
from portal.office.child_form import (
    ChildForm,
    LeftCareForm,
    MovedForm,
    NewChildForm,
    ReviewForm,
    Typed,
    care_form,
    day_of,
    of_card,
)
from portal.office.desk import clerk
from portal.storage import store

Keep = Callable[[Store, Intake, ChildCard, Mapping[str, str]], Iterable[Finding]]
"""Keeps a change to a child, and returns what is doubtful about it."""

bp.register_error_handler(ChildUnknown, desk.unknown)


@bp.route("/children/new", methods=["GET", "POST"])
@may("keep-caseload")
def new_child() -> ResponseReturnValue:
    """Add a child, as rows of the files would."""
    form = NewChildForm(data={"language": "en"})
    if form.validate_on_submit():
        try:
            doubts = caseload_page.add_child(store(), intake(), form.typed)
        except RowsRefused as refused:
            form.refuse(refused.findings)
        except NumberTaken as refused:
            form.number.errors = [str(refused)]
        else:
            _say(_("The child is kept."), doubts)
            return redirect(url_for(".child", child_id=_found(form.typed["CHILD"])))
    return render_template("office/child-new.html", form=form)


@bp.get("/children/<uuid:child_id>")
@may("keep-caseload")
def child(child_id: UUID) -> ResponseReturnValue:
    """Show what is known of a child, to be changed, and their reviews to come."""
    card = card_of(child_id)
    return _page(card, of_card(card.columns, day_of(card.columns["DOB"])))


@bp.post("/children/<uuid:child_id>")
@may("keep-caseload")
def change_child(child_id: UUID) -> ResponseReturnValue:
    """Change what is known of a child."""
    card, form = card_of(child_id), ChildForm()
    if form.validate() and _is_kept(
        form, card, caseload_page.change_child, _("The changes are kept.")
    ):
        return redirect(url_for(".child", child_id=child_id))
    return _page(card, form)


@bp.post("/children/<uuid:child_id>/moved")
@may("keep-caseload")
def child_moved(child_id: UUID) -> ResponseReturnValue:
    """Say since when a child lives elsewhere; their letter ends, and they are due for another."""
    card, form = card_of(child_id), MovedForm()
    said = _("The move is kept. A letter that was out is ended, and a new one is due.")
    if form.validate() and _is_kept(form, card, caseload_page.move_child, said):
        return redirect(url_for(".child", child_id=child_id))
    return _page(card, of_card(card.columns, day_of(card.columns["DOB"])), moved=form)


@bp.post("/children/<uuid:child_id>/left")
@may("keep-caseload")
def child_left(child_id: UUID) -> ResponseReturnValue:
    """Say when a child left care."""
    card, form = card_of(child_id), LeftCareForm()
    if form.validate() and _is_kept(
        form, card, caseload_page.change_child, _("The end of care is kept.")
    ):
        return redirect(url_for(".child", child_id=child_id))
    return _page(card, of_card(card.columns, day_of(card.columns["DOB"])), left=form)


@bp.route("/children/<uuid:child_id>/care", methods=["GET", "POST"])
@may("keep-caseload")
def care(child_id: UUID) -> ResponseReturnValue:
    """Add a child’s first spell of care, or put the latest one right."""
    card = card_of(child_id)
    form = care_form(card.care)
    if form.validate_on_submit() and _is_kept(
        form, card, caseload_page.keep_care, _("The spell of care is kept.")
    ):
        return redirect(url_for(".child", child_id=child_id))
    return render_template("office/care.html", card=card, name=name_of_card(card), form=form)


@bp.route("/children/<uuid:child_id>/plan", methods=["GET", "POST"])
@bp.route("/children/<uuid:child_id>/plan/<uuid:review_id>", methods=["GET", "POST"])
@may("keep-caseload")
def plan(child_id: UUID, review_id: UUID | None = None) -> ResponseReturnValue:
    """Plan a review, or change one that is to come."""
    card = card_of(child_id)
    form = _review_form(card, review_id)
    if form.validate_on_submit():
        try:
            doubts = caseload_page.plan_review(
                store(), intake(), card, form.typed, review_id=review_id
            )
        except RowsRefused as refused:
            form.refuse(refused.findings)
        else:
            _say(_("The review is kept. A letter that is out follows it."), doubts)
            return redirect(url_for(".child", child_id=child_id))
    return render_template(
        "office/plan.html", card=card, name=name_of_card(card), form=form, review_id=review_id
    )


def intake() -> Intake:
    """Return who keeps the caseload here, with which clocks, and when."""
    who = clerk()
    return Intake(who.actor, who.keys, who.desk, who.now)


def card_of(child_id: UUID) -> ChildCard:
    """Open what is known of a child; that it is opened is in the log before."""
    return caseload_page.open_child(store(), intake(), child_id)


def _page(
    card: ChildCard,
    form: ChildForm,
    *,
    moved: MovedForm | None = None,
    left: LeftCareForm | None = None,
) -> str:
    return render_template(
        "office/child.html",
        card=card,
        name=name_of_card(card),
        form=form,
        moved=moved or MovedForm(formdata=None),
        left=left or LeftCareForm(formdata=None),
        cancelled_words=CANCELLED,
        care_in_words=care_in_words,
        ask=FlaskForm(),
    )


def _review_form(card: ChildCard, review_id: UUID | None) -> ReviewForm:
    known = next((one for one in card.reviews if one.id == review_id), None)
    if review_id is not None and known is None:
        raise ChildUnknown("There is no such review to come.")
    with store().look() as transaction:
        there = keep_officers.officers(transaction)
    data = {}
    if known is not None:
        data = {
            "day": known.day,
            "hour": known.at,
            "second": known.part_two_day,
            "officer": known.officer,
            "worker": known.social_worker,
        }
    form = ReviewForm(data=data)
    with_reference = [(one.reference, one.name) for one in there if one.reference]
    form.officer.choices = [("", _("Nobody yet, or as it was")), *with_reference]
    return form


def name_of_card(card: ChildCard) -> Name:
    """Say what the child of a card is called."""
    columns = card.columns
    known = columns["KNOWN_AS"] or columns["FIRST_NAME"]
    full = f"{known} {columns['LAST_NAME']}".strip()
    return Name(known, full, f"{columns['FIRST_NAME']} {columns['LAST_NAME']}".strip())


def _found(number: str) -> UUID:
    with store().look() as transaction:
        return caseload_page.child_numbered(transaction, number)


def _is_kept(form: Typed, card: ChildCard, keep: Keep, said: str) -> bool:
    """Keep what was typed and say so, or say in the form why it was refused."""
    try:
        doubts = keep(store(), intake(), card, form.typed)
    except RowsRefused as refused:
        form.refuse(refused.findings)
        return False
    _say(said, doubts)
    return True


def _say(kept: str, doubts: Iterable[Finding]) -> None:
    flash(kept)
    for one in doubts:
        flash(_("Kept, but please look: %(reason)s.", reason=one.reason), "error")
