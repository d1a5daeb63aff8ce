"""Taking back what was sent: asked once more, done at once, and said kindly."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.services import withdraw
from feedback.services.send import Post
from feedback.store.models import Door
from portal.children import adding
from portal.children.blueprint import bp
from portal.children.visit import child, looking, must_be_remembered
from portal.storage import catalogue, journal, keys, now, store


@bp.get("/take-back")
@child
def take_back() -> ResponseReturnValue:
    """Say what taking it back means, and what stays, before it is done."""
    with looking() as here:
        if not adding.may_add(here):
            return redirect(url_for(".hello"))
        if here.visit.door is Door.SHUT:
            return redirect(url_for(".pictures"))
        return render_template(
            "children/take-back.html",
            may=withdraw.may_withdraw(here.transaction, here.visit, now=now()),
            version=here.visit.letter.version,
            back_url=url_for(".what_happened"),
        )


@bp.post("/take-back")
@child
def take_it_back() -> ResponseReturnValue:
    """Erase the words, here and wherever else they lie."""
    visit = must_be_remembered()
    withdraw.withdraw(store(), visit, post=Post(catalogue(), keys(), journal()), now=now())
    answer = make_response(redirect(url_for(".taken_back"), 303))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/taken-back")
@child
def taken_back() -> ResponseReturnValue:
    """Say that it is gone, and what a child may do now, or not."""
    with looking() as here:
        at = withdraw.taken_back_at(here.transaction, here.visit.letter.id)
        if at is None:
            return redirect(url_for(".hello"))
        return render_template(
            "children/taken-back.html", at=at, version=here.visit.letter.version
        )
