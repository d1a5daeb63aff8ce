"""Asking, deciding and opening, in short, for tests of who wrote what."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from feedback.services import ask_who_wrote, who_wrote
from feedback.store.models import (
    AuditRow,
    Child,
)

WHY = "The words speak of somebody who hurts them at night."
TOO = "It cannot wait, and nothing else says who it is."
MINUTE = timedelta(minutes=1)


def asked(service, sheet_id, by, why=WHY):
    with service.store.begin() as transaction:
        return ask_who_wrote.ask(transaction, sheet_id, why, by=by)


def decided(service, key, by, *, agreed=True, why=TOO):
    with service.store.begin() as transaction:
        ask_who_wrote.decide(transaction, key, why, agreed=agreed, by=by)


def later(who, passed):
    return replace(who, now=who.now + passed)


def opened(road, key, by):
    return who_wrote.who_wrote(road.store, road.weeks, key, by=by)


def acts(service):
    with service.store.look() as transaction:
        rows = transaction.scalars(select(AuditRow).order_by(AuditRow.place)).all()
        return [(row.act, row.role, row.subject) for row in rows]


def number_of(road):
    return road.rows(Child)[0].number
