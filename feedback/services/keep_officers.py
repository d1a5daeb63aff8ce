"""The reviewing officers as the office keeps them: by their reference, as ``planned.csv`` does."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from feedback.caseload.files import LONGEST
from feedback.errors import StaffRefused
from feedback.services.import_caseload import Intake
from feedback.services.import_caseload_letters import Touched, let_letters_follow
from feedback.services.import_caseload_officers import Officers
from feedback.store import Store
from feedback.store.audit import Act, opened_by
from feedback.store.models import Assignment, Duty, Staff
from feedback.store.models.people import staff_role

KEPT = "kept-officer"


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer, whether they can sign in, and how many children they answer for."""

    id: UUID
    reference: str
    name: str
    can_sign_in: bool
    children: int


def officers(transaction: Session) -> tuple[Officer, ...]:
    """List every officer by name, in one query."""
    lasting = select(func.count(Assignment.id)).where(
        Assignment.staff_id == Staff.id, Assignment.until.is_(None)
    )
    is_officer = select(staff_role.c.staff_id).where(staff_role.c.role_name == Duty.OFFICER)
    rows = transaction.execute(
        select(
            *(Staff.id, func.coalesce(Staff.reference, ""), Staff.name),
            *(Staff.password.is_not(None), lasting.scalar_subquery()),
        )
        .where(or_(Staff.reference.is_not(None), Staff.id.in_(is_officer)))
        .order_by(func.lower(Staff.name), Staff.id)
    )
    return tuple(Officer(*row) for row in rows)


def keep_officer(store: Store, intake: Intake, reference: str, name: str) -> bool:
    """Add an officer, or give one another name; letters that are out follow it.

    Returns whether they are new. Refuses with ``StaffRefused`` a blank, and what is too long.
    """
    reference, name = " ".join(reference.split()), " ".join(name.split())
    if not reference or not name:
        raise StaffRefused("An officer has a reference and a name.")
    if len(reference) > LONGEST["OFFICER"] or len(name) > LONGEST["OFFICER_NAME"]:
        raise StaffRefused("That is longer than there is room for.")
    act = Act(KEPT, "staff")
    permit = opened_by(store, intake.actor, act, keys=intake.keys, now=intake.now)
    with store.begin() as transaction:
        found = Officers.look_up(transaction)
        found.name(reference, name)
        found.write(transaction)
        touched = Touched(frozenset(), found.staff.touched({"name"}), frozenset())
        let_letters_follow(transaction, touched, desk=intake.desk, permit=permit)
    return bool(found.new)
