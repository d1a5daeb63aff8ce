"""Who sits at this desk: the clerk of this request, and what they may open."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from feedback.errors import FeedbackError
from feedback.services.invite import Desk
from feedback.services.letter_desk import Clerk
from feedback.services.office_list import Moment
from feedback.store import audit
from feedback.store.audit import Act, Permit
from portal import mishaps
from portal.errors import page_for
from portal.signing_in import signed_in
from portal.storage import council, journal, keys, now, settings, store


def clerk() -> Clerk:
    """Return the member of the office who is here; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page of the office’s was asked for by nobody")
    desk = Desk(council().clocks, settings().locks, council().closed_days, journal())
    return Clerk(staff.id, keys(), desk, now())


def moment() -> Moment:
    """Return when the list is read, by which clocks."""
    return Moment(now(), council().clocks)


def permit(act: str, subject: str, subject_id: UUID | None = None) -> Permit:
    """Write down what is about to be opened, and hand back the leave to open it."""
    who = clerk()
    about = Act(act, subject, subject_id)
    return audit.opened_by(store(), who.actor, about, keys=keys(), now=who.now)


def unknown(_refusal: FeedbackError) -> ResponseReturnValue:
    """Answer that the page is not there."""
    return page_for(mishaps.LOST)
