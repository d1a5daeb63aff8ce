"""A run in parts: each is whole by itself, and none is larger than one transaction should be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from feedback.keeping import Keeping
from feedback.services.retention.due import Due, due_of, due_of_nobody

CHILDREN, ROWS = 50, 500
"""So many children, or rows that are of no child, go together at most."""


class Of(StrEnum):
    """What a part takes."""

    CHILDREN = "children"
    SHEETS = "sheets"
    ABSENCES = "absences"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Part:
    """What goes together: what is due of these children, these rows, or the log’s beginning."""

    of: Of
    keys: tuple[UUID, ...] = ()

    def halves(self) -> "tuple[Part, Part]":
        """Return it in two, so that one damaged row keeps ever fewer others from going."""
        middle = len(self.keys) // 2
        return replace(self, keys=self.keys[:middle]), replace(self, keys=self.keys[middle:])


def parts_of(due: Due, *, children: int = CHILDREN) -> Iterator[Part]:
    """Part what is due, the log last: a run that was cut short begins again where it was."""
    for of, keys, most in (
        (Of.CHILDREN, due.of, children),
        (Of.SHEETS, due.sheets, ROWS),
        (Of.ABSENCES, due.absences, ROWS),
    ):
        left = iter(sorted(keys))
        while some := tuple(islice(left, most)):
            yield Part(of, some)
    if due.log is not None:
        yield Part(Of.LOG)


def due_now(transaction: Session, part: Part, keeping: Keeping, *, today: date) -> Due:
    """Work out what is due of a part now: somebody may have stopped it meanwhile."""
    if part.of is Of.CHILDREN:
        return due_of(transaction, keeping, today=today, among=part.keys)
    others, keys = due_of_nobody(transaction, keeping, today=today), frozenset(part.keys)
    return Due(
        sheets=others.sheets & keys,
        absences=others.absences & keys,
        log=others.log if part.of is Of.LOG else None,
    )
