"""Somebody who invites, somebody who works here, and somebody who is to come."""

import pytest
from sqlalchemy import select

from feedback.services import staff
from feedback.services.invite_staff import Newcomer
from feedback.services.staff import Hand
from feedback.services.welcome_staff import Chosen, Entered, admit, finish
from feedback.store.audit import Actor
from feedback.store.models import AuditRow, Duty, Staff

MINE = Chosen("seven green bicycles sing", 7, ["spare"])
NOOR = Newcomer("Noor New", " Noor@Council.example ", frozenset({Duty.OFFICER, Duty.OFFICE}))


@pytest.fixture
def kim(transaction):
    return _somebody(transaction, "Kim Keeps", Duty.ADMINISTRATOR).id


@pytest.fixture
def by(kim, keys, now):
    return Hand(Actor(str(kim), "administrator"), keys, now)


@pytest.fixture
def robin(transaction):
    return _somebody(transaction, "Robin Reed", Duty.OFFICER)


def _somebody(transaction, name, duty):
    email = f"{name.split()[0].lower()}@council.example"
    row = Staff(name=name, email=email, password="a digest", tf_totp_secret="a secret")
    row.mf_recovery_codes, row.roles = ["spare"], staff.roles_of(transaction, [duty])
    transaction.add(row)
    transaction.flush()
    return row


def entered(transaction, invited, by, *, secret="secret", at=None, **told):  # noqa: S107  made up
    typed = {"email": invited.email, "code": invited.code, "authenticator": secret} | told
    return admit(transaction, Entered(**typed), keys=by.keys, now=at or by.now)


def enrolled(transaction, invited, by, at=None):
    admitted = entered(transaction, invited, by, at=at)
    key = finish(transaction, admitted, MINE, keys=by.keys, now=at or by.now)
    return transaction.get_one(Staff, key)


def acts(transaction):
    return transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
