"""Inviting somebody who is to work here, or who lost their way in: a code they enrol with.

Whoever invites learns a code and never a password or the secret of an authenticator: those are
the newcomer’s own (``welcome_staff``). The code is good once, for three days.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import StaffRefused
from feedback.services.guessing import LONDON
from feedback.services.invitations import GOOD_FOR, take_back_all
from feedback.services.staff import Hand, sound_email
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.keys import Keys
from feedback.store.models import Duty, InvitedAs, Message, Staff, StaffInvitation, Urgency

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No two of which are mistaken for one another, in print or on the phone."""
GROUPS, GROUP = 5, 4
LONGEST_NAME = 200
AHEAD = timedelta(days=90)
"""So long before a first day somebody may be invited."""

INVITED, RENEWED, TAKEN_BACK = "invited-staff", "renewed-way-in", "took-back-invitation"
_SUBJECT = StaffInvitation.__tablename__


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is invited, for what, and between which days."""

    name: str
    email: str
    duties: frozenset[Duty]
    officer_id: UUID | None = None
    """Whom of those an import named, if they are one of them."""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """What is passed on to them, once. It does not print the code."""

    id: UUID
    name: str
    email: str
    code: str = field(repr=False)
    opens_at: datetime
    ends_at: datetime


def invite(transaction: Session, newcomer: Newcomer, *, by: Hand) -> Invited:
    """Invite somebody who cannot sign in yet, or not any more since they left.

    An invitation of theirs that ran out makes way. Refuses with ``StaffRefused`` no name, no
    duty, an unsound address, one who is enrolled or invited already, and days that do not fit.
    """
    email = sound_email(newcomer.email)
    name = newcomer.name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise StaffRefused("Somebody who is invited has a name, of at most 200 letters.")
    if not newcomer.duties:
        raise StaffRefused("Somebody who signs in needs at least one duty.")
    _must_have_no_code(transaction, email, by.now)
    invitation = StaffInvitation(
        invited_as=InvitedAs.NEW,
        name=name,
        email=email,
        duties=sorted(newcomer.duties),
        staff_id=_row_of(transaction, email, newcomer.officer_id),
        last_day=newcomer.last_day,
        opens_at=_opening(newcomer, by.now),
    )
    return _sent_out(transaction, invitation, INVITED, by)


def invite_again(transaction: Session, invitation_id: UUID, *, by: Hand) -> Invited:
    """Make a new code for somebody whose code was lost or ran out. The old one is good no more."""
    old = _open_one(transaction, invitation_id)
    invitation = StaffInvitation(
        invited_as=old.invited_as,
        name=old.name,
        email=old.email,
        duties=old.duties,
        staff_id=old.staff_id,
        last_day=old.last_day,
        opens_at=max(old.opens_at, by.now),
    )
    return _sent_out(transaction, invitation, INVITED, by)


def renew(transaction: Session, staff_id: UUID, *, by: Hand) -> Invited:
    """Let somebody who lost their password or authenticator enrol anew.

    The way in that they had is shut at once and every visit of theirs ends. They are told by a
    message that something waits, so that nobody takes their place without their noticing.
    Refused: oneself, somebody who left, and somebody who was never enrolled.
    """
    staff = transaction.get_one(Staff, staff_id)
    if by.actor.who == str(staff_id):
        raise StaffRefused("Somebody else gives you a new way in.")
    if not staff.active or staff.email is None:
        raise StaffRefused("They do not work here now. Invite them instead.")
    staff.password = staff.tf_totp_secret = staff.mf_recovery_codes = None
    staff.totp_counter, staff.fs_uniquifier = None, uuid4().hex
    invitation = StaffInvitation(
        invited_as=InvitedAs.AGAIN,
        name=staff.name,
        email=staff.email,
        duties=sorted(role.name for role in staff.roles),
        staff_id=staff.id,
        last_day=staff.last_day,
        opens_at=by.now,
    )
    sent = _sent_out(transaction, invitation, RENEWED, by)
    cause = f"way in {sent.id.hex}"
    told = Message(staff_id=staff.id, cause=cause, urgency=Urgency.SOON, made_at=by.now)
    told.next_at = by.now
    transaction.add(told)
    return sent


def take_back(transaction: Session, invitation_id: UUID, *, by: Hand) -> None:
    """Take an open invitation back: its code is good no more."""
    invitation = _open_one(transaction, invitation_id)
    take_back_all(transaction, invitation.email, now=by.now)
    _write_down(transaction, TAKEN_BACK, invitation_id, by)


def digest_of(code: str, keys: Keys) -> bytes:
    """Return what is kept of a code, forgiving capitals, spaces and strokes."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hmac.digest(keys.staff, b"heard/1/invitation of staff/" + plain.encode(), "sha256")


def _sent_out(transaction: Session, invitation: StaffInvitation, act: str, by: Hand) -> Invited:
    take_back_all(transaction, invitation.email, now=by.now)
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))
    code = "-".join(groups)
    invitation.id = uuid4()
    invitation.digest = digest_of(code, by.keys)
    invitation.ends_at = invitation.opens_at + GOOD_FOR
    invitation.made_at = by.now
    invitation.made_by = None if by.actor == COMMAND else UUID(by.actor.who)
    transaction.add(invitation)
    transaction.flush()
    _write_down(transaction, act, invitation.id, by)
    return Invited(
        id=invitation.id,
        name=invitation.name,
        email=invitation.email,
        code=code,
        opens_at=invitation.opens_at,
        ends_at=invitation.ends_at,
    )


def _must_have_no_code(transaction: Session, email: str, now: datetime) -> None:
    still = select(StaffInvitation.id).where(
        StaffInvitation.email == email,
        StaffInvitation.used_at.is_(None),
        StaffInvitation.revoked_at.is_(None),
        StaffInvitation.ends_at > now,
    )
    if transaction.scalar(still):
        raise StaffRefused("They are invited already. Make them a new code if theirs is lost.")


def _row_of(transaction: Session, email: str, officer_id: UUID | None) -> UUID | None:
    """Return whose row it will be: a leaver’s, an imported officer’s, or none yet."""
    before = transaction.scalar(select(Staff).where(Staff.email == email))
    if before is not None and before.active:
        raise StaffRefused("Somebody with that e-mail address is enrolled already.")
    if officer_id is None:
        return None if before is None else before.id
    officer = transaction.get(Staff, officer_id)
    if before is not None or officer is None or officer.email is not None:
        raise StaffRefused("That officer signs in with another address, or did before.")
    return officer.id


def _opening(newcomer: Newcomer, now: datetime) -> datetime:
    today = now.astimezone(LONDON).date()
    first = newcomer.first_day or today
    if not today <= first <= today + AHEAD:
        raise StaffRefused("A first day is today or later, and at most 90 days ahead.")
    if newcomer.last_day is not None and newcomer.last_day < first:
        raise StaffRefused("A last day does not come before the first.")
    return max(now, datetime.combine(first, time(), LONDON))


def _open_one(transaction: Session, invitation_id: UUID) -> StaffInvitation:
    wanted = select(StaffInvitation).where(StaffInvitation.id == invitation_id)
    still = wanted.where(StaffInvitation.used_at.is_(None), StaffInvitation.revoked_at.is_(None))
    found = transaction.scalar(still.with_for_update())
    if found is None:
        raise StaffRefused("That invitation is over: it was used or taken back.")
    return found


def _write_down(transaction: Session, act: str, invitation_id: UUID, by: Hand) -> None:
    audit.write(transaction, by.actor, Act(act, _SUBJECT, invitation_id), keys=by.keys, now=by.now)
