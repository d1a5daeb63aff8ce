"""What all children may read of what was learned: “you said, we did”.

Apart from ``tell_back``, where it is written and agreed to: a public page needs nothing of that.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.store.models import ToldBack

SHOWN = 6


def told(transaction: Session, *, today: date, most: int = SHOWN) -> Sequence[ToldBack]:
    """Return what all children may read now, the newest first."""
    return transaction.scalars(
        select(ToldBack)
        .where(ToldBack.taken_down.is_(False), ToldBack.shown_from <= today)
        .order_by(ToldBack.shown_from.desc(), ToldBack.id)
        .limit(most)
    ).all()
