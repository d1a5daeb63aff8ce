"""Keeps officers known by their reference, and which officer answers for which child."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from feedback.services.import_caseload_changes import Changes
from feedback.store.models import Assignment, Duty, Role, Staff
from feedback.store.models.people import staff_role

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Officers:
    """The officers that ``planned.csv`` names. A new one has no password and cannot sign in."""

    known: dict[str, tuple[UUID, str]]
    """By reference: key and name."""
    current: dict[UUID, tuple[UUID, UUID, date]]
    """By child: the assignment that lasts, its officer, and its first day."""
    by_hand: set[UUID]
    """Children whom a manager gave to an officer, and no file has said so since."""
    new: list[UUID]
    given: list[tuple[UUID, UUID | None, UUID]]
    """Of each child who would have another officer: the child, the one before, the new one."""
    staff: Changes
    assignments: Changes

    @classmethod
    def look_up(cls, transaction: Session) -> Self:
        """Fetch everyone with a reference and every assignment that lasts."""
        staff = select(Staff.reference, Staff.id, Staff.name).where(Staff.reference.is_not(None))
        lasting = transaction.execute(
            select(
                Assignment.child_id,
                Assignment.id,
                Assignment.staff_id,
                Assignment.since,
                Assignment.by_hand,
            ).where(Assignment.until.is_(None))
        ).all()
        return cls(
            known={str(row[0]): (row[1], row[2]) for row in transaction.execute(staff)},
            current={row[0]: (row[1], row[2], row[3]) for row in lasting},
            by_hand={row.child_id for row in lasting if row.by_hand},
            new=[],
            given=[],
            staff=Changes(Staff),
            assignments=Changes(Assignment),
        )

    def name(self, reference: str, name: str) -> None:
        """Know an officer by this name, adding them when they are new. Blank is nobody."""
        if not reference:
            return
        if reference not in self.known:
            key = uuid4()
            self.new.append(key)
            self.staff.add({"id": key, "reference": reference, "name": name or reference})
            self.known[reference] = (key, name or reference)
        key, there = self.known[reference]
        if name and name != there:
            self.staff.change(key, {"name": name}, before={"name": there})
            self.known[reference] = (key, name)

    def key(self, reference: str) -> UUID | None:
        """Return an officer’s key, or None for nobody."""
        return self.known[reference][0] if reference else None

    def assign(self, child: UUID, reference: str, *, today: date) -> None:
        """Let this officer answer for the child from today; the one before did until yesterday.

        One named only today never answered for the child at all, and is replaced. Whom a
        manager named stays until the file names them too: then the file is to be believed again.
        """
        officer = self.key(reference)
        assignment, before, since = self.current.get(child, (None, None, today))
        if officer is None or self._stands_by_hand(child, officer):
            return
        if officer == before:
            self._believe_again(child, assignment)
            return
        self.given.append((child, before, officer))
        if assignment is not None and since >= today:
            self.assignments.change(assignment, {"staff_id": officer})
            self.current[child] = (assignment, officer, since)
            return
        if assignment is not None:
            self.assignments.change(assignment, {"until": today - _DAY})
        key = uuid4()
        added = {
            "child_id": child,
            "staff_id": officer,
            "since": today,
            "until": None,
            "by_hand": False,
        }
        self.assignments.add({"id": key, **added})
        self.current[child] = (key, officer, today)

    def chair(self, child: UUID, reference: str, known: UUID | None) -> UUID | None:
        """Return who chairs a review: as the file says, unless a manager has said otherwise."""
        officer = self.key(reference)
        if officer is not None and self._stands_by_hand(child, officer):
            return known or self.current[child][1]
        return officer

    def _stands_by_hand(self, child: UUID, officer: UUID) -> bool:
        return child in self.by_hand and self.current[child][1] != officer

    def _believe_again(self, child: UUID, assignment: UUID | None) -> None:
        if assignment is not None and child in self.by_hand:
            self.assignments.change(assignment, {"by_hand": False})
            self.by_hand.discard(child)

    def write(self, transaction: Session) -> None:
        """Write officers and their duty first, then who answers for whom."""
        if self.new:
            transaction.merge(Role(name=Duty.OFFICER))
            transaction.flush()
        self.staff.write(transaction)
        if self.new:
            rows = [{"staff_id": key, "role_name": Duty.OFFICER} for key in self.new]
            transaction.execute(insert(staff_role), rows)
        self.assignments.write(transaction)
