"""Opening a child’s evaluation once the decisions of their review are out.

What the sheet will say about the review (the indicator’s group, whether the child was
there) is noted on the letter now, so that nothing has to be joined when the sheet is sent.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.due_dates import add_working_days
from feedback.participation import Attended, Group, group_of
from feedback.services.invite import Desk
from feedback.store.models import Letter, Record, Review

_THERE = {Attended.YES, Attended.PART, Attended.REMOTE}
_AWAY = {Attended.NO, Attended.NEARBY}
_WORDS: Mapping[Group, str] = {
    Group.SPOKE: "PN1",
    Group.SHOWN_OR_SPOKEN_FOR: "PN2-3",
    Group.SENT_OR_BRIEFED: "PN5-6",
    Group.NOT_HEARD: "PN4-7",
    Group.NOT_SETTLED: "not-settled",
}


def open_evaluation(transaction: Session, review: Review, *, desk: Desk, today: date) -> bool:
    """Open the evaluation of a review that was held, or bring its facts up to date.

    To be called whenever the review is recorded, corrected or confirmed. It opens when the
    decisions are out, or today when that is later, and stays open as long as the clocks say.
    Returns whether there is a letter to open.
    """
    asked = select(Letter).where(Letter.review_id == review.id, Letter.revoked_at.is_(None))
    letter = transaction.scalar(asked)
    if letter is None:
        return False
    if letter.evaluation_from is None:
        held = review.part_two_day or review.day
        out = add_working_days(held, desk.clocks.evaluation_opens, closed=desk.closed)
        letter.evaluation_from = max(out, today)
        letter.evaluation_until = add_working_days(
            letter.evaluation_from, desk.clocks.evaluation_lasts, closed=desk.closed
        )
    letter.indicator_group = _WORDS[group_of(review.code)]
    letter.went = _went(transaction, review)
    transaction.flush()
    return True


def _went(transaction: Session, review: Review) -> bool | None:
    latest = select(Record.attended).where(Record.review_id == review.id)
    attended = transaction.scalar(latest.order_by(Record.number.desc()).limit(1))
    if attended in _THERE:
        return True
    return False if attended in _AWAY else None
