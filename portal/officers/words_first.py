"""One review: the child’s own words first, then what they asked for, then the facts."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.services.read_review import Outline, open_review
from portal import words, words_after
from portal.access import may
from portal.cancelled_words import CANCELLED
from portal.dates import day_in_words, short_day, time_in_words
from portal.found import read_first
from portal.language import in_words
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.answering import alerts, to_answer, waiting
from portal.officers.ask_form import AskForm, ThemeForm
from portal.officers.desk import hand, reader
from portal.officers.sections import sections
from portal.storage import store, today


@bp.get("/<uuid:review_id>")
@may("read-own-views")
def review(review_id: UUID) -> ResponseReturnValue:
    """Open what the child sent. That is written down first, and the child is told of it."""
    return page(review_id, {})


def page(
    review_id: UUID,
    forms: Mapping[UUID, AskForm],
    themes: Mapping[UUID, ThemeForm] = MappingProxyType({}),
) -> ResponseReturnValue:
    """Draw the page of a review, with a form that came back where one did."""
    opened = open_review(store(), reader(), review_id, by=hand())
    outline = opened.outline
    name = name_of(outline.named, outline.child_id, opened.permit)
    raised = alerts(review_id, lambda: opened.permit) if outline.closing.any_alert else {}
    return render_template(
        "officers/review.html",
        case=outline,
        name=name,
        opened=opened,
        parts=sections(opened),
        first=[read_first(one, place) for place, one in enumerate(opened.standing, 1)],
        asks=[ask for one in opened.readings for ask in to_answer(one, forms, raised, themes)],
        waiting=[(one.views_id, waiting(one)) for one in opened.standing],
        closing=outline.closing,
        has_been=outline.day <= today(),
        facts=facts(outline, name),
        words=words,
        words_after=words_after,
        form=FlaskForm(),
    )


def facts(found: Outline, name: Name) -> list[tuple[object, object]]:
    """List what is known beside the words, each only when there is something to know."""
    due = short_day(found.due_day) if found.due_day else ""
    at = f", {time_in_words(found.at)}" if found.at else ""
    off = CANCELLED[found.cancelled_because] if found.cancelled_because else ""
    known = [
        (_("Review"), day_in_words(found.day) + at),
        (_("Cancelled"), off),
        (_("Second part"), day_in_words(found.part_two_day) if found.part_two_day else ""),
        (_("To be held by"), due),
        (_("Next review due by"), short_day(found.next_due_day) if found.next_due_day else ""),
        (_("Full name"), name.full),
        (_("Age at the review"), "" if found.age is None else str(found.age)),
        (_("Social worker"), found.social_worker or ""),
        (_("Language"), "" if found.language == "en" else in_words(found.language)),
        (_("Interpreter"), _interpreter(found)),
        (_("Where they live"), _("At a distance") if found.at_a_distance else ""),
    ]
    return [(fact, value) for fact, value in known if value]


def _interpreter(found: Outline) -> object:
    if found.asked_for:
        return _("The child asked for one: %(language)s", language=in_words(found.asked_for))
    return _("Needed") if found.interpreter else ""
