"""One review: the child’s own words first, then what they asked for, then the facts."""

from collections.abc import Mapping
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.case import Case
from feedback.services.read_views import Reading, open_views
from portal import words
from portal.access import may
from portal.dates import day_in_words, short_day
from portal.language import in_words
from portal.names import Name, name_of
from portal.officers import bp
from portal.officers.ask_form import AskForm, form_for
from portal.officers.creations import address
from portal.officers.desk import case, permit, reader
from portal.officers.history import history
from portal.said import missed, shown
from portal.storage import now, store, today


@bp.get("/<uuid:review_id>")
@may("read-own-views")
def review(review_id: UUID) -> ResponseReturnValue:
    """Open what the child sent. That is written down first, and the child is told of it."""
    found = case(review_id)
    return page(found, {})


def page(found: Case, forms: Mapping[UUID, AskForm]) -> ResponseReturnValue:
    """Draw the page of a review, with a form that came back where one did."""
    leave = permit("opened-review", "review", found.review_id)
    name = name_of(found.named, found.child_id, leave)
    readings = [
        open_views(store(), reader(), one.id, now=now()) for one in found.sent if not one.not_iro
    ]
    return render_template(
        "officers/review.html",
        case=found,
        elsewhere=any(one.not_iro for one in found.sent),
        name=name,
        readings=[_ready(reading) for reading in readings],
        forms={ask.id: forms.get(ask.id) or form_for(ask) for r in readings for ask in r.asks},
        history=history(found, leave),
        has_been=found.day <= today(),
        facts=_facts(found, name),
        words=words,
    )


def _facts(found: Case, name: Name) -> list[tuple[object, object]]:
    """List what is known beside the words, each only when there is something to know."""
    due = short_day(found.due_day) if found.due_day else ""
    facts = [
        (_("Review"), day_in_words(found.day) + (f", {found.at:%H:%M}" if found.at else "")),
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
    return [(fact, value) for fact, value in facts if value]


def _interpreter(found: Case) -> object:
    if found.asked_for:
        return _("The child asked for one: %(language)s", language=in_words(found.asked_for))
    return _("Needed") if found.interpreter else ""


def _ready(reading: Reading) -> Mapping[str, object]:
    return {"reading": reading, "shown": shown(reading, address), "missed": missed(reading)}
