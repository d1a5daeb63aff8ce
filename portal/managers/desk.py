"""Who sits at this desk: the manager of this request, and the names they may open."""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from feedback.services.invite import Desk
from feedback.services.managing import Manager
from feedback.store import audit
from feedback.store.audit import Act, Permit
from portal.names import Name, name_of
from portal.signing_in import signed_in
from portal.storage import council, keys, now, settings, store


class Named(Protocol):
    """A line of a list about one child, whose name is sealed."""

    @property
    def child_id(self) -> UUID:
        """Return the child’s key."""

    @property
    def named(self) -> bytes | None:
        """Return the name as it lies in the database."""


def manager() -> Manager:
    """Return the manager who is here; the guard has let them in."""
    staff = signed_in()
    if staff is None:
        raise LookupError("a page of the manager’s was asked for by nobody")
    return Manager(staff.id, now(), desk())


def desk() -> Desk:
    """Return the council’s clocks and closed days."""
    return Desk(council().clocks, settings().locks, council().closed_days)


def permit(act: str, subject: str, subject_id: UUID | None = None) -> Permit:
    """Write down what is about to be opened, and hand back the leave to open it."""
    who = manager()
    about = Act(act, subject, subject_id)
    return audit.opened_by(store(), who.actor, about, keys=keys(), now=who.now)


def names_of(lines: Iterable[Named], where: str) -> Mapping[UUID, Name]:
    """Open the names on a page, under one row of the log."""
    sealed = {line.child_id: line.named for line in lines}
    if not sealed:
        return {}
    leave = permit("opened-names", where)
    return {child: name_of(named, child, leave) for child, named in sealed.items()}
