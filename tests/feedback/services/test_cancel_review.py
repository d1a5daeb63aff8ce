"""The office cancels a review that was planned; nothing a child sent or began is lost by it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from feedback.cancelling import CancelledBecause
from feedback.errors import CancellingRefused, LetterRevoked, ReviewUnknown
from feedback.services import cards
from feedback.services.cancel_review import cancel, has_letter, restore
from feedback.services.caseload import caseload
from feedback.services.deciding import Hand
from feedback.services.inbox import Owing, Shelf, marked
from feedback.services.letter_desk import Clerk
from feedback.services.overdue import Clock, overdue
from feedback.services.read_views import open_views
from feedback.services.record import Account, record
from feedback.store.models import (
    AuditRow,
    Child,
    Draft,
    Episode,
    Letter,
    Review,
    ReviewState,
    SentViews,
    Staff,
)
from tests.road import NOW, REVIEW_DAY

PUT_OFF = CancelledBecause.PUT_OFF


@pytest.fixture
def clerk(mia) -> Clerk:
    with mia.store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        return Clerk(alex.id, mia.keys, mia.desk, NOW)


def review_of(road):
    return road.rows(Review)[0]


def shown(road, visit):
    with road.open(visit) as (transaction, opened):
        return cards.read_all(transaction, opened).hello


def lines(road, now=NOW):
    hand = Hand(road.officer_id, now, road.desk)
    with road.store.look() as transaction:
        return marked(caseload(transaction, by=hand), by=hand)


def test_it_says_why_by_whom_and_when_and_stands_in_the_log(mia, clerk):
    assert cancel(mia.store, clerk, mia.review_id, PUT_OFF)

    review = review_of(mia)
    assert (review.state, review.cancelled_because) == (ReviewState.CANCELLED, PUT_OFF)
    assert (review.cancelled_by, review.cancelled_at) == (clerk.staff_id, NOW)
    assert mia.rows(AuditRow)[-1].act == "cancelled-review"


def test_a_letter_nobody_used_ends_with_it(invited, clerk):
    with invited.store.look() as transaction:
        hung_on_it = has_letter(transaction, invited.review_id)

    cancel(invited.store, clerk, invited.review_id, PUT_OFF)

    with invited.store.look() as transaction:
        assert (hung_on_it, has_letter(transaction, invited.review_id)) == (True, False)
    with pytest.raises(LetterRevoked):
        invited.comes_in()


def test_a_child_who_has_begun_goes_on_and_is_told_that_it_is_off(invited, clerk):
    visit = invited.settles_in()
    invited.says(visit, worries="I miss my sister.")

    cancel(invited.store, clerk, invited.review_id, PUT_OFF)

    assert shown(invited, visit).off
    assert len(invited.rows(Draft)) == 1
    assert invited.sends(visit)
    assert len(invited.rows(SentViews)) == 1


def test_what_was_sent_is_still_read_and_answered_and_its_clocks_go_on(invited, clerk):
    invited.has_sent(wishes=["See my sister"], worries="The dark")

    cancel(invited.store, clerk, invited.review_id, PUT_OFF)

    (entry,) = lines(invited)
    assert (entry.shelf, entry.owed.what) == (Shelf.TO_COME, Owing.READ)
    views = invited.rows(SentViews)[0]
    open_views(invited.store, invited.reader, views.id, now=NOW)
    late = NOW + timedelta(40)
    (entry,) = lines(invited, late)
    assert (entry.shelf, entry.owed.what) == (Shelf.TO_COME, Owing.ANSWER)
    with invited.store.look() as transaction:
        due = overdue(transaction, desk=invited.desk, today=late.date())
    assert [one.clock for one in due if one.clock is not Clock.FILE] == [Clock.ANSWER]
    assert shown(invited, invited.comes_back()).off


def test_one_of_which_nothing_waits_leaves_the_officers_list(invited, clerk):
    cancel(invited.store, clerk, invited.review_id, PUT_OFF)

    assert lines(invited) == []


def test_cancelling_twice_does_nothing_the_second_time(mia, clerk):
    cancel(mia.store, clerk, mia.review_id, PUT_OFF)

    assert not cancel(mia.store, clerk, mia.review_id, CancelledBecause.OTHER)
    assert review_of(mia).cancelled_because is PUT_OFF


@pytest.mark.parametrize("do", ["cancel", "restore"])
def test_what_is_not_there_is_unknown(mia, clerk, do):
    with pytest.raises(ReviewUnknown):
        cancel(mia.store, clerk, uuid4(), PUT_OFF) if do == "cancel" else restore(
            mia.store, clerk, uuid4()
        )


def test_one_whose_day_is_over_is_for_its_officer_to_say(mia, clerk):
    with pytest.raises(CancellingRefused, match="Its day is over"):
        cancel(mia.store, replace(clerk, now=NOW + timedelta(40)), mia.review_id, PUT_OFF)


@pytest.mark.parametrize("held", [True, False])
def test_one_that_was_recorded_is_its_officers(mia, clerk, held):
    on = NOW.replace(day=20)
    hand = Hand(mia.officer_id, on, mia.desk)
    with mia.store.begin() as transaction:
        record(transaction, mia.review_id, Account(held=held), by=hand, keys=mia.keys)
    office = replace(clerk, now=on)

    if held:
        with pytest.raises(CancellingRefused, match="recorded"):
            cancel(mia.store, office, mia.review_id, PUT_OFF)
    with pytest.raises(CancellingRefused, match="recorded"):
        restore(mia.store, office, mia.review_id)


def test_an_officer_who_held_it_all_the_same_records_it_and_the_reason_goes(mia, clerk):
    cancel(mia.store, clerk, mia.review_id, PUT_OFF)
    hand = Hand(mia.officer_id, NOW.replace(day=20), mia.desk)

    with mia.store.begin() as transaction:
        record(transaction, mia.review_id, Account(held=True), by=hand, keys=mia.keys)

    review = review_of(mia)
    assert (review.state, review.cancelled_because) == (ReviewState.HELD, None)
    assert review.cancelled_at is review.cancelled_by is None


def test_one_planned_again_takes_its_letter_along(invited, clerk):
    visit = invited.has_sent(worries="The dark")
    cancel(invited.store, clerk, invited.review_id, PUT_OFF)

    assert restore(invited.store, clerk, invited.review_id)

    assert visit
    assert not shown(invited, invited.comes_back()).off
    assert review_of(invited).state is ReviewState.PLANNED
    assert not restore(invited.store, clerk, invited.review_id)
    assert [row.act for row in invited.rows(AuditRow)][-1] == "restored-review"


def test_the_next_review_is_due_as_if_it_had_never_been_planned(mia, clerk):
    after = date(2026, 6, 1)
    with mia.store.begin() as transaction:
        began = date(2026, 3, 2)
        spell = Episode(
            child_id=mia.child_id, began=began, reason="S", legal_status="C2", row=b"row"
        )
        later = Review(
            child_id=mia.child_id, day=after, state=ReviewState.PLANNED, due_day=date(2026, 6, 20)
        )
        transaction.add_all([spell, later])

    cancel(mia.store, clerk, mia.review_id, PUT_OFF)

    due = {one.day: one.due_day for one in mia.rows(Review)}
    assert due[after] == date(2026, 3, 30), "20 working days after care began"
    restore(mia.store, clerk, mia.review_id)
    due = {one.day: one.due_day for one in mia.rows(Review)}
    assert due == {REVIEW_DAY: date(2026, 3, 30), after: date(2026, 6, 20)}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ("cancelled_because = 'put-off'", "reason_is_of_a_cancelled_one|cancelled_for_a_reason"),
        ("state = 'cancelled', cancelled_because = 'put-off'", "cancelled_for_a_reason"),
        ("state = 'cancelled', cancelled_at = '2026-03-03 10:00:00'", "cancelled_"),
        ("state = 'cancelled', cancelled_because = 'bored'", "cancelled_"),
    ],
)
def test_the_database_itself_keeps_reason_person_and_moment_together(mia, change, refused):
    with (
        pytest.raises(IntegrityError, match=refused),
        mia.store.begin() as transaction,
    ):
        transaction.execute(text(f"UPDATE review SET {change}"))  # noqa: S608  ours, from above


def test_every_row_that_a_child_has_written_is_there_before_and_after(invited, clerk):
    invited.has_sent(worries="The dark")
    before = {model: len(invited.rows(model)) for model in (SentViews, Letter, Child)}

    cancel(invited.store, clerk, invited.review_id, CancelledBecause.LEFT_CARE)

    assert {model: len(invited.rows(model)) for model in before} == before
