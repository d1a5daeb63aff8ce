"""Who sits at this desk: the officer of this request, and what they may open."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from feedback.errors import FeedbackError
from feedback.services.case import Case, find_case
from feedback.services.deciding import Hand
from feedback.services.invite import Desk
from feedback.services.read_views import Reader
from feedback.store import audit
from feedback.store.audit import Act, Permit
from portal import mishaps
from portal.errors import page_for
from portal.signing_in import signed_in
from portal.storage import catalogue, council, keys, now, settings, store


def hand() -> Hand:
    """Return the officer who is here, at this moment; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page of the officer’s was asked for by nobody")
    return Hand(staff.id, now(), Desk(council().clocks, settings().locks, council().closed_days))


def reader() -> Reader:
    """Return who reads, with what."""
    return Reader(hand().officer, keys(), catalogue())


def case(review_id: UUID) -> Case:
    """Find a review of one of this officer’s own children."""
    with store().look() as transaction:
        return find_case(transaction, review_id, by=hand())


def permit(act: str, subject: str, subject_id: UUID | None = None) -> Permit:
    """Write down what is about to be opened, and hand back the leave to open it."""
    who = hand()
    about = Act(act, subject, subject_id)
    return audit.opened_by(store(), who.actor, about, keys=keys(), now=who.now)


def not_yours(_refusal: FeedbackError) -> ResponseReturnValue:
    """Answer as if the page were not there, and write down that somebody tried."""
    asked_for = (request.view_args or {}).get("review_id")
    permit("was-refused", "review", asked_for)
    return page_for(mishaps.LOST)


def not_there(_unknown: FeedbackError) -> ResponseReturnValue:
    """Answer that the page is not there; nobody tried to read anything of anybody’s."""
    return page_for(mishaps.LOST)
