"""What a child said, read back to them, question by question."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from feedback.questionnaire import SCALE, Answers, Kind, Option, Question, Questionnaire
from feedback.services.form import Form
from portal.children import steps
from portal.rings import Circle, around
from portal.saying import worded

_WRITTEN = frozenset({Kind.WORDS, Kind.ASKS})


@dataclass(frozen=True, slots=True)
class Said:
    """One question with what was said to it, or why that is not shown."""

    title: str
    words: tuple[str, ...] = ()
    chosen: tuple[Option, ...] = ()
    note: str = ""
    change_url: str = ""
    circle: Circle | None = None


def of_form(form: Form) -> list[Said]:
    """Read a form back before it is sent. What may not be shown here is only named as answered."""
    shown, answered = form.answers(), form.answered
    said = []
    for question in form.path:
        asked = worded(question, form.title_of(question))
        note = _note(form, question) if question.id in answered else ""
        answer = () if note else shown.get(question.id, ())
        said.append(_said(asked, answer, note, steps.to(question, checking=True)))
    return said


def of_copy(asked: Questionnaire, answers: Answers, *, helped: bool) -> list[Said]:
    """Read back what was sent; what is private stays off a screen that a helper shares."""
    return [
        _said(
            worded(question, question.title_for(answers)),
            () if helped and question.role in steps.PRIVATE else answers.get(question.id, ()),
            _private() if helped and question.role in steps.PRIVATE else "",
        )
        for question in asked.path(answers)
    ]


def _note(form: Form, question: Question) -> str:
    if steps.is_private(form, question):
        return _private()
    return (
        "" if form.may_show(question.id) else str(_("You answered this one before. It is kept."))
    )


def _private() -> str:
    return str(_("This one is private, so it is not shown here."))


def _said(asked: Question, answer: Iterable[str], note: str, change_url: str = "") -> Said:
    answer = tuple(answer)
    if asked.kind is Kind.PEOPLE and answer:
        return Said(asked.title, (), (), note, change_url, around(asked, answer))
    if asked.kind in _WRITTEN:
        return Said(asked.title, answer, (), note, change_url)
    chosen = tuple(_chosen(asked, value) for value in answer)
    return Said(asked.title, (), chosen, note, change_url)


def _chosen(asked: Question, value: str) -> Option:
    option = next((one for one in asked.options if one.value == value), None)
    if asked.kind is not Kind.SCALE or value not in SCALE:
        return option or Option(value, value)
    end = f": {option.label}" if option else ""
    return Option(value, _("%(step)s out of 10", step=value) + end)
