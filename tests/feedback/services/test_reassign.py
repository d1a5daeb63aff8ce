"""From the day of a handover on, the former officer reads nothing new and the new one does."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from feedback.errors import NotYours
from feedback.services.assigned import is_assigned, must_be_assigned
from feedback.services.officers_work import children_of_officer, names_of_staff, work_of_all
from feedback.services.overdue import overdue
from feedback.services.reassign import ACT, AssignmentRefused, Handover, reassign
from feedback.store.models import Assignment, Duty, Review, Staff
from tests import cases
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import BASE, PLANNED, take_in
from tests.feedback.services.imports import NOW as IMPORTED
from tests.feedback.services.managing import TODAY, Service

LATER = TODAY + timedelta(7)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


@pytest.fixture
def sam(service):
    return service.staff("Sam Second")


def hand_over(service, to, *children, since=TODAY, today=TODAY):
    leave = service.permit(ACT)
    with service.store.begin() as transaction:
        over = Handover(children, to, since)
        return reassign(transaction, over, desk=cases.DESK, permit=leave, today=today)


def answers(service, officer, child, day):
    with service.store.look() as transaction:
        return is_assigned(transaction, officer, child, today=day)


def rows(service):
    with service.store.look() as transaction:
        found = select(Assignment.staff_id, Assignment.since, Assignment.until)
        return [tuple(row) for row in transaction.execute(found.order_by(Assignment.since))]


def test_the_former_officer_answers_until_the_day_before_and_the_new_one_from_the_day_on(
    service, robin, sam
):
    child = service.child(robin)

    assert hand_over(service, sam, child, since=LATER) == 1

    before = LATER - timedelta(1)
    assert answers(service, robin, child, before)
    assert not answers(service, sam, child, before)
    assert answers(service, sam, child, LATER)
    with pytest.raises(NotYours), service.store.look() as transaction:
        must_be_assigned(transaction, robin, child, today=LATER)


def test_reviews_from_that_day_on_and_letters_that_are_out_follow(service, robin, sam):
    child = service.child(robin)
    before = service.review(child, LATER - timedelta(1), officer_id=robin)
    after = service.review(child, LATER + timedelta(30), officer_id=robin)
    service.letter(after)

    hand_over(service, sam, child, since=LATER)

    with service.store.look() as transaction:
        assert transaction.get_one(Review, before).officer_id == robin
        assert transaction.get_one(Review, after).officer_id == sam


def test_handing_over_again_to_the_same_officer_changes_nothing(service, robin, sam):
    child = service.child(robin)

    assert hand_over(service, robin, child) == 0
    assert hand_over(service, sam, child) == 1
    assert hand_over(service, sam, child) == 0


def test_a_handover_that_has_not_begun_gives_way_to_another(service, robin, sam):
    child, third = service.child(robin), service.staff("Toni Third")
    hand_over(service, sam, child, since=LATER)

    hand_over(service, third, child, since=LATER)
    assert rows(service)[1:] == [(third, LATER, None)]
    hand_over(service, robin, child)

    assert rows(service) == [(robin, cases.LONG_AGO, None)]


def test_a_child_whom_nobody_has_is_given_to_somebody(service, sam):
    child = service.child(None)
    with service.store.look() as transaction:
        (one,) = children_of_officer(transaction, None, today=TODAY)
    assert one.child_id == child

    assert hand_over(service, sam, child) == 1

    with service.store.look() as transaction:
        assert children_of_officer(transaction, None, today=TODAY) == []
        (theirs,) = children_of_officer(transaction, sam, today=TODAY)
    assert (theirs.child_id, theirs.since) == (child, TODAY)


def test_a_day_that_is_past_is_refused(service, robin, sam):
    child = service.child(robin)

    with pytest.raises(AssignmentRefused, match="today or a day to come"):
        hand_over(service, sam, child, since=TODAY - timedelta(1))


def test_nobody_but_an_officer_who_works_here_is_given_children(service, robin):
    child, gone = service.child(robin), service.staff("Gone Away")
    with service.store.begin() as transaction:
        transaction.get_one(Staff, gone).active = False

    for staff in (gone, service.staff("Olga Office", Duty.OFFICE), child):
        with pytest.raises(AssignmentRefused, match="an officer who works here"):
            hand_over(service, staff, child)


def test_whatever_is_handed_over_when_one_officer_at_most_answers_on_any_day(service, robin, sam):
    child, chance, today = service.child(robin), Random(7), TODAY
    everybody = (robin, sam, service.staff("Toni Third"))

    for _ in range(25):
        today += timedelta(chance.randrange(4))
        since = today + timedelta(chance.randrange(8))
        officer = chance.choice(everybody)
        hand_over(service, officer, child, since=since, today=today)

        assert answers(service, officer, child, since)
        for days in range(12):
            day = today + timedelta(days)
            assert sum(answers(service, one, child, day) for one in everybody) == 1


def test_an_import_does_not_give_a_child_back_until_it_names_the_new_officer_too(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    service, today = Service(store, keys), IMPORTED.date()
    with store.look() as transaction:
        child = transaction.scalars(select(Assignment.child_id)).one()
    other = service.staff("Di Ash")
    hand_over(service, other, child, since=today + timedelta(1), today=today)
    moved = PLANNED.replace("01/12/2026", "02/12/2026")

    take_in(store, keys, folder(planned=[PLANNED, moved]), now=IMPORTED + timedelta(2))

    assert answers(service, other, child, today + timedelta(2))
    with store.look() as transaction:
        assert set(transaction.scalars(select(Review.officer_id))) == {other}
    with store.begin() as transaction:
        transaction.get_one(Staff, other).reference = "iro2"
    agrees = PLANNED.replace("iro1,Jo Lamb", "iro2,Di Ash")
    take_in(store, keys, folder(planned=[agrees]), now=IMPORTED + timedelta(3))
    take_in(store, keys, folder(planned=[PLANNED]), now=IMPORTED + timedelta(4))
    assert not answers(service, other, child, today + timedelta(4))


def test_caseloads_are_counted_by_officer_and_children_nobody_has_stand_last(service, robin, sam):
    child = service.child(robin)
    service.child(None)
    service.review(child, date(2026, 3, 10), officer_id=robin)
    service.review(child, date(2026, 2, 10), officer_id=robin, state="held")
    with service.store.begin() as transaction:
        transaction.get_one(Staff, sam).active = False

    with service.store.look() as transaction:
        late = overdue(transaction, desk=cases.DESK, today=TODAY)
        work = work_of_all(transaction, late, desk=cases.DESK, today=TODAY)

    assert [(one.name, one.children, one.soon, one.held, one.overdue) for one in work] == [
        ("Robin Reviewer", 1, 1, 1, 1),
        ("", 1, 0, 0, 0),
    ]
    hand_over(service, robin, child)
    with service.store.begin() as transaction:
        transaction.get_one(Staff, robin).active = False
    with service.store.look() as transaction:
        (left, _nobody) = work_of_all(transaction, [], desk=cases.DESK, today=TODAY)
        names = names_of_staff(transaction)
    assert names[robin] == "Robin Reviewer"
    assert (left.name, left.here) == ("Robin Reviewer", False)
