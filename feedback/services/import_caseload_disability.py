"""Takes over whether children are disabled; what is not known any more leaves nothing behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self, cast
from uuid import UUID

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from feedback.caseload.judging import Judged
from feedback.disability import Recorded
from feedback.store.models import Disability

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Disabilities:
    """What is known of whom, and what is to be written: something recorded, or nothing."""

    known: Mapping[UUID, Recorded]
    changed: dict[UUID, Recorded | None] = field(default_factory=dict)

    @classmethod
    def look_up(cls, transaction: Session, *, wanted: bool) -> Self:
        """Read what is known, where a file is about it and not otherwise."""
        if not wanted:
            return cls({})
        columns = (Disability.child_id, Disability.disabled, Disability.purpose)
        rows = transaction.execute(select(*columns, Disability.recorded_on))
        return cls({row.child_id: Recorded(*row[1:]) for row in rows})

    def take_over(self, children: Mapping[str, UUID], judged: Judged) -> None:
        """Take every sound row over; of two rows for a child the later stands."""
        for row in judged.disability:
            child = children[row.child]
            self.changed.pop(child, None)
            if row.recorded != self.known.get(child):
                self.changed[child] = row.recorded

    def write(self, transaction: Session) -> None:
        """Write what changed: a row goes and, where something is recorded, another comes."""
        keys = list(self.changed)
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            transaction.execute(delete(Disability).where(Disability.child_id.in_(some)))
        rows = [_row(child, told) for child, told in self.changed.items() if told is not None]
        if rows:
            transaction.execute(insert(cast(Table, Disability.__table__)), rows)


def recorded_of(transaction: Session, child_id: UUID) -> Recorded | None:
    """Read what is known of one child."""
    found = transaction.get(Disability, child_id)
    if found is None:
        return None
    return Recorded(found.disabled, found.purpose, found.recorded_on)


def _row(child: UUID, told: Recorded) -> dict[str, object]:
    return {
        "child_id": child,
        "disabled": told.disabled,
        "purpose": told.purpose,
        "recorded_on": told.day,
    }
