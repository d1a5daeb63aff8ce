"""By a command, each of two people proves who they are with their own password."""

import pytest

from feedback.errors import StaffRefused
from feedback.services.passwords import digest
from feedback.services.vouching import vouched
from feedback.store.models import Duty, Role, Staff

PASSWORD = "four words said twice over"


@pytest.fixture
def pat(transaction):
    found = Staff(
        name="Pat First",
        email="pat@council.example",
        password=digest(PASSWORD),
        roles=[Role(name=Duty.PARTICIPATION), Role(name=Duty.OFFICER)],
    )
    transaction.add(found)
    transaction.flush()
    return found


def test_somebody_who_may_release_is_known_by_their_password(transaction, pat):
    actor = vouched(transaction, " Pat@council.example ", PASSWORD)

    assert (actor.who, actor.role) == (str(pat.id), "participation")


@pytest.mark.usefixtures("pat")
@pytest.mark.parametrize(
    ("email", "password"),
    [("pat@council.example", "another one of mine"), ("sam@council.example", PASSWORD)],
)
def test_anybody_else_is_not_and_is_not_told_why(transaction, email, password):
    with pytest.raises(StaffRefused, match="do not belong together here"):
        vouched(transaction, email, password)


@pytest.mark.parametrize("kept", [None, "not a digest"])
def test_without_a_password_nobody_is(transaction, pat, kept):
    pat.password = kept

    with pytest.raises(StaffRefused):
        vouched(transaction, "pat@council.example", PASSWORD)


def test_whoever_has_left_is_not(transaction, pat):
    pat.active = False

    with pytest.raises(StaffRefused):
        vouched(transaction, "pat@council.example", PASSWORD)


def test_an_officer_releases_nothing(transaction, pat):
    pat.roles = [role for role in pat.roles if role.name is Duty.OFFICER]

    with pytest.raises(StaffRefused, match="does not include this"):
        vouched(transaction, "pat@council.example", PASSWORD)
