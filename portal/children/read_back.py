"""What a child said, read back to them, question by question."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from feedback.questionnaire import (
    MORE,
    SCALE,
    Answers,
    Kind,
    Option,
    Question,
    Questionnaire,
    Role,
)
from feedback.services.cards import Asked
from feedback.services.form import Form
from feedback.services.look_back import Copy
from portal.children import steps
from portal.children.made import Made, for_all, of_sent
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
    made: tuple[Made, ...] = ()
    pairs: tuple[tuple[str, Option], ...] = ()
    """What came of each thing asked for last time, by its key until ``with_asks`` says it."""


def of_form(form: Form) -> list[Said]:
    """Read a form back before it is sent. What may not be shown here is only named as answered."""
    shown, answered, made = form.answers(), form.answered, for_all(form)
    said = []
    for question in form.path:
        asked = worded(question, form.title_of(question))
        note = _note(form, question) if question.id in answered else ""
        answer = () if note else shown.get(question.id, ())
        one = _said(asked, answer, note, steps.to(question, checking=True))
        said.append(replace(one, made=made[question.id]) if question.id in made else one)
    return said


def of_copy(copy: Copy, answers: Answers, *, helped: bool, may_add: bool = False) -> list[Said]:
    """Read back what was sent; what is private stays off a screen that a helper shares."""
    made = of_sent(copy.made)
    return [
        replace(
            _sent(question, answers, helped=helped, may_add=may_add),
            made=() if _is_hidden(question, helped=helped) else made.get(question.id, ()),
        )
        for question in copy.questionnaire.path(answers)
    ]


def of_addition(asked: Questionnaire, answers: Answers, *, helped: bool) -> list[Said]:
    """Read back what was added after Send: one more thing, or a question answered again."""
    more = [Said(str(_("One more thing")), answers[MORE])] if MORE in answers else []
    again = [question for question in asked.questions if question.id in answers]
    return more + [_sent(question, answers, helped=helped, may_add=False) for question in again]


def with_asks(said: Iterable[Said], asks: Iterable[Asked]) -> list[Said]:
    """Say what was asked for last time in its words, where they may be shown here."""
    words = {ask.id: ask.words for ask in asks}
    return [
        replace(one, pairs=tuple((words.get(key, ""), chosen) for key, chosen in one.pairs))
        if one.pairs
        else one
        for one in said
    ]


def _sent(question: Question, answers: Answers, *, helped: bool, may_add: bool) -> Said:
    hidden = _is_hidden(question, helped=helped)
    right = may_add and steps.may_be_put_right(question, helped=helped)
    return _said(
        worded(question, question.title_for(answers)),
        () if hidden else answers.get(question.id, ()),
        _private() if hidden else "",
        url_for(".say_more", question_id=question.id) if right else "",
    )


def _is_hidden(question: Question, *, helped: bool) -> bool:
    return helped and question.role in steps.PRIVATE


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
    if asked.role is Role.LAST_TIME:
        parts = [part.rpartition(":") for part in answer]
        pairs = tuple((key, _chosen(asked, value)) for key, _colon, value in parts if key)
        answer = tuple(value for key, _colon, value in parts if not key)
        return Said(asked.title, (), _all(asked, answer), note, change_url, pairs=pairs)
    return Said(asked.title, (), _all(asked, answer), note, change_url)


def _all(asked: Question, answer: Iterable[str]) -> tuple[Option, ...]:
    return tuple(_chosen(asked, value) for value in answer)


def _chosen(asked: Question, value: str) -> Option:
    option = next((one for one in asked.options if one.value == value), None)
    if asked.kind is not Kind.SCALE or value not in SCALE:
        return option or Option(value, value)
    end = f": {option.label}" if option else ""
    return Option(value, _("%(step)s out of 10", step=value) + end)
