"""What a child says to being asked at all: kept, shown to who must know, and respected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, select
from sqlalchemy.orm import Session

from feedback.errors import FormClosed
from feedback.questionnaire import Stage, Version
from feedback.replies import Reply, Wanted, after_going_on
from feedback.services.consult import is_open, is_sent
from feedback.services.visits import OpenVisit
from feedback.store.at_hand import LetterAtHand
from feedback.store.models import Door, Letter, LetterReply, SentViews
from feedback.store.upsert import put
from feedback.store.worded import Worded

_FOUND = Worded(
    select(
        *(LetterReply.reply, LetterReply.way),
        *(LetterReply.said_at, LetterReply.helped, LetterReply.without_pictures),
    ).where(LetterReply.letter_id == bindparam("letter"), LetterReply.stage == bindparam("stage"))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A reply as it stands: what, since when, and whether the child was alone with it."""

    wanted: Wanted
    said_at: datetime
    helped: bool
    without_pictures: bool


def say(
    transaction: Session,
    visit: OpenVisit,
    told: tuple[Stage, Wanted],
    *,
    helped: bool,
    now: datetime,
) -> None:
    """Keep what a child said to one form of their letter, over what they said before.

    Refuses with ``FormClosed`` where nobody is asked, or an adult is.
    """
    stage, wanted = told
    letter = visit.letter
    if not may_reply(transaction, letter, stage, now=now):
        raise FormClosed("Nobody is asked just now, so there is nothing to reply to.")
    put(
        transaction,
        LetterReply,
        letter_id=letter.id,
        stage=stage,
        reply=wanted.reply,
        way=wanted.way,
        helped=helped,
        without_pictures=visit.door is not Door.OPEN,
        said_at=now,
    )


def may_reply(transaction: Session, letter: LetterAtHand, stage: Stage, *, now: datetime) -> bool:
    """Whether a child is being asked just now: it is open, theirs, and was not sent."""
    asked = letter.version is not Version.WATCHING and is_open(letter, stage, now=now)
    return asked and not is_sent(transaction, letter, stage)


def go_on(transaction: Session, letter_id: UUID, stage: Stage) -> None:
    """Note that the child goes on: *no* and *later* fall away, another way may still be wanted."""
    standing = find(transaction, letter_id, stage)
    if standing and after_going_on(standing.wanted) is None:
        take_back(transaction, letter_id, stage)


def take_back(transaction: Session, letter_id: UUID, stage: Stage) -> None:
    """Forget whatever was said, because the child says so."""
    transaction.execute(delete(LetterReply).where(*_of(letter_id, stage)))


def find(transaction: Session, letter_id: UUID, stage: Stage) -> Standing | None:
    """Find what stands for one form of a letter."""
    for reply, way, *rest in _FOUND.ask(transaction, letter=letter_id, stage=stage):
        return Standing(Wanted(Reply(reply), way), *rest)
    return None


def of_reviews(transaction: Session, review_ids: Collection[UUID]) -> Mapping[UUID, Standing]:
    """Find what children said to being asked before these reviews, in one query.

    What they say to being asked *after* a review is not their officer’s to know.
    """
    rows = transaction.execute(
        select(Letter.review_id, LetterReply)
        .join(Letter, Letter.id == LetterReply.letter_id)
        .where(
            Letter.review_id.in_(review_ids),
            Letter.revoked_at.is_(None),
            LetterReply.stage == Stage.CONSULTATION,
        )
    )
    return {review_id: _standing(row) for review_id, row in rows}


def carry_over(transaction: Session, old: Letter, new: Letter) -> None:
    """Bring along to a new letter what was said under the old one."""
    for row in transaction.scalars(select(LetterReply).where(LetterReply.letter_id == old.id)):
        row.letter_id = new.id
    transaction.flush()


def may_be_reminded(letter: type[Letter] = Letter) -> ColumnElement[bool]:
    """Say in a query of which letters a child may be reminded before their review.

    Whoever lists reminders asks this. It is ``feedback.replies.may_be_reminded`` in SQL.
    """
    replied = exists().where(
        LetterReply.letter_id == letter.id, LetterReply.stage == Stage.CONSULTATION
    )
    sent = exists().where(SentViews.letter_id == letter.id)
    return and_(~replied, ~sent)


def _of(letter_id: UUID, stage: Stage) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return LetterReply.letter_id == letter_id, LetterReply.stage == stage


def _standing(row: LetterReply) -> Standing:
    wanted = Wanted(Reply(row.reply), row.way)
    return Standing(wanted, row.said_at, row.helped, row.without_pictures)
