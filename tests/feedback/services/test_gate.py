"""Three secret pictures stand before what a child has said."""

import pytest
from sqlalchemy import select

from feedback.errors import GateShut, GateTaken, PicturesUnknown
from feedback.services import gate
from feedback.store import audit
from feedback.store.audit import Actor
from feedback.store.models import AuditRow, Door, Gate
from tests.road import NOW, PICTURES

WRONG = ("moon", "cat", "kite")


def test_the_child_who_chooses_three_pictures_stands_behind_them(invited):
    visit = invited.settles_in()

    with invited.open(visit) as (_, opened):
        assert opened.door is Door.OPEN


def test_coming_back_stands_before_them_until_they_are_picked_in_order(invited):
    invited.settles_in()
    visit = invited.comes_in()

    with invited.open(visit) as (transaction, opened):
        assert opened.door is Door.SHUT
        assert not gate.try_pictures(transaction, opened, WRONG, keys=invited.keys)
        assert opened.door is Door.SHUT
        assert gate.try_pictures(transaction, opened, PICTURES, keys=invited.keys)
        assert opened.door is Door.OPEN


def test_after_five_wrong_tries_even_the_right_pictures_wait_for_the_officer(invited):
    invited.settles_in()
    visit = invited.comes_in()
    for _ in range(gate.TRIES):
        with invited.open(visit) as (transaction, opened):
            assert not gate.is_shut(opened)
            assert not gate.try_pictures(transaction, opened, WRONG, keys=invited.keys)

    with invited.open(visit) as (transaction, opened):
        assert gate.is_shut(opened)
        with pytest.raises(GateShut):
            gate.try_pictures(transaction, opened, PICTURES, keys=invited.keys)


def test_picking_right_forgets_the_wrong_tries_before(invited):
    invited.settles_in()
    visit = invited.comes_in()
    with invited.open(visit) as (transaction, opened):
        for _ in range(gate.TRIES - 1):
            gate.try_pictures(transaction, opened, WRONG, keys=invited.keys)
        gate.try_pictures(transaction, opened, PICTURES, keys=invited.keys)

    assert [row.wrong for row in invited.rows(Gate)] == [0]


def test_nobody_can_choose_other_pictures_over_the_childs(invited):
    invited.settles_in()
    stranger = invited.comes_in()

    with invited.open(stranger) as (transaction, opened), pytest.raises(GateTaken):
        gate.choose(transaction, opened, WRONG, keys=invited.keys)

    assert invited.comes_back()


def test_before_pictures_are_chosen_there_is_nothing_to_pick(invited):
    visit = invited.comes_in()

    with invited.open(visit) as (transaction, opened):
        assert not gate.try_pictures(transaction, opened, PICTURES, keys=invited.keys)


def test_a_child_may_go_on_without_the_pictures(invited):
    visit = invited.comes_in()

    with invited.open(visit) as (transaction, opened):
        gate.skip(transaction, opened)

    with invited.open(visit) as (_, opened):
        assert opened.door is Door.WITHOUT


@pytest.mark.parametrize("pictures", [("cat", "moon"), ("cat", "moon", "dragon"), ()])
def test_three_of_our_pictures_are_chosen_and_nothing_else(invited, pictures):
    visit = invited.comes_in()

    with invited.open(visit) as (transaction, opened), pytest.raises(PicturesUnknown):
        gate.choose(transaction, opened, pictures, keys=invited.keys)


def test_there_are_twenty_four_pictures_to_choose_from():
    assert len(set(gate.PICTURES)) == 24


def test_the_pictures_are_kept_from_letter_to_letter(invited):
    invited.settles_in()
    with invited.store.begin() as transaction:
        (row,) = transaction.scalars(select(Gate))
        digest = row.digest

    assert digest is not None
    assert not any(name.encode() in digest for name in PICTURES)


def test_the_officer_resets_them_in_person_and_it_is_in_the_log(invited):
    invited.settles_in()
    visit = invited.comes_in()
    officer = Actor(str(invited.officer_id), "officer")

    with invited.store.begin() as transaction:
        gate.reset(transaction, invited.child_id, officer, keys=invited.keys, now=NOW)

    with invited.open(visit) as (transaction, opened):
        assert opened.door is Door.NEW
        gate.choose(transaction, opened, WRONG, keys=invited.keys)
    with invited.store.look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        assert acts.count("reset-pictures") == 1
        assert audit.first_broken(transaction, keys=invited.keys) is None
