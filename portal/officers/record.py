"""Recording what happened at a review, and correcting it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import CorrectionNeedsReason, RecordRefused
from feedback.services.record import record as write
from portal import words, words_beside
from portal.access import may
from portal.names import name_of
from portal.officers import bp
from portal.officers.desk import case, hand, permit
from portal.officers.record_form import form_for
from portal.storage import keys, store


@bp.route("/<uuid:review_id>/record", methods=["GET", "POST"])
@may("record-own-reviews")
def record(review_id: UUID) -> ResponseReturnValue:
    """Ask what happened, and write it down; what was typed is never lost to a mistake."""
    found = case(review_id)
    form = form_for(found)
    if not form.is_submitted():
        form.follows.data = str(found.record_number)
    elif form.validate():
        try:
            with store().begin() as transaction:
                write(transaction, review_id, form.account, by=hand(), keys=keys())
        except CorrectionNeedsReason as refusal:
            form.reason.errors = [str(refusal)]
        except RecordRefused as refusal:
            form.held.errors = [str(refusal)]
        else:
            flash(_("Recorded."))
            return redirect(url_for(".indicator", review_id=review_id))
    leave = permit("opened-name", "review", review_id)
    name = name_of(found.named, found.child_id, leave)
    return render_template(
        "officers/record.html",
        case=found,
        form=form,
        name=name,
        words=words,
        words_beside=words_beside,
    )
