"""What is overdue is found by working days, and what is not stays off the list."""

from datetime import date, datetime

import pytest
from sqlalchemy import update

from feedback.participation import Indicator
from feedback.services.invite import Desk
from feedback.services.overdue import Clock, overdue
from feedback.services.unheard import unheard
from feedback.store.models import Ask, LetterReply, Outcome, ReviewState, SentViews
from tests import cases
from tests.feedback.services.managing import NOW, TODAY, Service

SENT = datetime(2026, 2, 26, 20, tzinfo=cases.LONDON)
HELD = date(2026, 2, 24)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


def listed(service, clock, today=TODAY, desk=cases.DESK):
    with service.store.look() as transaction:
        found = overdue(transaction, desk=desk, today=today)
    return [one for one in found if one.clock is clock]


def test_words_are_read_within_two_working_days_of_sending(service, robin):
    review = service.review(service.child(robin), date(2026, 3, 20), officer_id=robin)
    service.sends(review, sent_at=SENT)

    assert listed(service, Clock.READ, date(2026, 3, 2)) == []
    (late,) = listed(service, Clock.READ)
    assert (late.review_id, late.due, late.days) == (review, date(2026, 3, 2), 1)
    assert (late.officer_id, late.past_officer) == (robin, False)


def test_words_that_were_read_or_taken_back_are_not_overdue(service, robin):
    review = service.review(service.child(robin), date(2026, 3, 20))
    read = service.sends(review, sent_at=SENT)
    gone = service.sends(review, sent_at=SENT)
    with service.store.begin() as transaction:
        one = update(SentViews).where(SentViews.id == read)
        transaction.execute(one.values(read_at=NOW, read_by=robin))
        other = update(SentViews).where(SentViews.id == gone)
        transaction.execute(other.values(answers=None, withdrawn_at=NOW))

    assert listed(service, Clock.READ) == []


def test_what_went_past_the_officer_is_not_laid_at_that_officers_door(service, robin):
    review = service.review(service.child(robin), date(2026, 3, 20))
    service.sends(review, sent_at=SENT, not_iro=True)

    (late,) = listed(service, Clock.READ)
    assert late.past_officer


def test_a_review_is_recorded_within_one_working_day_of_its_last_part(service, robin):
    child = service.child(robin)
    review = service.review(child, HELD, officer_id=robin)
    service.review(child, date(2026, 3, 2))
    service.review(child, date(2026, 2, 23), part_two_day=date(2026, 3, 2))
    service.review(child, date(2026, 2, 20), state=ReviewState.CANCELLED)
    service.review(child, date(2024, 2, 20))

    (late,) = listed(service, Clock.RECORD)
    assert (late.review_id, late.due, late.days) == (review, date(2026, 2, 25), 4)


def test_a_code_is_confirmed_within_fifteen_working_days(service, robin):
    child = service.child(robin)
    long_ago, lately = service.review(child, date(2026, 2, 9)), service.review(child, HELD)
    for review in (long_ago, lately):
        service.records(review, robin)

    assert [one.review_id for one in listed(service, Clock.CONFIRM)] == [long_ago]
    service.code(long_ago, Indicator.PN1)
    assert listed(service, Clock.CONFIRM) == []


def test_a_child_under_four_waits_for_the_code_alone_and_a_grown_up_for_the_record_alone(
    service, robin
):
    small = service.review(service.child(robin), date(2026, 2, 9), age=2)
    grown = service.review(service.child(robin), date(2026, 2, 9), age=18)
    assert [one.review_id for one in listed(service, Clock.CONFIRM)] == [small]
    assert [one.review_id for one in listed(service, Clock.RECORD)] == [grown]

    service.records(grown, robin)

    assert [one.review_id for one in listed(service, Clock.CONFIRM)] == [small]


def test_every_ask_is_answered_within_five_working_days_of_the_review(service, robin):
    review = service.review(service.child(robin), HELD)
    service.sends(review, "A bike", "A lock")
    service.code(review, Indicator.PN1)

    assert listed(service, Clock.ANSWER) == []
    (late,) = listed(service, Clock.ANSWER, date(2026, 3, 4))
    assert (late.review_id, late.due) == (review, TODAY)
    with service.store.begin() as transaction:
        told = {"outcome": Outcome.DONE, "answer": b"sealed", "answered_at": NOW}
        transaction.execute(update(Ask).values(told))
    assert listed(service, Clock.ANSWER, date(2026, 3, 4)) == []


def test_what_is_not_filed_in_time_is_on_the_list(service, robin):
    review = service.review(service.child(robin), date(2026, 3, 20))
    service.sends(review, sent_at=SENT.replace(day=12))

    (late,) = listed(service, Clock.FILE)
    assert (late.review_id, late.due) == (review, date(2026, 2, 26))


def test_days_on_which_the_council_is_closed_count_for_nobody(service, robin):
    review = service.review(service.child(robin), date(2026, 3, 20))
    service.sends(review, sent_at=SENT)

    closed = Desk(cases.DESK.clocks, cases.DESK.locks, (date(2026, 3, 2),))

    assert listed(service, Clock.READ, desk=closed) == []


def test_a_child_who_said_nothing_near_their_review_is_unheard_whoever_has_a_letter(
    service, robin
):
    with_letter = service.review(service.child(robin), date(2026, 3, 9), officer_id=robin)
    service.letter(with_letter)
    without = service.review(
        service.child(robin, at_a_distance=True), date(2026, 3, 24), officer_id=robin
    )
    service.review(service.child(robin), date(2026, 3, 25))
    heard = service.review(service.child(robin), date(2026, 3, 10))
    service.sends(heard)
    replied = service.review(service.child(robin), date(2026, 3, 10))
    letter = service.letter(replied)
    with service.store.begin() as transaction:
        said = LetterReply(letter_id=letter, stage="consultation", reply="no")
        said.helped, said.without_pictures, said.said_at = False, False, NOW
        transaction.add(said)

    with service.store.look() as transaction:
        found = unheard(transaction, desk=cases.DESK, today=TODAY)

    assert [(one.review_id, one.invited) for one in found] == [
        (with_letter, True),
        (without, False),
    ]
    assert [one.at_a_distance for one in found] == [False, True]
