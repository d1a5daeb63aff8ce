"""Somebody who was invited enrols: with their code, an authenticator and a password of their own.

Each time the code is entered there is a new secret for the authenticator, and only the last one
can be enrolled. Whoever passed the code on, or saw it on its way, and looked first has seen
nothing that opens anything.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.errors import InvitationShut
from feedback.services.invite_staff import digest_of
from feedback.services.staff import Hand, Secrets, give, roles_of, write_down
from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Duty, InvitedAs, Staff, StaffInvitation

ENTERED, ENROLLED, ENROLLED_AGAIN = "entered-invitation", "enrolled-staff", "enrolled-again"
NEWCOMER = Actor("newcomer", "staff")
_NOT_TOGETHER = "That email address and code do not go together. Check both."
_USED = "This code was used: whoever it was for is enrolled and signs in now."
_TAKEN_BACK = "This code was taken back. Whoever invited you can make a new one."
_RAN_OUT = "This code ran out. Whoever invited you can make a new one."
_ENTERED_ELSEWHERE = "The code was entered once more since. Enter it again here to go on."


@dataclass(frozen=True, slots=True, repr=False)
class Entered:
    """What somebody typed, and a new secret for their authenticator as the sign-in keeps it."""

    email: str
    code: str
    authenticator: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who entered their code, and the secret their authenticator is to hold."""

    id: UUID
    name: str
    email: str
    authenticator: str = field(repr=False)

    @property
    def mark(self) -> str:
        """Return what tells this entering from another; it opens nothing."""
        return sha256(self.authenticator.encode()).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class Chosen:
    """What the newcomer brings: a password, a code their authenticator showed, and spare codes.

    ``counter`` is the half minute of that code, so that it is not good a second time;
    ``recovery`` are the spare codes as the sign-in keeps them.
    """

    password: str
    counter: int
    recovery: Sequence[str]


def admit(transaction: Session, entered: Entered, *, keys: Keys, now: datetime) -> Admitted:
    """Let somebody in to enrol who knows the code that was made for their address.

    Refuses with ``InvitationShut``. What became of a code learns only who has it whole.
    """
    wanted = select(StaffInvitation).where(StaffInvitation.digest == digest_of(entered.code, keys))
    found = transaction.scalar(wanted.with_for_update())
    if found is None or not hmac.compare_digest(
        found.email.encode(), entered.email.strip().lower().encode()
    ):
        raise InvitationShut(_NOT_TOGETHER)
    _must_be_good(found, now)
    found.authenticator, found.entered_at = entered.authenticator, now
    transaction.flush()
    act = Act(ENTERED, StaffInvitation.__tablename__, found.id)
    audit.write(transaction, NEWCOMER, act, keys=keys, now=now)
    return Admitted(found.id, found.name, found.email, entered.authenticator)


def go_on(transaction: Session, invitation_id: UUID, mark: str, *, now: datetime) -> Admitted:
    """Find again who entered a code, for the next page. Refuses with ``InvitationShut``."""
    found = transaction.get(StaffInvitation, invitation_id)
    if found is None:
        raise InvitationShut(_RAN_OUT)
    _must_be_good(found, now)
    admitted = Admitted(found.id, found.name, found.email, found.authenticator or "")
    if not hmac.compare_digest(admitted.mark, mark):
        raise InvitationShut(_ENTERED_ELSEWHERE)
    return admitted


def finish(
    transaction: Session, admitted: Admitted, chosen: Chosen, *, keys: Keys, now: datetime
) -> UUID:
    """Enrol them, once, and return their key. The code is spent.

    Refuses with ``PasswordRefused`` a weak password, and with ``InvitationShut`` when the code
    is over by now or was entered once more.
    """
    invitation = go_on(transaction, admitted.id, admitted.mark, now=now)
    staff = _row_for(transaction, invitation.id)
    give(staff, Secrets(chosen.password, admitted.authenticator))
    staff.totp_counter, staff.mf_recovery_codes = chosen.counter, list(chosen.recovery)
    transaction.flush()
    as_what = _spend(transaction, admitted, staff.id, now)
    act = ENROLLED_AGAIN if as_what is InvitedAs.AGAIN else ENROLLED
    write_down(transaction, act, staff, by=Hand(Actor(str(staff.id), "staff"), keys, now))
    return staff.id


def _must_be_good(invitation: StaffInvitation, now: datetime) -> None:
    if invitation.used_at is not None:
        raise InvitationShut(_USED)
    if invitation.revoked_at is not None:
        raise InvitationShut(_TAKEN_BACK)
    if now >= invitation.ends_at:
        raise InvitationShut(_RAN_OUT)
    if now < invitation.opens_at:
        raise InvitationShut("This code opens on your first day.")


def _row_for(transaction: Session, invitation_id: UUID) -> Staff:
    """Return the row of whoever enrols: as it was kept, or made now, with what they are here for.

    Somebody who only lost their way in keeps the duties that they have by now.
    """
    invitation = transaction.get_one(StaffInvitation, invitation_id)
    if invitation.staff_id is None:
        staff = Staff(id=uuid4())
        transaction.add(staff)
    else:
        staff = transaction.get_one(Staff, invitation.staff_id)
    if invitation.invited_as is InvitedAs.NEW:
        staff.name, staff.email, staff.active = invitation.name, invitation.email, True
        staff.roles = roles_of(transaction, [Duty(name) for name in invitation.duties])
        staff.last_day = invitation.last_day
    return staff


def _spend(transaction: Session, admitted: Admitted, staff_id: UUID, now: datetime) -> InvitedAs:
    """Spend the code, unless another request just did or it was entered anew."""
    spent = transaction.execute(
        update(StaffInvitation)
        .where(StaffInvitation.id == admitted.id, StaffInvitation.used_at.is_(None))
        .where(StaffInvitation.revoked_at.is_(None))
        .where(StaffInvitation.authenticator == admitted.authenticator)
        .values(used_at=now, authenticator=None, staff_id=staff_id)
        .returning(StaffInvitation.invited_as)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if spent is None:
        raise InvitationShut(_USED)
    return InvitedAs(spent.invited_as)
