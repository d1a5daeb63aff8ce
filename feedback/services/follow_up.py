"""What is done about a review at which a child was not heard, and whether it worked.

Each change is a further row, so that nobody can make a plan look better afterwards. Whether
it worked at the next review a person says, and only once there has been one: never a machine.
The words are the staff’s own and sealed; a child’s words have no place here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from feedback.errors import FeedbackError, ReviewUnknown
from feedback.following import Cause, Doing, Worked
from feedback.store import audit
from feedback.store.audit import Act, Actor, Permit
from feedback.store.keys import Keys
from feedback.store.models import Duty, FollowUp, Review, ReviewState, Staff
from feedback.store.models.base import new_key
from feedback.store.sealing import Place


class FollowUpRefused(FeedbackError):
    """What follows a review cannot be kept as it stands."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes it down, and when."""

    staff: UUID
    now: datetime
    actor: Actor


@dataclass(frozen=True, slots=True)
class Plan:
    """Why the child was not heard, what is done, by whom and when, and what came of it.

    ``follows`` is the number of the row it was written after, 0 for the first.
    """

    cause: Cause
    reason: str
    action: str
    owner: UUID
    due: date
    doing: Doing = Doing.OPEN
    outcome: str = ""
    worked: Worked | None = None
    follows: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the history, its words still sealed."""

    id: UUID
    number: int
    cause: Cause
    owner_id: UUID
    owner: str
    due: date
    doing: Doing
    worked: Worked | None
    said: bytes = field(repr=False)
    who: str
    at: datetime

    def opened(self, permit: Permit) -> Mapping[str, str]:
        """Open reason, action and outcome."""
        words: Mapping[str, str] = json.loads(permit.open(self.said, _place(self.id)))
        return words


def write_follow_up(
    transaction: Session, review_id: UUID, plan: Plan, *, by: Writer, keys: Keys
) -> FollowUp:
    """Write down what follows. Whoever calls has made sure that they may see this child.

    Refused: no reason or no action, an owner who is neither officer nor manager here, a day
    before the review, an end without a word of what came of it, *worked* while it is open or
    before there was a next review, and a row that somebody else wrote meanwhile.
    """
    review = transaction.scalar(select(Review).where(Review.id == review_id).with_for_update())
    if review is None:
        raise ReviewUnknown("There is no such review.")
    _must_be_whole(transaction, review, plan)
    if _last_number(transaction, review_id) != plan.follows:
        raise FollowUpRefused("Somebody changed this meanwhile; please look at it again.")
    words = {"reason": plan.reason, "action": plan.action, "outcome": plan.outcome}
    plain = json.dumps({key: said.strip() for key, said in words.items()}, ensure_ascii=False)
    key = new_key()
    row = FollowUp(
        id=key,
        review_id=review_id,
        number=plan.follows + 1,
        cause=plan.cause,
        owner_id=plan.owner,
        due_day=plan.due,
        doing=plan.doing,
        worked=plan.worked,
        said=keys.seal(plain.encode(), _place(key)),
        written_by=by.staff,
        written_at=by.now,
    )
    transaction.add(row)
    transaction.flush()
    act = Act("wrote-follow-up", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)
    return row


def history(transaction: Session, review_id: UUID) -> tuple[Step, ...]:
    """Return every row about one review, the earliest first."""
    owner, writer = aliased(Staff), aliased(Staff)
    rows = transaction.execute(
        select(FollowUp, owner.name, writer.name)
        .join(owner, owner.id == FollowUp.owner_id)
        .join(writer, writer.id == FollowUp.written_by)
        .where(FollowUp.review_id == review_id)
        .order_by(FollowUp.number)
    )
    return tuple(
        Step(
            id=row.id,
            number=row.number,
            cause=row.cause,
            owner_id=row.owner_id,
            owner=owner_name,
            due=row.due_day,
            doing=row.doing,
            worked=row.worked,
            said=row.said,
            who=who,
            at=row.written_at,
        )
        for row, owner_name, who in rows
    )


def may_own(transaction: Session) -> list[tuple[UUID, str]]:
    """Return everybody who can be given something to do: officers and managers here."""
    working = select(Staff).where(Staff.active).order_by(Staff.name)
    fit = (one for one in transaction.scalars(working) if _is_fit(one))
    return [(one.id, one.name) for one in fit]


def had_next_review(transaction: Session, review: Review) -> bool:
    """Whether a review after this one was held, so that one can say what worked."""
    later = exists().where(
        Review.child_id == review.child_id,
        Review.day > review.day,
        Review.state == ReviewState.HELD,
    )
    return bool(transaction.scalar(select(later)))


def _must_be_whole(transaction: Session, review: Review, plan: Plan) -> None:
    if not plan.reason.strip() or not plan.action.strip():
        raise FollowUpRefused("Say why the child was not heard, and what is done about it.")
    owner = transaction.get(Staff, plan.owner)
    if owner is None or not owner.active or not _is_fit(owner):
        raise FollowUpRefused("Choose an officer or a manager who works here.")
    if plan.due < review.day:
        raise FollowUpRefused("It cannot be done before the review it follows.")
    if plan.doing is not Doing.OPEN and not plan.outcome.strip():
        raise FollowUpRefused("Say in a few words what came of it.")
    if plan.worked is None:
        return
    if plan.doing is Doing.OPEN:
        raise FollowUpRefused("While it is still to be done nobody can say whether it worked.")
    if not had_next_review(transaction, review):
        raise FollowUpRefused("There was no review after this one yet.")


def _is_fit(staff: Staff) -> bool:
    return bool({role.name for role in staff.roles} & {Duty.OFFICER, Duty.MANAGER})


def _last_number(transaction: Session, review_id: UUID) -> int:
    most = select(func.max(FollowUp.number)).where(FollowUp.review_id == review_id)
    return transaction.scalar(most) or 0


def _place(key: UUID) -> Place:
    return Place("follow_up", "said", key)
