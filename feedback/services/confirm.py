"""Confirming how a child took part. The portal proposes; the reviewing officer decides."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import IndicatorRefused, OverrideNeedsReason
from feedback.participation import (
    COUNTED_FROM_AGE,
    Indicator,
    Proposal,
    Standing,
    may_override,
)
from feedback.services.assigned import children_of
from feedback.services.deciding import (
    Hand,
    last_entry,
    last_record,
    next_number,
    own_review,
    proposal_for,
)
from feedback.services.open_evaluation import open_evaluation
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.keys import Keys
from feedback.store.models import IndicatorEntry, Record, Review, ReviewState
from feedback.store.models.base import new_key
from feedback.store.sealing import Place


@dataclass(frozen=True, slots=True)
class Decision:
    """The code an officer chose, and why if it is not the one proposed.

    ``record`` is the number of the record it rests on (0 for none), as the page showed it.
    """

    code: Indicator
    reason: str = ""
    record: int = 0


def confirm(
    transaction: Session, review_id: UUID, decision: Decision, *, by: Hand, keys: Keys
) -> IndicatorEntry:
    """Confirm the proposed code, or another with a reason. Nothing is ever written over.

    Refused: another officer’s child, no record of the review, a record changed meanwhile,
    a review that has no code, a code that does not fit the age, an override or a correction
    without a reason. Confirming the same twice adds nothing.
    """
    review = own_review(transaction, review_id, by)
    record = last_record(transaction, review_id)
    proposal = proposal_for(review, record)
    if (record.number if record else 0) != decision.record:
        raise IndicatorRefused("The record of this review changed; please look at it again.")
    before = last_entry(transaction, review_id)
    if before is not None and _is_the_same(before, review, record, decision):
        return before
    _must_fit(review, record, proposal, decision, by)
    if not decision.reason.strip():
        if decision.code is not proposal.code:
            raise OverrideNeedsReason("Choosing another code needs a reason.")
        if review.code not in (None, decision.code):
            raise OverrideNeedsReason("Changing a confirmed code needs a reason.")
    entry = _entry(proposal, decision, by, keys)
    entry.review_id, entry.record_id = review_id, record.id if record else None
    entry.number = next_number(transaction, IndicatorEntry, review_id)
    transaction.add(entry)
    _settle(transaction, review, entry, by)
    act = Act("confirmed-indicator", "review", review_id)
    audit.write(transaction, by.actor, act, keys=keys, now=by.now)
    return entry


def waiting_for_pn0(transaction: Session, *, by: Hand) -> list[UUID]:
    """Return the reviews of this officer’s children under 4 that are over and have no code.

    A review never recorded is among them; whoever confirms says that it was held.
    """
    wanted = (
        select(Review.id)
        .where(Review.child_id.in_(children_of(by.officer, today=by.today)))
        .where(Review.age < COUNTED_FROM_AGE, Review.code.is_(None), Review.day <= by.today)
        .where(Review.state != ReviewState.CANCELLED)
        .order_by(Review.day, Review.id)
    )
    return list(transaction.scalars(wanted))


def confirm_all_pn0(
    transaction: Session, review_ids: Collection[UUID], *, by: Hand, keys: Keys
) -> int:
    """Confirm PN0 for all of these, which the officer says were held. All or none.

    Only children under 4 can be confirmed in bulk: every other code is somebody’s story.
    """
    for review_id in review_ids:
        record = last_record(transaction, review_id)
        decision = Decision(Indicator.PN0, record=record.number if record else 0)
        confirm(transaction, review_id, decision, by=by, keys=keys)
    return len(review_ids)


def _is_the_same(
    before: IndicatorEntry, review: Review, record: Record | None, decision: Decision
) -> bool:
    rests_on = record.id if record else None
    return before.record_id == rests_on and before.code == review.code == decision.code


def _must_fit(
    review: Review, record: Record | None, proposal: Proposal, decision: Decision, by: Hand
) -> None:
    if proposal.standing is Standing.NOT_A_REVIEW:
        raise IndicatorRefused(proposal.why)
    if review.day > by.today:
        raise IndicatorRefused("This review has not been yet.")
    under4 = None if review.age is None else review.age < COUNTED_FROM_AGE
    if under4 is None:
        raise IndicatorRefused("The child’s date of birth is missing, so there is no code yet.")
    if not may_override(decision.code, under4=under4):
        raise IndicatorRefused("PN0 is for children under 4 at the review, and for no others.")
    if record is None and not under4:
        raise IndicatorRefused("Record first what happened at the review.")


def _entry(proposal: Proposal, decision: Decision, by: Hand, keys: Keys) -> IndicatorEntry:
    entry = IndicatorEntry(
        id=new_key(),
        proposed=proposal.code,
        rule=proposal.rule,
        standing=proposal.standing,
        code=decision.code,
        decided_by=by.officer,
        decided_at=by.now,
    )
    if decision.reason.strip():
        place = Place("indicator_entry", "reason", entry.id)
        entry.reason = keys.seal(decision.reason.strip().encode(), place)
    return entry


def _settle(transaction: Session, review: Review, entry: IndicatorEntry, by: Hand) -> None:
    if review.code is not entry.code:
        review.closed_at = review.closed_by = None
    review.state, review.code, review.confirmed_at = ReviewState.HELD, entry.code, by.now
    transaction.flush()
    open_evaluation(transaction, review, desk=by.desk, today=by.today)
