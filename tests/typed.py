"""What the office types in, for tests: a sheet, who types it, and what the officer reads."""

from datetime import date
from uuid import uuid4

from feedback.services import read_views, type_in
from feedback.services.letter_desk import Clerk
from feedback.services.typed_sheet import Provenance, Sheet
from feedback.store.models import (
    CameBy,
    FilledBy,
    SentViews,
    Staff,
)
from tests.road import NOW

MONDAY = date(2026, 3, 2)
ON_PAPER = Provenance(CameBy.PAPER, MONDAY)
BY_PHONE = Provenance(CameBy.PHONE, MONDAY, filled_by=FilledBy.WRITTEN_DOWN)


def a_clerk(mia) -> Clerk:
    with mia.store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        return Clerk(alex.id, mia.keys, mia.desk, NOW)


def a_sheet(provenance=ON_PAPER, **answers):
    said = {k.replace("_", "-"): v if isinstance(v, tuple) else (v,) for k, v in answers.items()}
    return Sheet(uuid4(), "consultation.short.1", provenance, said)


def types_in(road, clerk, sheet):
    return type_in.type_in(road.store, clerk, road.review_id, sheet, post=road.post)


def reads(road, came_by):
    views = next(row for row in road.rows(SentViews) if row.came_by is came_by)
    return read_views.open_views(road.store, road.reader, views.id, now=NOW)
