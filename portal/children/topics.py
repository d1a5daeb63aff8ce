"""Topics in any order: a page to come back to, that says which are done and leads to any other."""

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from feedback.questionnaire import Option, Question
from feedback.services.form import Form
from portal.children import steps
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.children.visit import acting, child, looking
from portal.saying import worded
from portal.storage import now


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: whether it was answered or missed, and whether it was chosen to come."""

    option: Option
    done: bool
    chosen: bool


@bp.get("/topics")
@child
def topics() -> ResponseReturnValue:
    """Show every topic and how far each is. Nobody has to open any of them."""
    with looking() as here:
        form = steps.begun(here)
        question = form.questionnaire.topics if form else None
        if form is None or question is None:
            return redirect(url_for(".hello"))
        return render_template(
            "children/topics.html",
            topics=_topics(form, question),
            onwards=steps.onwards(form),
            version=form.questionnaire.version,
            back_url=way_back(),
        )


@bp.post("/topics")
@child
def choose_topic() -> ResponseReturnValue:
    """Go to a topic, which is chosen by that if it was not before."""
    with acting() as here:
        form = steps.form_of(here)
        question = form.questionnaire.topics
        wanted = request.form.get("topic", "")
        if question is None or wanted not in question.values:
            raise BadRequest
        _choose(form, question, wanted, now=now())
        return redirect(steps.to(next(q for q in form.path if q.topic == wanted)), 303)


def _topics(form: Form, question: Question) -> list[Topic]:
    """List them. Which were chosen in an earlier visit shows only behind the pictures."""
    shown = form.answers([question.id]).get(question.id, ())
    options = worded(question, question.title).options
    return [
        Topic(
            option,
            done=all(q.id in form.passed for q in _of(form, option.value)),
            chosen=option.value in shown,
        )
        for option in options
    ]


def _choose(form: Form, question: Question, wanted: str, *, now: datetime) -> None:
    chosen = form.everything().get(question.id, ())
    if wanted not in chosen:
        form.keep(question.id, (*chosen, wanted), now=now)


def _of(form: Form, topic: str) -> list[Question]:
    return [question for question in form.questionnaire.questions if question.topic == topic]
