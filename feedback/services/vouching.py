"""Who acts by a command where two people are needed: each proves it with their own password.

Whoever runs the machine can do anything; this keeps one of two from being named by mistake, or
by the other.
"""

from collections.abc import Set as AbstractSet
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import StaffRefused
from feedback.store.audit import Actor
from feedback.store.models import Duty, Staff

RELEASING = frozenset({Duty.MANAGER, Duty.PARTICIPATION})
"""Who may prepare a release and agree to one."""


def vouched(
    transaction: Session, email: str, password: str, *, duties: AbstractSet[Duty] = RELEASING
) -> Actor:
    """Return who this is, by the first of these duties that they hold.

    Refuses with ``StaffRefused`` anybody else, and never says which of both was wrong.
    """
    staff = transaction.scalar(select(Staff).where(Staff.email == email.strip().lower()))
    if staff is None or not staff.active or not _is_theirs(staff.password, password):
        raise StaffRefused("That e-mail address and password do not belong together here.")
    held = sorted(duties & {role.name for role in staff.roles})
    if not held:
        raise StaffRefused("Their work here does not include this.")
    return Actor(str(staff.id), str(held[0]))


def _is_theirs(kept: str | None, typed: str) -> bool:
    try:
        return kept is not None and PasswordHasher().verify(kept, normalize("NFKC", typed))
    except (VerificationError, InvalidHashError):
        return False
