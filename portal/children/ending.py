"""The end: what you said, where it goes, Send, and thank you."""

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from feedback.errors import AlreadySent
from feedback.questionnaire import Role, Stage
from feedback.services import cards, evaluate, send
from feedback.services.call_for_help import call_for_help
from feedback.services.form import Form
from feedback.services.send import Post
from feedback.services.visits import Visit
from feedback.store.models import ConcernKind, Door
from portal.addresses import fixed
from portal.children import notes, read_back, steps
from portal.children.asking import WORRYING
from portal.children.blueprint import bp
from portal.children.visit import child, looking, must_be_remembered
from portal.dates import moment_in_words
from portal.storage import catalogue, journal, keys, now, store
from portal.whole import whole


@bp.get("/check")
@child
def check() -> ResponseReturnValue:
    """Read back what was said, with a way to say each thing again, before it is sent."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(fixed("children.hello"))
        shown = cards.read_all(here.transaction, here.visit)
        return render_template(
            "children/check.html",
            said=read_back.with_asks(read_back.of_form(form), shown.asks),
            hello=shown.hello,
            private=form.questionnaire.kind is Stage.EVALUATION,
            another=form.draft.not_iro,
            watched=steps.is_watched(form),
            tells=_tells(form),
            topics=form.questionnaire.topics is not None,
            without=here.visit.door is not Door.OPEN,
            version=form.questionnaire.version,
            back_url=steps.to(form.path[-1]),
        )


@bp.post("/check")
@child
def send_it() -> ResponseReturnValue:
    """Send everything, once. However often Send is pressed, it is sent once.

    Two things a child may allow or ask for come along; neither is chosen beforehand.
    """
    visit = must_be_remembered()
    with looking() as here:
        stage = steps.stage_of(here.visit.letter)
    if "touch" in request.form:
        # A transaction of its own: an evaluation must not stand beside a name.
        with store().begin() as transaction:
            touch = ConcernKind.GET_IN_TOUCH
            call_for_help(transaction, visit.letter_id, touch, journal=journal(), now=now())
        notes.write(in_touch=True)
    _send(visit, stage, may_quote="quote" in request.form)
    answer = make_response(redirect(fixed("children.sent"), 303))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/sent")
@child
def sent() -> ResponseReturnValue:
    """Thank the child and say what happens next."""
    with looking() as here:
        letter = here.visit.letter
        private = steps.stage_of(letter) is Stage.EVALUATION
        receipt = None if private else send.receipt_of(here.transaction, letter)
        if receipt is None and not letter.evaluation_used:
            return redirect(fixed("children.hello"))
        known = cards.read_all(here.transaction, here.visit)
        greeting = known.hello
        shown = {
            "private": private,
            "not_iro": receipt is not None and receipt.not_iro,
            "by_officer": bool(greeting and greeting.officer),
            "shows_outcomes": bool(known.asks) if receipt is None else receipt.guarded,
            "in_touch": bool(notes.read().get("in_touch")),
            "copy_shown": here.visit.door is Door.OPEN and not private,
            "version": letter.version,
        }
        own = {
            "officer": greeting.officer if greeting else "",
            "code": receipt.code if receipt else "",
            "when": moment_in_words(receipt.sent_at) if receipt else "",
        }
        page = whole("children/sent.html", shown, own=own)
        return page or render_template("children/sent.html", **shown, **own)


def _send(visit: Visit, stage: Stage, *, may_quote: bool) -> None:
    post = Post(catalogue(), keys(), journal())
    try:
        if stage is Stage.EVALUATION:
            evaluate.send_evaluation(store(), visit, may_quote=may_quote, post=post, now=now())
        else:
            send.send_views(store(), visit, may_quote=may_quote, post=post, now=now())
    except AlreadySent:
        return


def _tells(form: Form) -> str:
    """Return the answer for which Send also tells the duty team, if it does.

    With a helper that was said on its own page.
    """
    question = form.questionnaire.with_role(Role.SAFE)
    if question is None or steps.is_private(form, question):
        return ""
    said = form.answers([question.id]).get(question.id, ())
    return next((one for one in said if one in WORRYING), "")
