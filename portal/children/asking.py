"""One question a page, kept at every Next. Nothing is compulsory and nothing is lost."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from feedback.errors import AnswersUnsound
from feedback.questionnaire import Question, Role
from feedback.services import consult
from feedback.services.form import Form
from feedback.services.visits import Expired
from portal.children import steps
from portal.children.blueprint import bp
from portal.children.saying import worded
from portal.children.visit import Idle, acting, child, closed, looking
from portal.children.words_back import typed
from portal.forms import AnswerForm, form_for
from portal.storage import catalogue, now, store

_WORRYING = frozenset({"no", "not-always"})


@bp.get("/ask/<question_id>")
@child
def ask(question_id: str) -> ResponseReturnValue:
    """Ask one question, with what was said to it in this visit."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        question = _asked(form, question_id)
        said = form.answers([question.id]).get(question.id, ())
        return page(form, question, form_for(_worded(form, question))(data={"answer": said}))


@bp.post("/ask/<question_id>")
@child
def answer(question_id: str) -> ResponseReturnValue:
    """Keep an answer and go on. A page that waited too long is still kept."""
    try:
        with acting() as here:
            form = steps.form_of(here)
            question = _asked(form, question_id)
            typed_in = form_for(_worded(form, question))()
            if not _missed() and not typed_in.validate():
                return page(form, question, typed_in)
            _keep(form, question, () if _missed() else typed_in.answer.data)
            onwards = _after(form, question)
    except Idle as idle:
        return _kept_late(idle.expired, question_id)
    return redirect(onwards, 303)


@bp.get("/next")
@child
def onwards() -> ResponseReturnValue:
    """Go on at the first question that was not met yet."""
    with looking() as here:
        form = steps.begun(here)
        return redirect(steps.onwards(form) if form else url_for(".hello"))


def page(form: Form, question: Question, typed_in: AnswerForm) -> str:
    """Draw the page of one question."""
    checking = _checking()
    hidden = question.id in form.answered and not form.may_show(question.id)
    return render_template(
        "children/ask.html",
        asked=_worded(form, question),
        form=typed_in,
        place=None if checking else steps.place_on(form, question),
        hidden=hidden,
        private=steps.is_private(form, question),
        number=form.visit.letter.number,
        version=form.questionnaire.version,
        back_url=steps.before(form, question, checking=checking),
    )


def typed_again(question_id: str) -> str | None:
    """Draw the page of a question with what was just typed, when that could not be kept yet."""
    with looking() as here:
        form = steps.begun(here)
        if form is None or request.form.get("letter") != here.visit.letter.number:
            return None
        question = _asked(form, question_id)
        typed_in = form_for(_worded(form, question))()
        typed_in.answer.errors = [_("This page waited a long time. Press Next once more.")]
        return page(form, question, typed_in)


def _asked(form: Form, question_id: str) -> Question:
    try:
        return form.questionnaire.question(question_id)
    except AnswersUnsound as unknown:
        raise NotFound from unknown


def _worded(form: Form, question: Question) -> Question:
    return worded(question, form.title_of(question))


def _keep(form: Form, question: Question, said: tuple[str, ...]) -> None:
    """Keep it. What may not be shown here stays as it is, unless it is said again."""
    hidden = question.id in form.answered and not form.may_show(question.id)
    if said or not hidden:
        form.keep(question.id, said, now=now())


def _after(form: Form, question: Question) -> str:
    said = form.answers([question.id]).get(question.id, ())
    if question.role is Role.SAFE and _WORRYING & set(said) and not _missed():
        return url_for(".safe", checking=_checking() or None)
    return steps.after(form, question, checking=_checking())


def _kept_late(expired: Expired | None, question_id: str) -> ResponseReturnValue:
    said = typed(question_id)
    if expired is None:
        return closed(kept=False, said=said)
    values = tuple(value for value in request.form.getlist(question_id) if value.strip())
    stage = steps.stage_of(expired.letter)
    try:
        with store().begin() as transaction:
            kept = _missed() or not values or consult.save_blind(
                transaction, expired, (stage, question_id, values),
                catalogue=catalogue(), now=now(),
            )  # fmt: skip
    except AnswersUnsound:
        kept = False
    return closed(kept=kept, said=() if kept else said)


def _missed() -> bool:
    return request.form.get("do") == "miss"


def _checking() -> bool:
    return request.args.get("checking") == "yes"
