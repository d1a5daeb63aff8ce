"""An officer’s photograph: their own alone, seen by their children, gone when they go."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from feedback.errors import StaffRefused
from feedback.portrait import Likeness
from feedback.services import duties, portraits, shown_portrait, staff
from feedback.store.audit import Actor
from feedback.store.models import Duty, Portrait, Staff
from feedback.store.models.people import staff_role
from tests import cases
from tests.feedback.services.inviting import *  # noqa: F403  fixtures are found by name
from tests.feedback.services.inviting import _somebody, acts
from tests.made import PORTRAIT

FACE = Likeness(PORTRAIT)


@pytest.fixture
def herself(robin, by):
    """Robin, who acts for herself."""
    return replace(by, actor=Actor(str(robin.id), "officer"))


@pytest.fixture
def given(transaction, herself):
    portraits.give(transaction, FACE, by=herself)


def a_letter_to(transaction, keys, officer):
    child = cases.a_child(transaction, keys, officer)
    review = cases.a_review(transaction, child, date(2026, 3, 20), officer_id=officer)
    return cases.a_letter(transaction, review)[0]


def kept(transaction):
    return transaction.scalars(select(Portrait.officer_id)).all()


def test_an_officer_gives_a_photograph_and_another_in_its_place(transaction, robin, herself):
    portraits.give(transaction, Likeness(b"before"), by=herself)

    portraits.give(transaction, FACE, by=herself)

    assert portraits.own(transaction, robin.id) == PORTRAIT
    assert acts(transaction) == ["gave-portrait", "gave-portrait"]


@pytest.mark.usefixtures("given")
def test_it_is_taken_away_once_and_without_one_nothing_is_done(transaction, robin, herself):
    for _press in range(2):
        portraits.take_away(transaction, by=herself)

    assert portraits.own(transaction, robin.id) is None
    assert acts(transaction) == ["gave-portrait", "took-portrait-away"]


def test_nobody_but_an_officer_who_works_here_gives_one(transaction, by, robin, herself):
    robin.active = False
    transaction.flush()

    for hand in (by, herself):
        with pytest.raises(StaffRefused, match="Only an officer"):
            portraits.give(transaction, FACE, by=hand)


@pytest.mark.usefixtures("given")
def test_a_child_sees_the_face_of_the_officer_of_their_letter_and_of_nobody_else(
    transaction, keys, robin
):
    other = _somebody(transaction, "Olu Other", Duty.OFFICER)
    theirs, elsewhere, nobodys = (
        a_letter_to(transaction, keys, officer) for officer in (robin.id, other.id, None)
    )

    assert shown_portrait.of_letter(transaction, theirs) == PORTRAIT
    assert shown_portrait.is_there(transaction, theirs)
    for letter in (elsewhere, nobodys):
        assert shown_portrait.of_letter(transaction, letter) is None
        assert not shown_portrait.is_there(transaction, letter)


@pytest.mark.usefixtures("given")
def test_it_goes_when_its_officer_leaves(transaction, robin, by):
    staff.close_door(transaction, robin.id, by=by)

    assert kept(transaction) == []


@pytest.mark.usefixtures("given")
def test_it_goes_with_the_duty_of_an_officer_and_with_no_other(transaction, robin, by):
    robin.roles = staff.roles_of(transaction, [Duty.OFFICER, Duty.OFFICE, Duty.AUDITOR])
    transaction.flush()
    duties.take(transaction, robin.id, Duty.OFFICE, by=by)
    assert kept(transaction) == [robin.id]

    duties.take(transaction, robin.id, Duty.OFFICER, by=by)

    assert kept(transaction) == []


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize(
    ("act", "whose"),
    [
        (update(Staff).values(active=False), Staff.id),
        (delete(staff_role), staff_role.c.staff_id),
        (delete(Staff), Staff.id),
    ],
)
def test_the_database_itself_lets_it_go(transaction, robin, act, whose):
    transaction.execute(act.where(whose == robin.id))

    assert kept(transaction) == []


@pytest.mark.parametrize("content", [b"", bytes(8_001)])
def test_the_database_keeps_no_more_than_a_first_page_can_carry(transaction, robin, now, content):
    transaction.add(Portrait(officer_id=robin.id, content=content, set_at=now))

    with pytest.raises(IntegrityError, match="light_enough"):
        transaction.flush()
