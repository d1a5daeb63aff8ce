"""What follows a review at which a child was not heard, for the officer of that child."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.assigned import children_of
from feedback.services.deciding import own_review
from feedback.services.follow_up import Writer, had_next_review, history, may_own
from feedback.services.to_follow import to_follow
from feedback.store.models import Child
from portal.access import may
from portal.following import CAUSES, DOINGS, form_after, kept, told
from portal.names import name_of
from portal.officers import bp
from portal.officers.desk import hand, permit
from portal.storage import store, today


@bp.get("/follow-ups")
@may("follow-up-own")
def follow_ups() -> ResponseReturnValue:
    """List what is to be done for the children this officer answers for."""
    own = children_of(hand().officer, today=today())
    with store().look() as transaction:
        to_do, to_judge = to_follow(transaction, own)
    lines = (*to_do, *to_judge)
    leave = permit("opened-names", "follow-ups") if lines else None
    return render_template(
        "following/list.html",
        to_do=to_do,
        to_judge=to_judge,
        names={one.child_id: name_of(one.named, one.child_id, leave) for one in lines if leave},
        page="officers.follow_up",
        here="",
        causes=CAUSES,
        doings=DOINGS,
        today=today(),
    )


@bp.route("/<uuid:review_id>/follow-up", methods=["GET", "POST"])
@may("follow-up-own")
def follow_up(review_id: UUID) -> ResponseReturnValue:
    """Show what follows one review of an own child, and take one more row of it."""
    who = hand()
    with store().begin() as transaction:
        review = own_review(transaction, review_id, who)
        child = transaction.get_one(Child, review.child_id)
        steps, owners = history(transaction, review_id), may_own(transaction)
        later = had_next_review(transaction, review)
        about = (review.day, review.code, child.id, child.named)
    leave = permit("opened-follow-up", "review", review_id)
    form = form_after(steps, owners, leave)
    if form.validate_on_submit() and kept(
        form, review_id, Writer(who.officer, who.now, who.actor)
    ):
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
        here="",
    )
