"""Cancelling a review that is to come, for a reason from a list, and planning it again."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.cancelling import CancelledBecause
from feedback.errors import CancellingRefused
from feedback.services import cancel_review
from feedback.services.caseload_page import ChildCard, ChildUnknown
from portal.access import may
from portal.office import bp
from portal.office.child_form import CancelForm
from portal.office.children import card_of, name_of_card
from portal.office.desk import clerk
from portal.storage import store


@bp.route("/children/<uuid:child_id>/cancel/<uuid:review_id>", methods=["GET", "POST"])
@may("keep-caseload")
def cancel(child_id: UUID, review_id: UUID) -> ResponseReturnValue:
    """Say what hangs on a review, and cancel it."""
    card, form = card_of(child_id), CancelForm()
    one = next((one for one in card.reviews if one.id == review_id), None)
    if one is None:
        _must_be_theirs(card, review_id)
        return redirect(url_for(".child", child_id=child_id))
    if form.validate_on_submit():
        reason = CancelledBecause(form.because.data)
        if _is_done(cancel_review.cancel, review_id, reason):
            flash(_("The review is cancelled."))
        return redirect(url_for(".child", child_id=child_id))
    with store().look() as transaction:
        is_out = cancel_review.has_letter(transaction, review_id)
    return render_template(
        "office/cancel.html",
        card=card,
        name=name_of_card(card),
        review=one,
        is_out=is_out,
        form=form,
    )


@bp.post("/children/<uuid:child_id>/restore/<uuid:review_id>")
@may("keep-caseload")
def restore(child_id: UUID, review_id: UUID) -> ResponseReturnValue:
    """Plan a cancelled review again for the same day."""
    _must_be_theirs(card_of(child_id), review_id)
    if _is_done(cancel_review.restore, review_id):
        flash(_("The review is planned again. Look whether it needs a new letter."))
    return redirect(url_for(".child", child_id=child_id))


def _must_be_theirs(card: ChildCard, review_id: UUID) -> None:
    if review_id not in {*(one.id for one in card.reviews), *(one.id for one in card.cancelled)}:
        raise ChildUnknown("There is no such review to come.")


def _is_done(do: Callable[..., bool], *about: object) -> bool:
    """Do it, or say why it was refused. False where nothing was to be done any more."""
    try:
        return do(store(), clerk(), *about)
    except CancellingRefused as refusal:
        flash(str(refusal), "error")
        return False
