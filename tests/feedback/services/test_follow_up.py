"""What follows is appended, whole, and whether it worked is said by a person after the fact."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from feedback.errors import ReviewUnknown
from feedback.following import Cause, Doing, Worked
from feedback.participation import Indicator
from feedback.services.assigned import children_of
from feedback.services.follow_up import (
    FollowUpRefused,
    Plan,
    Writer,
    history,
    may_own,
    write_follow_up,
)
from feedback.services.to_follow import to_follow
from feedback.store.models import Duty, FollowUp, Staff
from tests.feedback.services.managing import NOW, TODAY, Service

DAY = date(2025, 9, 10)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


@pytest.fixture
def review(service, robin):
    key = service.review(service.child(robin), DAY, officer_id=robin)
    service.code(key, Indicator.PN7)
    return key


@pytest.fixture
def plan(robin):
    return Plan(Cause.NO_WISH, "Had football", "Ask for another day", robin, TODAY)


DONE = {"doing": Doing.DONE, "outcome": "Moved to Thursdays", "follows": 1}


def write(service, review, plan):
    by = Writer(service.manager.staff, NOW, service.manager.actor)
    with service.store.begin() as transaction:
        return write_follow_up(transaction, review, plan, by=by, keys=service.keys).id


def lists(service, officer=None):
    own = children_of(officer, today=TODAY) if officer else None
    with service.store.look() as transaction:
        return to_follow(transaction, own)


def test_every_change_is_a_further_row_with_sealed_words(service, review, plan):
    write(service, review, plan)
    write(service, review, replace(plan, **DONE))

    leave = service.permit("opened-follow-up")
    with service.store.look() as transaction:
        steps = history(transaction, review)
    assert [(one.number, one.doing, one.owner, one.who) for one in steps] == [
        (1, Doing.OPEN, "Robin Reviewer", "Morgan Manager"),
        (2, Doing.DONE, "Robin Reviewer", "Morgan Manager"),
    ]
    assert steps[1].opened(leave) == {
        "reason": "Had football",
        "action": "Ask for another day",
        "outcome": "Moved to Thursdays",
    }
    assert b"football" not in steps[0].said


def test_the_database_refuses_to_rewrite_what_was_written(service, review, plan):
    write(service, review, plan)

    with (
        pytest.raises(DBAPIError, match="never changed"),
        service.store.begin() as transaction,
    ):
        transaction.execute(update(FollowUp).values(doing=Doing.DONE))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"action": ""}, "what is done about it"),
        ({"due": DAY - timedelta(1)}, "before the review it follows"),
        ({"doing": Doing.DONE}, "what came of it"),
        ({"follows": 1}, "changed this meanwhile"),
        ({"worked": Worked.YES}, "still to be done"),
        ({"worked": Worked.YES, "doing": Doing.DONE, "outcome": "x"}, "no review after this one"),
    ],
)
def test_what_is_not_whole_is_refused(service, review, plan, changed, words):
    with pytest.raises(FollowUpRefused, match=words):
        write(service, review, replace(plan, **changed))


def test_only_officers_and_managers_who_are_here_are_given_something_to_do(
    service, review, plan, robin
):
    office, gone = service.staff("Olga Office", Duty.OFFICE), service.staff("Gone Away")
    with service.store.begin() as transaction:
        transaction.get_one(Staff, gone).active = False

    for owner in (office, gone, review):
        with pytest.raises(FollowUpRefused, match="who works here"):
            write(service, review, replace(plan, owner=owner))
    with service.store.look() as transaction:
        owners = may_own(transaction)
    assert owners == [(service.manager.staff, "Morgan Manager"), (robin, "Robin Reviewer")]


def test_what_follows_nothing_is_refused(service, robin, plan):
    with pytest.raises(ReviewUnknown):
        write(service, robin, plan)


def test_whether_it_worked_is_asked_once_the_next_review_was_held_and_never_answered_by_itself(
    service, robin, plan
):
    child = service.child(robin)
    review = service.review(child, DAY, officer_id=robin)
    service.code(review, Indicator.PN7)
    write(service, review, plan)
    ((to_do,), to_judge) = lists(service)
    assert (to_do.review_id, to_do.after, to_judge) == (review, None, ())

    later = service.review(child, date(2026, 2, 24), officer_id=robin)
    write(service, review, replace(plan, **DONE))
    assert lists(service) == ((), ())
    service.code(later, Indicator.PN1)

    (_, (asked,)) = lists(service)
    assert (asked.worked, asked.after.code) == (None, Indicator.PN1)
    write(service, review, replace(plan, **DONE | {"follows": 2, "worked": Worked.PARTLY}))
    assert lists(service) == ((), ())


def test_an_officer_sees_what_follows_for_their_own_children_alone(service, robin, review, plan):
    write(service, review, plan)

    assert [one.review_id for one in lists(service, robin)[0]] == [review]
    assert lists(service, service.staff("Sam Other")) == ((), ())
