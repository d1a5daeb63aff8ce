"""No, later, another way: a child’s answers to being asked at all, kept and respected."""

from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from feedback.questionnaire import Stage
from feedback.replies import Reply, Wanted, Way
from feedback.services import reply
from feedback.store.at_hand import LetterAtHand
from portal.children import notes, steps
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.children.visit import acting, child, looking
from portal.storage import LONDON, now


@bp.get("/up-to-you")
@child
def up_to_you() -> ResponseReturnValue:
    """Offer every other way, another time, and not at all: each as good an answer as any."""
    with looking() as here:
        letter = here.visit.letter
        form = steps.begun(here)
        if not reply.may_reply(here.transaction, letter, steps.stage_of(letter), now=now()):
            return redirect(url_for(".hello"))
        return render_template(
            "children/up-to-you.html",
            begun=form is not None,
            version=form.questionnaire.version if form else letter.version,
            private=steps.stage_of(letter) is Stage.EVALUATION,
            back_url=way_back(),
        )


@bp.post("/up-to-you")
@child
def reply_with() -> ResponseReturnValue:
    """Keep what was said in one tap, and say back what it means."""
    wanted = _wanted(request.form.get("reply", ""))
    helped = bool(notes.read().get("helped"))
    with acting() as here:
        told = steps.stage_of(here.visit.letter), wanted
        reply.say(here.transaction, here.visit, told, helped=helped, now=now())
    return redirect(url_for(".you_told_us"), 303)


@bp.get("/you-told-us")
@child
def you_told_us() -> ResponseReturnValue:
    """Say back kindly what stands, who knows it, and how to change one’s mind."""
    with looking() as here:
        letter = here.visit.letter
        stage = steps.stage_of(letter)
        standing = reply.find(here.transaction, letter.id, stage)
        if standing is None:
            return redirect(url_for(".hello"))
        return render_template(
            "children/you-told-us.html",
            reply=standing,
            private=stage is Stage.EVALUATION,
            last=_last_day(letter, stage),
            version=letter.version,
            back_url=url_for(".hello"),
        )


@bp.post("/go-on")
@child
def go_on() -> ResponseReturnValue:
    """Change one’s mind: what was said is forgotten, and the way leads on where it stopped."""
    with acting() as here:
        stage = steps.stage_of(here.visit.letter)
        reply.take_back(here.transaction, here.visit.letter.id, stage)
        form = steps.begun(here)
        ready = form is not None and form.passed
        onwards = steps.before_asking(here.visit, form) if ready else url_for(".hello")
    return redirect(onwards, 303)


def _last_day(letter: LetterAtHand, stage: Stage) -> date | None:
    if stage is Stage.EVALUATION:
        return letter.evaluation_until
    return letter.closes_at.astimezone(LONDON).date()


def _wanted(said: str) -> Wanted:
    if said in {Reply.NO, Reply.LATER}:
        return Wanted(Reply(said))
    try:
        return Wanted(Reply.ANOTHER_WAY, Way(said))
    except ValueError as problem:
        raise BadRequest from problem
