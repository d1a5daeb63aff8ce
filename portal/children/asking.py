"""One question a page, kept at every Next. Nothing is compulsory and nothing is lost."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import ChangedMeanwhile, VisitOver
from feedback.questionnaire import Question, Role
from feedback.services.form import Form
from portal import current
from portal.addresses import fixed
from portal.children import own_words, steps
from portal.children.back import own_page
from portal.children.blueprint import bp
from portal.children.late import keep_late
from portal.children.made import is_checking
from portal.children.question_page import draw, is_hidden, said_before, typed_in
from portal.children.visit import acting, child, looking
from portal.forms import Answering
from portal.storage import now

WORRYING = frozenset({"no", "not-always"})
"""Answers to *Do you feel safe?* after which a child is asked when to tell somebody."""


@bp.get("/ask/<question_id>")
@child
def ask(question_id: str) -> ResponseReturnValue:
    """Ask one question, with what was said to it in this visit."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(fixed("children.hello"))
        question = steps.asked(form, question_id)
        return draw(form, question, said_before(form, question))


@bp.post("/ask/<question_id>")
@child
def answer(question_id: str) -> ResponseReturnValue:
    """Keep an answer and go on. A page that waited too long is still kept.

    Where the form was begun, sent or erased elsewhere between reading it and writing in it, the
    database or the form refuses, and everything is done once more with nobody in between.
    """
    try:
        try:
            return _answered(question_id, reads_first=True)
        except ChangedMeanwhile:
            return _answered(question_id, reads_first=False)
    except VisitOver:
        return keep_late(question_id)


@bp.get("/next")
@child
def onwards() -> ResponseReturnValue:
    """Go on at the first question that was not met yet."""
    with looking() as here:
        form = steps.begun(here)
        return redirect(steps.onwards(form) if form else fixed("children.hello"))


def typed_again(question_id: str) -> str | bytes | None:
    """Draw the page of a question with what was just typed, when that could not be kept yet."""
    with looking() as here:
        form = steps.begun(here)
        if form is None or request.form.get("letter") != here.visit.letter.number:
            return None
        question = steps.asked(form, question_id)
        sent = typed_in(form, question)
        waited = _("This page waited a long time. Press Next once more.")
        return draw(form, question, sent.with_mistake(waited))


def _answered(question_id: str, *, reads_first: bool) -> ResponseReturnValue:
    with acting(reads_first=reads_first) as here:
        form = steps.form_of(here)
        question = steps.asked(form, question_id)
        sent, missed, aside = typed_in(form, question), _missed(), _aside()
        telling = not missed and own_words.tells(here, sent)
        sound = missed or (sent.is_sound and not telling)
        if not sound and not aside:
            said = own_words.kindly() if telling else ""
            return draw(form, question, sent.with_mistake(said))
        if sound:
            _keep(form, question, () if missed else sent.data, aside=aside)
    return redirect(own_page(aside) if aside else _after(form, question, sent), 303)


def _keep(form: Form, question: Question, said: tuple[str, ...], *, aside: str) -> None:
    """Keep it. What may not be shown here stays as it is, unless it is said again.

    Somebody who only steps aside has not missed the question.
    """
    if said or not (aside or is_hidden(form, question)):
        form.keep(question.id, said, now=now())


def _after(form: Form, question: Question, sent: Answering) -> str:
    if current.asked().form.get("do") == "more":
        more = f"person-{len(sent.people.persons) + 1}"
        checking = "yes" if is_checking() else None
        return url_for(".ask", question_id=question.id, checking=checking, _anchor=more)
    said = form.answers([question.id]).get(question.id, ())
    if question.role is Role.SAFE and WORRYING & set(said) and not _missed():
        return url_for(".safe", checking="yes" if is_checking() else None)
    return steps.after(form, question, checking=is_checking())


def _missed() -> bool:
    return current.asked().form.get("do") == "miss"


def _aside() -> str:
    """Return where a small script leads somebody who steps aside, so that words come along."""
    return current.asked().form.get("aside", "")
