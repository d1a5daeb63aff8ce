"""Giving a member of staff their way in: a password, and the secret for their authenticator."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from feedback.services import staff
from feedback.services.staff import Person, Secrets
from feedback.store import Store
from feedback.store.keys import Keys
from portal.totp import authenticators

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 5, 4


@dataclass(frozen=True, slots=True, repr=False)
class Enrolment:
    """What somebody is given once, and nobody keeps. It never prints itself."""

    id: UUID
    email: str
    password: str
    authenticator: str
    uri: str


def enrol(store: Store, person: Person, *, keys: Keys, now: datetime) -> Enrolment:
    """Enrol somebody new, with a random password and a new authenticator."""
    fresh = _fresh(keys)
    with store.begin() as transaction:
        staff_id = staff.enrol(transaction, person, fresh, keys=keys, now=now)
    return _told(staff_id, person.email, fresh, keys)


def enrol_again(store: Store, email: str, *, keys: Keys, now: datetime) -> Enrolment:
    """Give somebody who lost theirs a new password and a new authenticator."""
    fresh = _fresh(keys)
    with store.begin() as transaction:
        staff_id = staff.enrol_again(transaction, email, fresh, keys=keys, now=now)
    return _told(staff_id, email, fresh, keys)


def _fresh(keys: Keys) -> Secrets:
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return Secrets("-".join(groups), authenticators(keys).generate_totp_secret())


def _told(staff_id: UUID, email: str, fresh: Secrets, keys: Keys) -> Enrolment:
    email, made = email.strip().lower(), authenticators(keys)
    return Enrolment(
        id=staff_id,
        email=email,
        password=fresh.password,
        authenticator=made.get_totp_b32_key(fresh.authenticator),
        uri=made.get_totp_uri(email, fresh.authenticator),
    )
