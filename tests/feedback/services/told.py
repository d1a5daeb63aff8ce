"""Whom to tell on one child’s road: who is there, and who was told."""

from sqlalchemy import select

from feedback.due_dates import Clocks
from feedback.services.notify import notify
from feedback.services.raise_concern import raise_concern
from feedback.store.models import (
    Absence,
    ConcernKind,
    Duty,
    Message,
    Role,
    Staff,
    Urgency,
)
from tests.road import NOW


def enlist(road):
    """Have somebody on duty, a manager and the officer, each with an address."""
    with road.store.begin() as transaction:
        for duty in (Duty.SAFEGUARDING, Duty.MANAGER):
            transaction.add(
                Staff(
                    name=duty.title(),
                    email=f"{duty}@council.example",
                    roles=[_role(transaction, duty)],
                )
            )
        transaction.get_one(Staff, road.officer_id).email = "robin@council.example"


def _role(transaction, duty):
    return transaction.get(Role, duty) or Role(name=duty)


def tell(road, *, now=NOW):
    return notify(road.store, clocks=Clocks(), now=now)


def told(road) -> set[tuple[str, Urgency]]:
    with road.store.look() as transaction:
        rows = transaction.execute(
            select(Staff.email, Message.urgency).join(Message, Message.staff_id == Staff.id)
        )
        return {(email.partition("@")[0], urgency) for email, urgency in rows}


def asks_for_somebody(road, *, kind=ConcernKind.NOT_SAFE, now=NOW):
    with road.store.begin() as transaction:
        return raise_concern(transaction, road.letter_id, kind, now=now)


def is_away(road, since, until):
    """Have another officer cover for Robin on these days."""
    with road.store.begin() as transaction:
        cover = Staff(name="Cover", email="cover@council.example")
        transaction.add(cover)
        transaction.flush()
        away = {"staff_id": road.officer_id, "cover_id": cover.id, "since": since, "until": until}
        transaction.add(Absence(**away, set_by=road.officer_id, set_at=NOW))
