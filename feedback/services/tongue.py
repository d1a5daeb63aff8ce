"""The language a child reads in and the interpreter they asked for, kept from letter to letter.

Both are tags of a table that the portal holds. Neither is guessed: a child tapped it.
"""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.store.models import Letter


def keep(
    transaction: Session, letter_id: UUID, *, reads: str | None, interpreter: str | None
) -> None:
    """Keep what a child tapped; None for English, and for no interpreter."""
    tapped = {"reads": reads, "interpreter": interpreter}
    transaction.execute(update(Letter).where(Letter.id == letter_id).values(**tapped))


def carry_on(transaction: Session, letter: Letter) -> None:
    """Let a new letter begin as the child left the one before it. Both share the child’s gate."""
    before = select(Letter).where(Letter.gate_id == letter.gate_id, Letter.id != letter.id)
    last = transaction.scalars(before.order_by(Letter.issued_at.desc()).limit(1)).first()
    if last is not None:
        keep(transaction, letter.id, reads=last.reads, interpreter=last.interpreter)
