from datetime import date, timedelta

import pytest

from feedback.due_dates import Clocks
from feedback.services.duty_list import about_views, duty_list
from feedback.services.raise_concern import acknowledge, raise_concern
from feedback.services.unread import must_be_unread
from feedback.store.models import ConcernKind, Installation
from tests import cases


@pytest.fixture
def letter(transaction, keys):
    officer = cases.an_officer(transaction)
    child = cases.a_child(transaction, keys, officer.id)
    review = cases.a_review(transaction, child, date(2026, 3, 20), officer_id=officer.id)
    return cases.a_letter(transaction, review)[0]


def test_when_nothing_waits_the_list_is_empty(transaction, now):
    found = duty_list(transaction, clocks=Clocks(), now=now)

    assert (found.raised, found.unread, found.taken) == ((), (), ())
    assert found.names == {}


def test_a_concern_says_whom_it_is_about_and_by_when_somebody_must_act(transaction, letter, now):
    raise_concern(transaction, letter.id, ConcernKind.NOT_SAFE, now=now - timedelta(minutes=20))

    (one,) = duty_list(transaction, clocks=Clocks(), now=now).raised

    assert (one.kind, one.about.officer) == (ConcernKind.NOT_SAFE, "Robin Reviewer")
    assert (one.due.step, one.due.next_at) == (1, now + timedelta(minutes=40))
    assert not one.due.is_over


@pytest.mark.parametrize("hours", [0, 96])
def test_what_is_sent_past_the_officer_is_duty_s_at_once_where_nobody_covers(
    transaction, keys, letter, now, hours
):
    sent = now - timedelta(hours=hours)
    views = cases.some_views(transaction, keys, letter, {}, sent_at=sent, not_iro=True)

    found = duty_list(transaction, clocks=Clocks(), now=now)

    assert [one.views_id for one in found.unread] == [views.id]
    assert found.unread[0].about == about_views(transaction, views.id)
    must_be_unread(transaction, views.id, Clocks(), now)


def test_of_what_nobody_sent_nothing_is_known(transaction, letter):
    assert about_views(transaction, letter.id) is None


def test_what_somebody_took_on_stays_for_a_day_to_be_handed_over(transaction, keys, letter, now):
    key = raise_concern(transaction, letter.id, ConcernKind.TALK_TODAY, now=now)
    officer = cases.an_officer(transaction, "Dana Duty")
    acknowledge(transaction, key, officer.id, keys=keys, now=now)

    found = duty_list(transaction, clocks=Clocks(), now=now)
    later = duty_list(transaction, clocks=Clocks(), now=now + timedelta(hours=25))

    assert found.raised == ()
    assert [one.seen_by for one in found.taken] == ["Dana Duty"]
    assert later.taken == ()


def test_words_nobody_opened_in_a_working_day_are_duty_s_to_read(transaction, keys, letter, now):
    sent = now - timedelta(days=4)
    views = cases.some_views(transaction, keys, letter, {}, sent_at=sent)

    found = duty_list(transaction, clocks=Clocks(), now=now)

    assert [one.views_id for one in found.unread] == [views.id]
    assert list(found.names) == [found.unread[0].about.child_id]


def test_a_child_without_an_officer_is_listed_all_the_same(transaction, keys, now):
    review = cases.a_review(transaction, cases.a_child(transaction, keys, None), date(2026, 3, 20))
    letter, _ = cases.a_letter(transaction, review)
    raise_concern(transaction, letter.id, ConcernKind.ADVOCATE, now=now)

    (one,) = duty_list(transaction, clocks=Clocks(), now=now).raised

    assert one.about.officer == ""


@pytest.mark.parametrize(("minutes", "late"), [(9, False), (11, True)])
def test_the_list_knows_when_the_worker_stands(transaction, now, minutes, late):
    worked = now - timedelta(minutes=minutes)
    transaction.add(Installation(id=1, made_up=True, worked_at=worked))
    transaction.flush()

    found = duty_list(transaction, clocks=Clocks(), now=now)

    assert (found.late, found.worked_at) == (late, worked)
