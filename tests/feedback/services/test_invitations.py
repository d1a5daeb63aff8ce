"""The list of those who are invited, what of it is erased, and what the database never takes."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from feedback.errors import InvitationShut
from feedback.services import invitations, staff
from feedback.services.invite_staff import invite, invite_again, renew, take_back
from feedback.services.list_staff import open_invitations
from feedback.services.welcome_staff import go_on
from feedback.store.audit import COMMAND
from feedback.store.models import InvitedAs, StaffInvitation
from tests.feedback.services.inviting import *  # noqa: F403  fixtures are found by name
from tests.feedback.services.inviting import NOOR, acts, entered

OUT = "ran out"


def test_the_list_says_who_is_invited_by_whom_and_how_far_they_are(transaction, by, robin):
    invited = invite(transaction, NOOR, by=by)
    renew(transaction, robin.id, by=replace(by, actor=COMMAND, now=by.now + timedelta(1)))
    entered(transaction, invited, by)

    listed = open_invitations(transaction)

    assert [(one.name, one.made_by, one.again, one.entered) for one in listed] == [
        ("Noor New", "Kim Keeps", False, True),
        ("Robin Reed", "", True, False),
    ]
    assert listed[0].duties == ("office", "officer")


def test_what_was_over_for_thirty_days_is_erased(transaction, by, now):
    invited = invite(transaction, NOOR, by=by)
    invite_again(transaction, invited.id, by=by)

    invitations.sweep(transaction, now=now + timedelta(days=30, seconds=1))
    assert [one.id == invited.id for one in transaction.scalars(select(StaffInvitation))] == [
        False
    ]
    invitations.sweep(transaction, now=now + timedelta(days=34))

    assert transaction.scalars(select(StaffInvitation)).all() == []
    with pytest.raises(InvitationShut, match=OUT):
        go_on(transaction, invited.id, "mark", now=now)


def test_after_a_last_day_the_door_is_shut(transaction, robin, keys, now):
    robin.last_day = date(2026, 3, 3)
    transaction.flush()
    assert staff.close_past(transaction, today=date(2026, 3, 3), keys=keys, now=now) == 0

    assert staff.close_past(transaction, today=date(2026, 3, 4), keys=keys, now=now) == 1

    assert not robin.active
    assert acts(transaction)[-1] == "let-staff-go"


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"email": "Noor@council.example"}, "email_in_small_letters"),
        ({"digest": b"short"}, "digest_is_whole"),
        ({"ends_at": 0}, "ends_after_it_opens"),
        ({"used_at": 1}, "used_in_its_time"),
        ({"revoked_at": 1, "authenticator": "secret"}, "secret_goes_when_it_is_over"),
        ({"invited_as": InvitedAs.AGAIN}, "again_is_somebody"),
    ],
)
def test_the_database_takes_no_unsound_invitation(transaction, by, told, refused):
    invite(transaction, NOOR, by=by)
    hours = {
        name: by.now + timedelta(hours=of) if isinstance(of, int) else of
        for name, of in told.items()
    }

    with pytest.raises(IntegrityError, match=refused):
        transaction.execute(update(StaffInvitation).values(hours))


def test_the_database_keeps_a_code_that_is_over_so_and_one_open_code_an_address(transaction, by):
    invited = invite(transaction, NOOR, by=by)
    row = transaction.scalars(select(StaffInvitation)).one()
    second = {c.name: getattr(row, c.name) for c in StaffInvitation.__table__.columns}
    second |= {"id": uuid4(), "digest": bytes(32)}
    with pytest.raises(IntegrityError), transaction.begin_nested():
        transaction.execute(insert(StaffInvitation).values(second))
    take_back(transaction, invited.id, by=by)

    with pytest.raises(DBAPIError, match="stays over"):
        transaction.execute(update(StaffInvitation).values(revoked_at=None))
