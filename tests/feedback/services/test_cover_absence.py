"""While an officer is away another answers for their children: on those days and no others."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from feedback.services.another_reader import cover_officer, reader_of
from feedback.services.assigned import is_assigned
from feedback.services.cover_absence import (
    Away,
    CoverRefused,
    absences,
    cover_absence,
    end_cover,
    read_for_others,
    readers_for_others,
)
from feedback.services.officers_work import work_of_all
from feedback.store.models import AuditRow, Duty
from tests import cases
from tests.feedback.services.managing import TODAY, Service

FIRST, LAST = TODAY + timedelta(1), TODAY + timedelta(10)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return service.staff("Robin Reviewer")


@pytest.fixture
def sam(service):
    return service.staff("Sam Second")


def cover(service, *away):
    with service.store.begin() as transaction:
        return cover_absence(transaction, Away(*away), by=service.manager, keys=service.keys)


def answers(service, officer, child, day):
    with service.store.look() as transaction:
        return is_assigned(transaction, officer, child, today=day)


def test_whoever_covers_answers_on_those_days_alone_and_so_does_the_officer(service, robin, sam):
    child = service.child(robin)

    cover(service, robin, sam, FIRST, LAST)

    days = [TODAY, FIRST, LAST, LAST + timedelta(1)]
    assert [answers(service, sam, child, day) for day in days] == [False, True, True, False]
    assert all(answers(service, robin, child, day) for day in days)


def test_covering_is_not_handed_on(service, robin, sam):
    child, third = service.child(robin), service.staff("Toni Third")
    cover(service, robin, sam, FIRST, LAST)
    cover(service, sam, third, FIRST, LAST)

    assert not answers(service, third, child, FIRST)


def test_whoever_comes_back_early_is_alone_with_their_children_from_tomorrow(service, robin, sam):
    child = service.child(robin)
    key = cover(service, robin, sam, TODAY, LAST)
    to_come = cover(service, robin, sam, LAST + timedelta(1), LAST + timedelta(2))

    with service.store.begin() as transaction:
        for absence in (key, to_come, child):
            end_cover(transaction, absence, by=service.manager, keys=service.keys)

    assert answers(service, sam, child, TODAY)
    assert not answers(service, sam, child, FIRST)
    with service.store.look() as transaction:
        assert [one.until for one in absences(transaction, today=TODAY)] == [TODAY]
        assert absences(transaction, today=FIRST) == []
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts == ["named-absence-cover"] * 2 + ["ended-absence-cover"] * 2


def test_what_is_over_is_not_ended_again(service, robin, sam):
    key = cover(service, robin, sam, TODAY, TODAY)

    with service.store.begin() as transaction:
        end_cover(transaction, key, by=service.at(LAST), keys=service.keys)

    with service.store.look() as transaction:
        (one,) = absences(transaction, today=TODAY)
    assert (one.officer, one.cover, one.until) == ("Robin Reviewer", "Sam Second", TODAY)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (LAST, FIRST, "before the first"),
        (date(2026, 1, 1), TODAY - timedelta(1), "Those days are past"),
        (LAST, LAST + timedelta(5), "on one of those days already"),
    ],
)
def test_days_that_cannot_be_are_refused(service, robin, sam, first, last, words):
    cover(service, robin, sam, FIRST, LAST)

    with pytest.raises(CoverRefused, match=words):
        cover(service, robin, sam, first, last)


def test_only_another_officer_covers(service, robin):
    office = service.staff("Olga Office", Duty.OFFICE)

    with pytest.raises(CoverRefused, match="for themselves"):
        cover(service, robin, robin, FIRST, LAST)
    with pytest.raises(CoverRefused, match="an officer who works here"):
        cover(service, robin, office, FIRST, LAST)


def test_the_caseloads_say_who_is_away_and_who_covers(service, robin, sam):
    cover(service, robin, sam, TODAY, LAST)

    with service.store.look() as transaction:
        work = work_of_all(transaction, [], desk=cases.DESK, today=TODAY)

    assert [(one.away_until, one.covered_by) for one in work] == [(LAST, "Sam Second"), (None, "")]


def name(service, officer, since):
    with service.store.begin() as transaction:
        read_for_others(transaction, officer, since, by=service.manager, keys=service.keys)


def test_who_reads_past_a_childs_officer_is_named_from_a_day_on(service, robin, sam):
    name(service, sam, TODAY)
    name(service, None, LAST)

    with service.store.look() as transaction:
        assert cover_officer(transaction, today=TODAY) == sam
        assert cover_officer(transaction, today=LAST) is None
        listed = readers_for_others(transaction, today=TODAY)
    assert [(one.since, one.officer) for one in listed] == [(TODAY, "Sam Second"), (LAST, None)]
    with pytest.raises(CoverRefused, match="today or a day to come"):
        name(service, robin, TODAY - timedelta(1))
    with pytest.raises(CoverRefused, match="an officer who works here"):
        name(service, service.staff("Olga Office", Duty.OFFICE), TODAY)


def test_whoever_covers_for_the_officer_is_not_the_one_to_read_past_them(service, robin, sam):
    child = service.child(robin)
    name(service, sam, TODAY)
    cover(service, robin, sam, FIRST, LAST)

    with service.store.look() as transaction:
        assert reader_of(transaction, child, today=TODAY) == sam
        assert reader_of(transaction, child, today=FIRST) is None
