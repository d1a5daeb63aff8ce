"""Whose photograph a child sees: that of the officer whom their page names, and no other.

That is the officer of the review their letter is for, whose name the letter’s card holds. The
two always change together, so a name and a face are never of two people.
"""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from feedback.store.at_hand import LetterAtHand
from feedback.store.models import Portrait, Review
from feedback.store.worded import Worded

_THEIRS = Portrait.officer_id == Review.officer_id, Review.id == bindparam("review")
_SHOWN = Worded(select(Portrait.content).where(*_THEIRS))
_IS_THERE = Worded(select(Portrait.officer_id).where(*_THEIRS))


def is_there(transaction: Session, letter: LetterAtHand) -> bool:
    """Whether the officer whom this letter names shows a photograph, in one query."""
    return bool(_IS_THERE.ask(transaction, review=letter.review_id))


def of_letter(transaction: Session, letter: LetterAtHand) -> bytes | None:
    """Return the photograph of the officer whom this letter names, if there is one."""
    return next((row[0] for row in _SHOWN.ask(transaction, review=letter.review_id)), None)
