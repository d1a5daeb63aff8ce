"""Typing in what came on paper, by phone or in person, in the order of the form itself.

What was sent before is not shown here, and what is typed in cannot be opened from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.errors import AnswersUnsound, NothingToSend
from feedback.paper import Step, on_paper
from feedback.questionnaire import Answers, Question, Questionnaire, Stage, Version
from feedback.services import letter_desk, type_in, typed_sheet
from feedback.services.letter_desk import Standing
from feedback.services.send import Post
from feedback.services.typed_sheet import TypedInRefused
from portal import words
from portal.access import may
from portal.forms import Answering
from portal.names import name_of
from portal.office import bp
from portal.office.desk import clerk, permit
from portal.office.paper import grouped
from portal.office.typing_form import TypingForm
from portal.saying import worded
from portal.storage import catalogue, journal, keys, store


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the number it has on paper, and what was typed for it."""

    step: Step
    question: Question
    field: Answering

    @property
    def id(self) -> str:
        """Return where on the page it is, for a mistake to lead there."""
        return self.field.id

    @property
    def errors(self) -> tuple[str, ...]:
        """Return what is not right about what was typed."""
        return self.field.errors


@bp.get("/letters/<uuid:review_id>/typed-in")
@may("type-in-views")
def typing_in(review_id: UUID) -> ResponseReturnValue:
    """Ask in the order of the form; which form is chosen first."""
    standing = _standing(review_id)
    asked = _form_asked(standing, request.args.get("form", ""))
    return _page(standing, asked, TypingForm(formdata=None, data={"key": uuid4().hex}))


@bp.post("/letters/<uuid:review_id>/typed-in")
@may("type-in-views")
def typed_in(review_id: UUID) -> ResponseReturnValue:
    """Keep what was typed as a version of its own, or give it back with what is not right."""
    standing = _standing(review_id)
    asked, form = _form_asked(standing, request.form.get("form", "")), TypingForm()
    given = [Answering.sent(question, request.form) for question in asked.questions]
    given = [one if one.is_sound else one.with_mistake() for one in given]
    if not form.validate() or any(one.errors for one in given):
        return _page(standing, asked, form, given)
    answers = {one.question.id: one.data for one in given if one.data}
    return _kept(standing, asked, form, answers) or _page(standing, asked, form, given)


def _kept(
    standing: Standing, asked: Questionnaire, form: TypingForm, answers: Answers
) -> ResponseReturnValue | None:
    sheet = form.sheet(typed_sheet.name_of_form(asked), answers)
    post = Post(catalogue(), keys(), journal())
    try:
        receipt = type_in.type_in(store(), clerk(), standing.review_id, sheet, post=post)
    except (TypedInRefused, NothingToSend) as refused:
        form.received_on.errors = [*form.received_on.errors, str(refused)]
    except AnswersUnsound as refused:
        form.received_on.errors = [_("Question %(name)s: please look again.",
                                     name=refused.question_id)]  # fmt: skip
    else:
        kept = _("It is typed in, under the receipt %(receipt)s.", receipt=receipt)
        flash(f"{kept} {_('The officer can read it now, and nobody in the office can.')}")
        return redirect(url_for(".letter", review_id=standing.review_id))
    return None


def _page(
    standing: Standing,
    asked: Questionnaire,
    form: TypingForm,
    given: Sequence[Answering] = (),
) -> str:
    leave = permit("opened-name", "review", standing.review_id)
    with store().look() as transaction:
        came = type_in.what_came(transaction, standing.review_id)
    return render_template(
        "office/typing-in.html",
        standing=standing,
        name=name_of(standing.named, standing.child_id, leave),
        number=grouped(standing.letter.number) if standing.letter else "",
        came=came,
        form=form,
        asked=asked,
        form_name=typed_sheet.name_of_form(asked),
        questions=_questions(asked, given),
        others=[(typed_sheet.name_of_form(one), one) for one in typed_sheet.forms(catalogue())],
        words=words,
    )


def _questions(asked: Questionnaire, given: Sequence[Answering]) -> list[Asked]:
    fields = {one.question.id: one for one in given}
    return [
        Asked(
            step,
            worded(step.question, step.question.title),
            fields.get(step.question.id, Answering(step.question)),
        )
        for step in on_paper(asked)
    ]


def _standing(review_id: UUID) -> Standing:
    with store().look() as transaction:
        return letter_desk.standing(transaction, review_id)


def _form_asked(standing: Standing, name: str) -> Questionnaire:
    """Find the form that was chosen, else the one that the child’s letter opens."""
    try:
        return typed_sheet.form_named(catalogue(), name)
    except TypedInRefused:
        version = standing.letter.version if standing.letter else standing.version_by_age
        stage = Stage.WATCHING if version is Version.WATCHING else Stage.CONSULTATION
        return catalogue().find(stage, version)
