"""Inviting a child to a review: the letter with its number, words and QR, and the gate.

What is printed is returned once and kept nowhere: the database holds a salt, the public
half of the letter’s key, and that key under the QR’s random secret.
"""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from feedback.catalogue import version_for
from feedback.due_dates import Clocks, add_working_days
from feedback.errors import InvitationRefused
from feedback.letters.letter_number import make_letter_number
from feedback.letters.secret import make_secret
from feedback.questionnaire import Version
from feedback.services import cards, letter_keys, letter_line, tongue
from feedback.services.enter import qr_place
from feedback.services.guessing import LONDON
from feedback.services.visits import NONCE_BYTES
from feedback.store.audit import Permit
from feedback.store.journal import Journal
from feedback.store.models import (
    Child,
    Cost,
    Gate,
    Installation,
    Letter,
    Review,
    ReviewState,
)
from feedback.store.models.base import new_key
from feedback.store.sealing import SECRET_BYTES, PrivateKey, wrap

OLDEST = 25
_END_OF_DAY = time(23, 59)
ISSUED = "issued-letter"
"""The act under which a letter’s making stands in the log; the greeting needs the name."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where letters are made: the council’s clocks and closed days, and the machine’s turns.

    A letter is in the journal before anybody has it. Made-up letters need none.
    """

    clocks: Clocks
    locks: Path
    closed: tuple[date, ...] = ()
    journal: Journal | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Who asks for a letter, under which permit to open the child’s name, and how it is made."""

    permit: Permit
    issued_by: UUID | None = None
    version: Version | None = None
    cost: Cost = Cost.FULL


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter as it is printed. It is never logged: what opens it does not print itself."""

    letter: Letter
    words: tuple[str, ...] = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    qr_secret: str = field(repr=False)


def invite(
    transaction: Session, review: Review, order: Order, *, desk: Desk, now: datetime
) -> IssuedLetter:
    """Invite a child to say what they want before a review.

    Refuses with ``InvitationRefused`` a review that is over or has begun, somebody over 25,
    and a child who has a letter for it already (reissue that).
    """
    _must_be_invitable(transaction, review, now=now)
    child = transaction.get_one(Child, review.child_id)
    version = order.version or version_by_age(review, child)
    issued = make_letter(transaction, review, order, desk=desk, now=now)
    issued.letter.version = version
    issued.letter.language = child.language
    transaction.add(issued.letter)
    transaction.flush()
    tongue.carry_on(transaction, issued.letter)
    cards.refresh_hello(transaction, issued.letter, permit=order.permit)
    cards.refresh_asks(transaction, issued.letter, permit=order.permit)
    letter_line.write_down(transaction, issued.letter, journal=desk.journal, now=now)
    return issued


def version_by_age(review: Review, child: Child) -> Version:
    """Choose the version for the age at the review, one step easier where that is better.

    Where no date of birth is known a child is given the Short version.
    """
    if review.age is None:
        return Version.SHORT
    return version_for(review.age, easier=child.easier)


def follow(transaction: Session, review: Review, *, desk: Desk, permit: Permit) -> None:
    """Let a live letter follow its review: another day or hour, another officer or name."""
    letters = select(Letter).where(Letter.review_id == review.id, Letter.revoked_at.is_(None))
    for letter in transaction.scalars(letters):
        letter.opens_on, letter.closes_at = opening_hours(review, desk)
        transaction.flush()
        cards.refresh_hello(transaction, letter, permit=permit)


def opening_hours(review: Review, desk: Desk) -> tuple[date, datetime]:
    """Return the day a consultation opens, and when the review starts and closes it.

    A review without an hour leaves it open until its day ends: the officer sees when words
    came and can say *late*, and no child is shut out by what we did not write down.
    """
    opens_on = add_working_days(review.day, -desk.clocks.consultation_opens, closed=desk.closed)
    return opens_on, datetime.combine(review.day, review.at or _END_OF_DAY, LONDON)


def make_letter(
    transaction: Session, review: Review, order: Order, *, desk: Desk, now: datetime
) -> IssuedLetter:
    """Draw a secret and make the letter that it opens, not yet kept."""
    _cheap_only_when_made_up(transaction, order.cost)
    secret, salt = make_secret(secrets.randbelow), secrets.token_bytes(letter_keys.SALT_BYTES)
    pepper = order.permit.keys.pepper
    key = letter_keys.derive(secret, salt, pepper=pepper, cost=order.cost, locks=desk.locks)
    qr_secret, letter_id = secrets.token_bytes(SECRET_BYTES), new_key()
    opens_on, closes_at = opening_hours(review, desk)
    letter = Letter(
        id=letter_id,
        review_id=review.id,
        gate_id=_gate(transaction, review.child_id),
        number=_free_number(transaction),
        salt=salt,
        public_key=key.public.raw,
        cost=order.cost,
        qr_wrapped=_wrapped(key, qr_secret, letter_id),
        opens_on=opens_on,
        closes_at=closes_at,
        issued_at=now,
        issued_by=order.issued_by,
    )
    return IssuedLetter(letter, secret.words, secret.numbers, qr_secret.hex())


def _must_be_invitable(transaction: Session, review: Review, *, now: datetime) -> None:
    if review.age is not None and review.age > OLDEST:
        raise InvitationRefused("Nobody over 25 is invited to a review.")
    starts = datetime.combine(review.day, review.at or _END_OF_DAY, LONDON)
    if review.state is not ReviewState.PLANNED or starts <= now:
        raise InvitationRefused("This review is over or has begun, so nobody is invited to it.")
    live = exists().where(Letter.review_id == review.id, Letter.revoked_at.is_(None))
    if transaction.scalar(select(live)):
        raise InvitationRefused("This child has a letter for this review, which can be reissued.")


def _cheap_only_when_made_up(transaction: Session, cost: Cost) -> None:
    if cost is Cost.FULL:
        return
    if not transaction.scalar(select(exists().where(Installation.made_up))):
        raise InvitationRefused("A cheap letter is for made-up children only.")


def _gate(transaction: Session, child_id: UUID) -> UUID:
    gate = transaction.scalar(select(Gate).where(Gate.child_id == child_id))
    if gate is None:
        gate = Gate(child_id=child_id)
        transaction.add(gate)
        transaction.flush()
    return gate.id


def _free_number(transaction: Session) -> str:
    while True:
        number = make_letter_number(secrets.randbelow)
        if not transaction.scalar(select(exists().where(Letter.number == number))):
            return number


def _wrapped(key: PrivateKey, secret: bytes, letter_id: UUID) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return wrap(key.raw, secret, qr_place(letter_id), nonce=nonce)
