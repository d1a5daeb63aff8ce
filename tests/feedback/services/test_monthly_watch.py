"""A month’s list holds exactly those who were not heard, with what is blank beside it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from feedback.beside import Beside, Contact, Met, SeenAlone, Way
from feedback.following import Cause, Doing
from feedback.participation import Attended, Indicator
from feedback.services.follow_up import Plan, Writer, write_follow_up
from feedback.services.monthly_watch import Missing, Null, watch
from feedback.store.models import ReviewState
from tests import cases
from tests.feedback.services.managing import NOW, SILENT, SPOKE, TODAY, Service

FEBRUARY, DAY = date(2026, 2, 1), date(2026, 2, 10)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


def month(service, first=FEBRUARY, today=TODAY):
    with service.store.look() as transaction:
        found = watch(transaction, first, desk=cases.DESK, today=today)
    return {one.review_id: one for one in found}


def held(service, robin, code, day=DAY, **codes):
    review = service.review(service.child(robin, **codes), day, officer_id=robin)
    service.records(review, robin, SPOKE if code is Indicator.PN1 else SILENT)
    if code:
        service.code(review, code)
    return review


def test_those_who_were_not_heard_are_on_the_list_with_why(service, robin):
    expected = {
        held(service, robin, Indicator.PN4): Missing.PN4,
        held(service, robin, Indicator.PN7): Missing.PN7,
        held(service, robin, None): Missing.PENDING,
        service.review(service.child(robin), DAY): Missing.NOT_RECORDED,
        held(service, robin, Indicator.PN1): None,
    }

    found = month(service)

    assert {key: one.missing for key, one in found.items()} == expected
    assert sum(one.heard for one in found.values()) == 1


@pytest.mark.parametrize(
    ("day", "more"),
    [
        (date(2026, 1, 31), {}),
        (date(2026, 3, 1), {}),
        (DAY, {"age": 3}),
        (DAY, {"age": 18}),
        (DAY, {"state": ReviewState.CANCELLED}),
        (DAY, {"part_two_day": TODAY}),
    ],
)
def test_another_month_the_very_young_the_grown_and_what_is_not_over_are_not_watched(
    service, robin, day, more
):
    service.review(service.child(robin), day, **more)

    assert month(service) == {}


def test_this_month_is_watched_up_to_yesterday(service, robin):
    yesterday = service.review(service.child(robin), TODAY - timedelta(1))
    service.review(service.child(robin), TODAY)

    assert set(month(service, date(2026, 3, 1))) == {yesterday}


def test_what_nobody_wrote_down_is_parted_from_what_was_not_done(service, robin):
    blank = held(service, robin, Indicator.PN1)
    never = service.review(service.child(robin), DAY)
    refused = replace(SPOKE, beside=Beside(seen_alone=SeenAlone.NO, contact=Contact.NONE))
    not_done = service.review(service.child(robin), DAY)
    service.records(not_done, robin, refused)
    service.letter(not_done, issued_at=datetime(2026, 2, 4, 9, tzinfo=cases.LONDON))
    done = service.review(service.child(robin), DAY)
    service.letter(done, issued_at=datetime(2026, 2, 3, 9, tzinfo=cases.LONDON))
    seen = Beside(seen_alone=SeenAlone.YES, seen_alone_on=DAY - timedelta(2), contact=Contact.MADE)
    met = (Met(DAY - timedelta(2), Way.VISIT),)
    service.records(done, robin, replace(SPOKE, beside=seen, met=met))

    found = month(service)

    for review in (blank, never):
        assert found[review].not_recorded == {Null.SEEN_NOT_RECORDED, Null.CONTACT_NOT_RECORDED}
        assert found[review].not_done == {Null.NOT_INVITED}
    assert found[not_done].not_recorded == frozenset()
    assert found[not_done].not_done == {Null.NOT_SEEN, Null.NO_CONTACT, Null.NOT_INVITED}
    assert found[done].nulls == frozenset()


def test_the_newest_record_is_the_one_that_counts(service, robin):
    review = held(service, robin, None)
    corrected = replace(
        SPOKE,
        attended=Attended.YES,
        reason="A slip",
        follows=1,
        beside=Beside(seen_alone=SeenAlone.DECLINED, contact=Contact.NONE),
    )

    service.records(review, robin, corrected)

    assert month(service)[review].nulls == {Null.NO_CONTACT, Null.NOT_INVITED}


def test_what_follows_stands_beside_the_review_with_the_next_one(service, robin):
    review = held(service, robin, Indicator.PN7, at_a_distance=True)
    with service.store.begin() as transaction:
        plan = Plan(Cause.NO_WISH, "Was at football", "Ask for another day", robin, DAY)
        by = Writer(service.manager.staff, NOW, service.manager.actor)
        write_follow_up(transaction, review, plan, by=by, keys=service.keys)
        later = replace(plan, follows=1, doing=Doing.DONE, outcome="Asked")
        write_follow_up(transaction, review, later, by=by, keys=service.keys)

    one = month(service)[review]

    assert one.at_a_distance
    assert (one.follows.doing, one.follows.owner, one.follows.after) == (
        Doing.DONE,
        "Robin Reviewer",
        None,
    )
    assert one.follows.worked is None
