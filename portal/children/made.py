"""What a child made for a question: what may be shown of it here, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.creations import Making, may_be_made
from feedback.questionnaire import Question, Version
from feedback.services import create, created, look_back
from feedback.services.form import Form
from portal import current
from portal.children import notes, steps
from portal.children.blueprint import bp
from portal.children.visit import acting, child, looking
from portal.creations import shown
from portal.storage import catalogue, now

WAYS: Mapping[Making, str] = {
    Making.DRAWING: ".draw",
    Making.VOICE: ".say",
    Making.PHOTO: ".show",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that was made. Without an address it is kept and not shown here."""

    making: Making
    seconds: int = 0
    url: str = ""
    change_url: str = ""
    away_url: str = ""


def is_checking() -> bool:
    """Whether the child came from the end, where everything is read back."""
    asked = current.asked()
    return bool(asked.query_string) and asked.args.get("checking") == "yes"


def is_makeable(form: Form, question: Question) -> bool:
    """Whether this question may be drawn, said aloud or shown."""
    return may_be_made(form.questionnaire.kind, question)


def leads(form: Form, question: Question) -> bool:
    """Whether drawing, saying and showing come before writing: for whoever cannot write yet."""
    return is_makeable(form, question) and form.questionnaire.version is Version.PICTURES


def for_question(form: Form, question: Question, *, checking: bool) -> tuple[Made, ...]:
    """List what was made for one question, as far as it may be shown here."""
    if not is_makeable(form, question):
        return ()
    made = create.made_for(form, question.id)
    return tuple(_made(form, question, one, checking=checking) for one in made)


def for_all(form: Form) -> Mapping[str, tuple[Made, ...]]:
    """List what was made for every question, as it stands before it is sent."""
    found: dict[str, tuple[Made, ...]] = {}
    asked = {question.id: question for question in form.path if is_makeable(form, question)}
    for one in create.made_for(form) if asked else ():
        if one.question in asked:
            mine = _made(form, asked[one.question], one, checking=True)
            found[one.question] = (*found.get(one.question, ()), mine)
    return found


def of_sent(sent: tuple[created.Sent, ...]) -> Mapping[str, tuple[Made, ...]]:
    """List what was sent, for the child’s own copy."""
    found: dict[str, tuple[Made, ...]] = {}
    for one in sent:
        url = url_for(".made_before", creation_id=one.id)
        found[one.question] = (*found.get(one.question, ()), Made(one.making, one.seconds, url))
    return found


@bp.get("/ask/<question_id>/made/<any(drawing, voice, photo):making>")
@child
def made_now(question_id: str, making: str) -> ResponseReturnValue:
    """Show or play what was made and not sent yet."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        question = steps.asked(form, question_id)
        if steps.is_private(form, question):
            abort(404)
        found = create.show(form, question_id, Making(making))
        return shown(found) if found else abort(404)


@bp.get("/ask/<question_id>/made/<any(drawing, voice, photo):making>/away")
@child
def take_away(question_id: str, making: str) -> ResponseReturnValue:
    """Ask once more before something is gone that took a while to make."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        question = steps.asked(form, question_id)
        back = steps.to(question, checking=is_checking())
        found = for_question(form, question, checking=is_checking())
        if not [one for one in found if one.url and one.making == making]:
            return redirect(back)
        return render_template(
            "children/take-away.html",
            making=making,
            version=form.questionnaire.version,
            back_url=back,
        )


@bp.post("/ask/<question_id>/made/<any(drawing, voice, photo):making>/away")
@child
def taken_away(question_id: str, making: str) -> ResponseReturnValue:
    """Take it away; the words beside it stay."""
    with acting() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"), 303)
        question = steps.asked(form, question_id)
        if not steps.is_private(form, question):
            create.take_away(form, question_id, Making(making), now=now())
        return redirect(steps.to(question, checking=is_checking()), 303)


@bp.get("/what-happened/made/<uuid:creation_id>")
@child
def made_before(creation_id: UUID) -> ResponseReturnValue:
    """Show or play what was sent, behind the pictures."""
    with looking() as here:
        copy = look_back.copy_of(here.transaction, here.visit, catalogue=catalogue())
        sent = next((one for one in copy.made if one.id == creation_id), None) if copy else None
        if copy is None or sent is None or _is_kept_from_helper(copy, sent):
            abort(404)
        found = created.copy_of(here.transaction, here.visit, creation_id)
        return shown(found) if found else abort(404)


def _is_kept_from_helper(copy: look_back.Copy, sent: created.Sent) -> bool:
    private = {q.id for q in copy.questionnaire.questions if q.role in steps.PRIVATE}
    return sent.question in private and bool(notes.read().get("helped"))


def _made(form: Form, question: Question, one: create.Made, *, checking: bool) -> Made:
    name, back = question.id, "yes" if checking else None
    change = url_for(WAYS[one.making], question_id=name, checking=back)
    if not one.shown or steps.is_private(form, question):
        return Made(one.making, change_url=change)
    which = str(one.making)
    url = url_for(".made_now", question_id=name, making=which)
    away = url_for(".take_away", question_id=name, making=which, checking=back)
    return Made(one.making, one.seconds, url, change, away)
