"""Closing a review once everything of it is settled, and opening it again."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.errors import ClosingRefused
from feedback.services.close_review import close, open_again
from portal.access import may
from portal.officers import bp
from portal.officers.desk import case, hand
from portal.storage import keys, store


@bp.post("/<uuid:review_id>/close")
@may("record-own-reviews")
def close_review(review_id: UUID) -> ResponseReturnValue:
    """Close it, or say what is still open."""
    case(review_id)
    if FlaskForm().validate_on_submit():
        try:
            with store().begin() as transaction:
                close(transaction, review_id, by=hand(), keys=keys())
        except ClosingRefused as refusal:
            flash(str(refusal), "error")
        else:
            flash(_("The review is closed."))
    return redirect(url_for(".review", review_id=review_id, _anchor="closing"))


@bp.post("/<uuid:review_id>/open-again")
@may("record-own-reviews")
def open_review_again(review_id: UUID) -> ResponseReturnValue:
    """Open a closed review again."""
    case(review_id)
    if FlaskForm().validate_on_submit():
        with store().begin() as transaction:
            open_again(transaction, review_id, by=hand(), keys=keys())
        flash(_("The review is open again."))
    return redirect(url_for(".review", review_id=review_id, _anchor="closing"))
