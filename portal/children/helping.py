"""Get help, talk to someone today, an advocate: from any page, without finishing anything."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import VisitOver
from feedback.services import raise_concern, visits
from feedback.services.call_for_help import call_for_help
from feedback.services.visits import Expired
from feedback.store.models import ConcernKind, Door
from portal.access import anyone
from portal.children import notes
from portal.children.back import way_back
from portal.children.blueprint import bp
from portal.children.visit import (
    Here,
    acting,
    child,
    closed,
    looking,
    must_be_remembered,
    remembered,
)
from portal.storage import journal, now, store

KINDS = {"someone": ConcernKind.TALK_TODAY, "advocate": ConcernKind.ADVOCATE}


@dataclass(frozen=True, slots=True)
class Told:
    """What we may say of it: that it came and by when; that it was seen only when it was."""

    at: datetime
    by: datetime
    seen: bool


@bp.get("/help")
@anyone
def help_now() -> ResponseReturnValue:
    """Say whom to ring, biggest danger first, and that nobody watches this page all the time."""
    return render_template(
        "children/help.html", known=remembered() is not None, back_url=way_back()
    )


@bp.get("/talk/<whom>")
@anyone
def talk(whom: str) -> ResponseReturnValue:
    """Offer to be rung, today, and say what happens then."""
    kind = KINDS.get(whom) or abort(404)
    if remembered() is None:
        return _talk(whom, None, known=False)
    return _talk_within(whom, kind)


@bp.post("/talk/<whom>")
@child
def ask_to_talk(whom: str) -> ResponseReturnValue:
    """Put it on the duty list at once, once however often it is pressed."""
    kind = KINDS.get(whom) or abort(404)
    try:
        with acting() as here:
            raised(here, kind)
    except VisitOver:
        return called_late(kind)
    return redirect(url_for(".talk", whom=whom, back=way_back()), 303)


def raised(here: Here, kind: ConcernKind) -> None:
    """Call for somebody, and note on this device alone that it was asked for here."""
    call_for_help(here.transaction, here.visit.letter.id, kind, journal=journal(), now=now())
    noted = notes.read()
    asked, unsure = set(noted.get("asked", [])), set(noted.get("unsure", []))
    notes.write(asked=sorted(asked | {str(kind)}), unsure=sorted(unsure - {str(kind)}) or None)


def called_late(kind: ConcernKind) -> ResponseReturnValue:
    """Tell duty all the same from a page that waited too long: calling for help reads nothing."""
    visit = must_be_remembered()
    with store().begin() as transaction:
        found = visits.find(transaction, visit.id, visit.secret, now=now())
        if not isinstance(found, Expired):
            return closed(called=True)
        call_for_help(transaction, found.letter.id, kind, journal=journal(), now=now())
        told_now = raise_concern.told(transaction, found.letter.id)
        one = next(each for each in told_now if each.kind is kind)
    return closed(called=True, told=Told(one.raised_at, one.by, seen=False))


def tell_all_the_same(whom: str | None) -> None:
    """Tell duty of a call that the journal cannot take.

    In this visit the child is not told that we got it before the journal has it too; the page
    says to ring in any case.
    """
    visit, kind = must_be_remembered(), KINDS.get(whom or "", ConcernKind.NOT_SAFE)
    with store().begin() as transaction:
        found = visits.find(transaction, visit.id, visit.secret, now=now())
        if found is not None:
            raise_concern.raise_concern(transaction, found.letter.id, kind, now=now())
            notes.write(unsure=sorted({*notes.read().get("unsure", []), str(kind)}))


def forget(kind: ConcernKind) -> None:
    """Forget here that it was asked for, once that was said: a helper shares the screen."""
    notes.write(asked=[one for one in notes.read().get("asked", []) if one != str(kind)])


def told(here: Here, kind: ConcernKind) -> Told | None:
    """Find what may be said: to whoever raised it here, or is alone behind the pictures."""
    noted = notes.read()
    if str(kind) in noted.get("unsure", []):
        return None  # pressed again, it is got for sure
    alone_behind = here.visit.door is Door.OPEN and not noted.get("helped")
    if not alone_behind and str(kind) not in noted.get("asked", []):
        return None
    everything = raise_concern.told(here.transaction, here.visit.letter.id)
    found = next((one for one in everything if one.kind is kind), None)
    return Told(found.raised_at, found.by, found.seen_at is not None) if found else None


@child
def _talk_within(whom: str, kind: ConcernKind) -> ResponseReturnValue:
    with looking() as here:
        return _talk(whom, told(here, kind), known=True)


def _talk(whom: str, told_: Told | None, *, known: bool) -> ResponseReturnValue:
    return render_template(
        "children/talk.html", whom=whom, told=told_, known=known, back_url=way_back()
    )
