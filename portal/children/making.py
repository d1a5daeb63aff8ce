"""Answering in another way: what the pages that draw, record and take a picture share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from feedback.creations import Creation
from feedback.errors import CreationRefused, DrawingUnsound, NoRoom, VisitOver, VoiceUnsound
from feedback.questionnaire import Kind, Question
from feedback.services import create
from feedback.services.form import Form
from portal.children import made, steps
from portal.children.back import own_page
from portal.children.late import keep_made_late
from portal.children.question_page import said_before, typed_in
from portal.children.visit import acting, looking
from portal.forms import Answering
from portal.storage import now


def _nothing(_form: Form, _question: Question) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which something can be made.

    ``read`` reads a creation out of what was sent, and gives None when nothing was made;
    there is no form where the visit is over. ``more`` is what else the template names.
    """

    template: str
    read: Callable[[Form | None, str], Creation | None]
    more: Callable[[Form, Question], Mapping[str, object]] = _nothing


def makeable(form: Form, question_id: str) -> Question:
    """Find a question that may be answered in another way; others have no such page."""
    question = steps.asked(form, question_id)
    if not made.is_makeable(form, question):
        raise NotFound
    return question


def offer(page: Page, question_id: str) -> ResponseReturnValue:
    """Draw a page on which something can be made for a question."""
    with looking() as here:
        form = steps.begun(here)
        if form is None:
            return redirect(url_for(".hello"))
        question = makeable(form, question_id)
        return drawn(page, form, question, said_before(form, question))


def drawn(page: Page, form: Form, question: Question, typed: Answering, **instead: object) -> str:
    """Draw it with what is typed beside what is made."""
    checking = "yes" if made.is_checking() else None
    given = {"mistake": ""} | dict(page.more(form, question)) | instead
    return render_template(
        page.template,
        **given,
        asked=typed.question,
        field=typed if question.kind is Kind.WORDS else None,
        action=url_for(request.endpoint or "", question_id=question.id, checking=checking),
        number=form.visit.letter.number,
        version=form.questionnaire.version,
        back_url=steps.to(question, checking=made.is_checking()),
    )


def keep(
    page: Page,
    question_id: str,
    onwards: Callable[[Form, Question], ResponseReturnValue] | None = None,
) -> ResponseReturnValue:
    """Keep what was made and what was typed beside it, and go back to the question.

    What cannot be kept is said on the page, and the words are kept all the same.
    """
    try:
        with acting() as here:
            form = steps.form_of(here)
            question = makeable(form, question_id)
            typed = typed_in(form, question)
            if typed.data and typed.is_sound:
                form.keep(question.id, typed.data, now=now())
            try:
                _make(form, question, page.read(form, question_id))
            except CreationRefused as refused:
                return drawn(page, form, question, typed, mistake=why(refused))
            return (onwards or _back)(form, question)
    except VisitOver:
        return _kept_late(page, question_id)


def why(refused: CreationRefused) -> str:
    """Say kindly why something cannot be kept, and what to do."""
    if isinstance(refused, NoRoom):
        return str(_("There is no more room for things you make. Take one away first."))
    if isinstance(refused, DrawingUnsound):
        return str(_("We could not read that drawing. Your words are kept. Please try again."))
    if isinstance(refused, VoiceUnsound):
        return str(
            _("We could not keep that recording. It must be sound alone, up to two minutes.")
        )
    return str(
        _(
            "We could not open that picture. It must be a photo of up to 8 MB."
            " PNG, JPEG and WebP will do."
        )
    )


def _back(_form: Form, question: Question) -> ResponseReturnValue:
    aside = request.form.get("aside", "")
    back = steps.to(question, checking=made.is_checking())
    return redirect(own_page(aside) if aside else back, 303)


def _make(form: Form, question: Question, creation: Creation | None) -> None:
    if creation is not None:
        create.make(form, question.id, creation, now=now())


def _kept_late(page: Page, question_id: str) -> ResponseReturnValue:
    try:
        return keep_made_late(question_id, page.read(None, question_id))
    except CreationRefused:
        return keep_made_late(question_id, None)
