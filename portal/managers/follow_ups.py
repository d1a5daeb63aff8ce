"""What follows a review at which a child was not heard, for managers: the list, and one."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.follow_up import Writer, had_next_review, history, may_own
from feedback.services.to_follow import to_follow
from feedback.store.models import Child, Review
from portal.access import may
from portal.following import CAUSES, DOINGS, form_after, kept, told
from portal.managers import bp
from portal.managers.desk import manager, names_of, permit
from portal.names import name_of
from portal.storage import store, today


@bp.get("/follow-ups")
@may("follow-up")
def follow_ups() -> ResponseReturnValue:
    """List what is to be done, and what wants to know whether it worked."""
    with store().look() as transaction:
        to_do, to_judge = to_follow(transaction)
    return render_template(
        "following/list.html",
        to_do=to_do,
        to_judge=to_judge,
        names=names_of((*to_do, *to_judge), "follow-ups"),
        page="managers.follow_up",
        here="follow-ups",
        causes=CAUSES,
        doings=DOINGS,
        today=today(),
    )


@bp.route("/follow-ups/<uuid:review_id>", methods=["GET", "POST"])
@may("follow-up")
def follow_up(review_id: UUID) -> ResponseReturnValue:
    """Show what follows one review, and take one more row of it."""
    with store().look() as transaction:
        review = transaction.get(Review, review_id)
        if review is None:
            abort(404)
        child = transaction.get_one(Child, review.child_id)
        steps, owners = history(transaction, review_id), may_own(transaction)
        later = had_next_review(transaction, review)
        about = (review.day, review.code, child.id, child.named)
    leave = permit("opened-follow-up", "review", review_id)
    form = form_after(steps, owners, leave)
    who = manager()
    if form.validate_on_submit() and kept(form, review_id, Writer(who.staff, who.now, who.actor)):
        flash(_("Written down. What stood before is kept."))
        return redirect(url_for(".follow_ups"))
    day, code, child_id, named = about
    return render_template(
        "following/follow-up.html",
        day=day,
        code=code,
        name=name_of(named, child_id, leave),
        form=form,
        later=later,
        history=told(steps, leave),
        back=url_for(".follow_ups"),
        here="follow-ups",
    )
