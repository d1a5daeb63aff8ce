"""Enrolling the people who work here, so that they can sign in, and letting them go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.errors import StaffRefused
from feedback.services.invitations import take_back_all
from feedback.services.passwords import digest, sound_password
from feedback.store import audit
from feedback.store.audit import COMMAND, SYSTEM, Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import Duty, Portrait, Role, Staff

AUTHENTICATOR = "authenticator"
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works for the council. ``reference`` is the OFFICER of planned.csv."""

    name: str
    email: str
    duties: frozenset[Duty]
    reference: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """What opens the door: a password, and the authenticator as the sign-in keeps it."""

    password: str
    authenticator: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Who keeps the people here, with which keys, and when."""

    actor: Actor
    keys: Keys
    now: datetime


def enrol(
    transaction: Session, person: Person, secrets: Secrets, *, keys: Keys, now: datetime
) -> UUID:
    """Let somebody sign in with these duties. An officer whom an import named is met again.

    Refused: no duty, an e-mail address without @ or already enrolled, a weak password.
    """
    email = sound_email(person.email)
    if not person.duties:
        raise StaffRefused("Somebody who signs in needs at least one duty.")
    if transaction.scalar(select(Staff.id).where(Staff.email == email)):
        raise StaffRefused("Somebody with that e-mail address is enrolled already.")
    staff = _known(transaction, person.reference) or Staff(id=uuid4(), reference=person.reference)
    staff.name, staff.email = person.name.strip(), email
    staff.roles = roles_of(transaction, person.duties)
    transaction.add(staff)
    give(staff, secrets)
    take_back_all(transaction, email, now=now)
    write_down(transaction, "enrolled-staff", staff, by=Hand(COMMAND, keys, now))
    return staff.id


def sound_email(typed: str) -> str:
    """Return an e-mail address as it is kept, in small letters, or refuse it."""
    email = typed.strip().lower()
    name, _at, place = email.rpartition("@")
    if not name or not place or "@" in name or len(email) > LONGEST_EMAIL or " " in email:
        raise StaffRefused("That is not an e-mail address.")
    if not email.isprintable():
        raise StaffRefused("That is not an e-mail address.")
    return email


def enrol_again(
    transaction: Session, email: str, secrets: Secrets, *, keys: Keys, now: datetime
) -> UUID:
    """Give somebody a new password and authenticator; every session of theirs ends."""
    staff = _by_email(transaction, email)
    staff.active, staff.last_day = True, None
    give(staff, secrets)
    take_back_all(transaction, staff.email or "", now=now)
    write_down(transaction, "enrolled-again", staff, by=Hand(COMMAND, keys, now))
    return staff.id


def all_with(transaction: Session, duty: Duty) -> set[UUID]:
    """Return everybody who has a duty, whether or not they can be reached."""
    return set(transaction.scalars(select(Staff.id).where(Staff.roles.any(Role.name == duty))))


def let_go(transaction: Session, email: str, *, keys: Keys, now: datetime) -> UUID:
    """Close the door to somebody at once. What they did stays written down."""
    staff = _by_email(transaction, email)
    _close(transaction, staff, by=Hand(COMMAND, keys, now))
    return staff.id


def close_door(transaction: Session, staff_id: UUID, *, by: Hand) -> None:
    """Close the door to somebody at once, as an administrator.

    Refused: the last administrator, since then nobody could open it to anybody.
    """
    staff = transaction.get_one(Staff, staff_id)
    others = select(Staff.id).where(Staff.active, Staff.id != staff_id)
    left = others.where(Staff.roles.any(Role.name == Duty.ADMINISTRATOR)).limit(1)
    if Duty.ADMINISTRATOR in {role.name for role in staff.roles} and not transaction.scalar(left):
        raise StaffRefused("They are the last administrator. Enrol another one first.")
    _close(transaction, staff, by=by)


def end_sessions(transaction: Session, staff_id: UUID, *, by: Hand) -> None:
    """End every visit of somebody, on every machine. They may sign in again."""
    staff = transaction.get_one(Staff, staff_id)
    staff.fs_uniquifier = uuid4().hex
    write_down(transaction, "ended-sessions", staff, by=by)


def change_password(transaction: Session, staff_id: UUID, password: str, *, by: Hand) -> None:
    """Keep another password; every visit ends. Refuses a weak one with ``PasswordRefused``."""
    staff = transaction.get_one(Staff, staff_id)
    staff.password = digest(sound_password(password, about=(staff.name, staff.email or "")))
    staff.fs_uniquifier = uuid4().hex
    write_down(transaction, "changed-password", staff, by=by)


def is_enrolled(transaction: Session, staff_id: UUID) -> bool:
    """Whether this is somebody who was ever given a way in."""
    known = select(Staff.id).where(Staff.id == staff_id, Staff.email.is_not(None))
    return transaction.scalar(known) is not None


def close_past(transaction: Session, *, today: date, keys: Keys, now: datetime) -> int:
    """Close the door to everybody whose last day is over; return to how many."""
    over = select(Staff).where(Staff.active, Staff.last_day < today)
    gone = transaction.scalars(over).all()
    for staff in gone:
        _close(transaction, staff, by=Hand(SYSTEM, keys, now))
    return len(gone)


def _close(transaction: Session, staff: Staff, *, by: Hand) -> None:
    staff.active = False
    staff.fs_uniquifier = uuid4().hex
    take_back_all(transaction, staff.email or "", now=by.now)
    let_portrait_go(transaction, staff.id)
    write_down(transaction, "let-staff-go", staff, by=by)


def let_portrait_go(transaction: Session, staff_id: UUID) -> None:
    """Take somebody’s photograph away, if children see one of them."""
    transaction.execute(delete(Portrait).where(Portrait.officer_id == staff_id))


def _known(transaction: Session, reference: str | None) -> Staff | None:
    if reference is None:
        return None
    return transaction.scalar(select(Staff).where(Staff.reference == reference))


def _by_email(transaction: Session, email: str) -> Staff:
    staff = transaction.scalar(select(Staff).where(Staff.email == email.strip().lower()))
    if staff is None:
        raise StaffRefused("Nobody with that e-mail address is enrolled.")
    return staff


def roles_of(transaction: Session, duties: Iterable[Duty]) -> list[Role]:
    """Return these duties as rows."""
    return [transaction.get(Role, duty) or Role(name=duty) for duty in sorted(duties)]


def give(staff: Staff, secrets: Secrets) -> None:
    """Give somebody a way in, in the place of the one they had; every session of theirs ends.

    Refuses a weak password with ``PasswordRefused``.
    """
    password = sound_password(secrets.password, about=(staff.name, staff.email or ""))
    staff.password = digest(password)
    staff.tf_primary_method = AUTHENTICATOR
    staff.tf_totp_secret = secrets.authenticator
    staff.totp_counter = None
    staff.mf_recovery_codes = None
    staff.fs_uniquifier = uuid4().hex


def write_down(transaction: Session, act: str, staff: Staff, *, by: Hand) -> None:
    """Write one row of the log about a member of staff."""
    transaction.flush()
    audit.write(transaction, by.actor, Act(act, "staff", staff.id), keys=by.keys, now=by.now)
