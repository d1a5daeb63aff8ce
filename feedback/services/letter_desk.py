"""The office’s desk: making a letter, making it anew, ending it, each in a transaction of its own.

What is printed comes back once and is kept nowhere. That a letter was made is in the log
before the child’s name is opened for its greeting. Nothing here reads what a child sent;
a new letter has it sealed over unseen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.errors import InvitationRefused, ReviewUnknown
from feedback.questionnaire import Version
from feedback.services.invite import ISSUED, Desk, IssuedLetter, Order, invite, version_by_age
from feedback.services.reissue import reissue, revoke
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Child, Letter, Review, SentViews, Staff

AT_ONCE = 50
"""Letters made at a time. Each costs about 40 ms on purpose, and all are printed on one page."""

REISSUED, ENDED = "reissued-letter", "ended-letter"
_THERE_IS_ONE = "This child has a letter for this review, which can be made anew."
_Make = Callable[[Session, Review, Order], IssuedLetter]


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who sits at the desk, with which keys, at which moment."""

    staff_id: UUID
    keys: Keys
    desk: Desk
    now: datetime

    @property
    def actor(self) -> Actor:
        """Return who acts, as the log names them."""
        return Actor(str(self.staff_id), "office")


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on one letter. It is never logged: what opens it does not print itself."""

    review_id: UUID
    child_id: UUID
    permit: Permit = field(repr=False)
    named: bytes | None = field(repr=False)
    day: date
    at: time | None
    officer: str
    language: str
    version: Version
    opens_on: date
    number: str
    words: tuple[str, ...] = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    qr_secret: str = field(repr=False)


_Also = Callable[[Session, Paper], None]


def _nothing_more(_transaction: Session, _paper: Paper) -> None:
    """Do nothing else in the transaction that makes a letter."""


@dataclass(frozen=True, slots=True)
class How:
    """How a letter is made: in which version, and with what else in the same transaction.

    ``number`` names the letter whose place it takes, where it takes one’s.
    """

    version: Version | None = None
    also: _Also = _nothing_more
    number: str = ""


_AS_USUAL = How()


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters made together, and the reviews for which none could be made."""

    papers: tuple[Paper, ...]
    refused: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LetterOut:
    """The newest letter of a review, which may have been ended."""

    number: str
    version: Version
    made_at: datetime
    opens_on: date
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the letter of one review stands. ``came_back`` says that, and never what."""

    review_id: UUID
    child_id: UUID
    child_number: str
    named: bytes | None = field(repr=False)
    language: str
    day: date
    at: time | None
    officer: str
    version_by_age: Version
    letter: LetterOut | None
    came_back: bool


def standing(transaction: Session, review_id: UUID) -> Standing:
    """Find where a review’s letter stands; refuses with ``ReviewUnknown``."""
    review = _review(transaction, review_id)
    child = transaction.get_one(Child, review.child_id)
    letter = _newest(transaction, review_id)
    return Standing(
        review_id=review.id,
        child_id=child.id,
        child_number=child.number,
        named=child.named,
        language=child.language,
        day=review.day,
        at=review.at,
        officer=_officer(transaction, review),
        version_by_age=version_by_age(review, child),
        letter=None if letter is None else _out(letter),
        came_back=transaction.scalar(select(exists().where(SentViews.review_id == review_id)))
        or False,
    )


def make(store: Store, clerk: Clerk, review_id: UUID, *, version: Version | None = None) -> Paper:
    """Make a child’s letter; by age unless a version is named. See ``make_as``."""
    return make_as(store, clerk, review_id, How(version))


def make_as(store: Store, clerk: Clerk, review_id: UUID, how: How) -> Paper:
    """Make a child’s letter as it is asked for.

    Refuses with ``InvitationRefused`` a review that is over or has begun, and one that has
    or had a letter: that is made anew, so that what was sent is carried over. Where the child
    moved that is done at once.
    """

    def invited(transaction: Session, review: Review, order: Order) -> IssuedLetter:
        newest = _newest(transaction, review.id)
        if newest is None:
            return invite(transaction, review, order, desk=clerk.desk, now=clerk.now)
        if not newest.awaits_new:
            raise InvitationRefused(_THERE_IS_ONE)
        return reissue(transaction, review, order, desk=clerk.desk, now=clerk.now)

    try:
        return _made(store, clerk, Act(ISSUED, "review", review_id), how, invited)
    except IntegrityError as quicker:
        raise InvitationRefused(_THERE_IS_ONE) from quicker


def make_several(
    store: Store, clerk: Clerk, review_ids: Sequence[UUID], how: How = _AS_USUAL
) -> Batch:
    """Make the letters of several children; those that cannot be are named.

    Each is kept by itself, so that one refusal undoes no other. Refuses more than ``AT_ONCE``.
    """
    if len(review_ids) > AT_ONCE:
        raise InvitationRefused(f"At most {AT_ONCE} letters are made at a time.")
    papers, refused = [], []
    for review_id in dict.fromkeys(review_ids):
        try:
            papers.append(make_as(store, clerk, review_id, how))
        except InvitationRefused:
            refused.append(review_id)
    return Batch(tuple(papers), tuple(refused))


def make_anew(
    store: Store, clerk: Clerk, review_id: UUID, *, number: str, version: Version | None = None
) -> Paper:
    """Make a letter in the place of the one with this number. See ``make_instead``."""
    return make_instead(store, clerk, review_id, How(version, number=number))


def make_instead(store: Store, clerk: Clerk, review_id: UUID, how: How) -> Paper:
    """Make a letter in the place of the one with this number; what was sent is carried over.

    The version stays unless one is named. Refuses with ``InvitationRefused`` where that is
    not the newest letter, so that the same form sent twice does not close what was printed.
    """

    def again(transaction: Session, review: Review, order: Order) -> IssuedLetter:
        _must_be_newest(transaction, review.id, how.number)
        return reissue(transaction, review, order, desk=clerk.desk, now=clerk.now)

    return _made(store, clerk, Act(REISSUED, "review", review_id), how, again)


def end(store: Store, clerk: Clerk, review_id: UUID, *, number: str) -> bool:
    """End the letter with this number, its visits and what was not sent.

    False when it was ended before; refuses where a newer one is out, as ``make_anew`` does.
    """
    with store.begin() as transaction:
        _review(transaction, review_id)
        _must_be_newest(transaction, review_id, number)
        if revoke(transaction, review_id, now=clerk.now) is None:
            return False
        act = Act(ENDED, "review", review_id)
        audit.write(transaction, clerk.actor, act, keys=clerk.keys, now=clerk.now)
    return True


def _made(store: Store, clerk: Clerk, act: Act, how: How, do: _Make) -> Paper:
    review_id = act.subject_id
    with store.look() as transaction:
        _review(transaction, review_id)
    permit = audit.opened_by(store, clerk.actor, act, keys=clerk.keys, now=clerk.now)
    with store.begin() as transaction:
        review = _review(transaction, review_id)
        issued = do(transaction, review, Order(permit, clerk.staff_id, how.version))
        paper = _paper(transaction, review, issued, permit)
        how.also(transaction, paper)
    return paper


def _paper(transaction: Session, review: Review, issued: IssuedLetter, permit: Permit) -> Paper:
    child, letter = transaction.get_one(Child, review.child_id), issued.letter
    return Paper(
        review_id=review.id,
        child_id=child.id,
        permit=permit,
        named=child.named,
        day=review.day,
        at=review.at,
        officer=_officer(transaction, review),
        language=child.language,
        version=letter.version,
        opens_on=letter.opens_on,
        number=letter.number,
        words=issued.words,
        numbers=issued.numbers,
        qr_secret=issued.qr_secret,
    )


def _review(transaction: Session, review_id: UUID | None) -> Review:
    review = transaction.get(Review, review_id)
    if review is None:
        raise ReviewUnknown("There is no such review.")
    return review


def _officer(transaction: Session, review: Review) -> str:
    named = select(Staff.name).where(Staff.id == review.officer_id)
    return transaction.scalars(named).one() if review.officer_id else ""


def _must_be_newest(transaction: Session, review_id: UUID, number: str) -> None:
    newest = _newest(transaction, review_id)
    if newest is None or newest.number != number:
        raise InvitationRefused("A newer letter was made meanwhile, so nothing was done now.")


def _newest(transaction: Session, review_id: UUID) -> Letter | None:
    letters = select(Letter).where(Letter.review_id == review_id)
    newest = letters.order_by(Letter.revoked_at.is_not(None), Letter.issued_at.desc())
    return transaction.scalars(newest.limit(1)).first()


def _out(letter: Letter) -> LetterOut:
    return LetterOut(
        letter.number, letter.version, letter.issued_at, letter.opens_on, letter.revoked_at
    )
