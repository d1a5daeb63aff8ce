"""A child may ask that their own officer does not read it, and then that officer never does."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from feedback.due_dates import Clocks
from feedback.errors import NotYours, StaffRefused, ViewsUnknown
from feedback.services import another_reader
from feedback.services.another_reader import appoint, for_another
from feedback.services.answer_ask import Answered, answer
from feedback.services.caseload import caseload
from feedback.services.deciding import Hand
from feedback.services.openings import OPENED
from feedback.services.read_views import Reader, open_unread, open_views
from feedback.services.unread import unread
from feedback.store.models import (
    Ask,
    Assignment,
    AuditRow,
    Card,
    Cover,
    Duty,
    Outcome,
    Role,
    SentViews,
    Staff,
)
from tests import cases
from tests.road import NOW, REVIEW_DAY, Road

TODAY = NOW.date()
DONE = Answered(Outcome.DONE, "There is a lock now.")
SAM = "sam.other@council.example"


@pytest.fixture
def sam(invited: Road) -> UUID:
    """Another officer, who can sign in."""
    with invited.store.begin() as transaction:
        officer = cases.an_officer(transaction, "Sam Other")
        officer.email = SAM
        officer.roles = [transaction.get(Role, Duty.OFFICER) or Role(name=Duty.OFFICER)]
        return officer.id


@pytest.fixture
def covered(invited: Road, sam: UUID) -> Road:  # noqa: ARG001  Sam must be there
    """Sam reads what children send past their own officer."""
    names(invited, SAM)
    return invited


def names(road: Road, email: str | None, *, now=NOW) -> None:
    with road.store.begin() as transaction:
        appoint(transaction, email, keys=road.keys, now=now)


def sends_past(road: Road) -> SentViews:
    """Mia asks for a lock, and that Robin does not read it."""
    visit = road.settles_in()
    with road.form(visit) as form:
        form.keep("wishes", ("A lock",), now=NOW)
        form.keep("talk", ("iro",), now=NOW)
        another_reader.choose(form, another=True)
    road.sends(visit)
    return road.rows(SentViews)[0]


def reads(road: Road, staff_id: UUID, views: SentViews, *, now=NOW):
    return open_views(road.store, Reader(staff_id, road.keys, road.catalogue), views.id, now=now)


def waiting_on_duty(road: Road, *, now=NOW):
    with road.store.look() as transaction:
        return unread(transaction, clocks=Clocks(), now=now)


def test_the_cover_officer_reads_it_and_their_own_officer_does_not(covered, sam):
    views = sends_past(covered)

    reading = reads(covered, sam, views)

    assert [ask.words for ask in reading.asks] == ["A lock"]
    with pytest.raises(NotYours):
        reads(covered, covered.officer_id, views)


def test_what_is_sent_as_usual_is_not_the_cover_officers(covered, sam):
    covered.has_sent(wishes=["A dog"])
    views = covered.rows(SentViews)[0]

    with pytest.raises(NotYours):
        reads(covered, sam, views)
    with covered.store.look() as transaction:
        assert for_another(transaction, sam, today=TODAY) == ()


def test_what_was_never_sent_is_refused_as_unknown_and_nobody_has_opened_it(covered, sam):
    with pytest.raises(ViewsUnknown):
        reads(covered, sam, SentViews(id=uuid4()))

    assert not [row for row in covered.rows(AuditRow) if row.act == OPENED]


def test_a_child_may_change_their_mind_until_it_is_sent(covered):
    visit = covered.settles_in()
    with covered.form(visit) as form:
        form.keep("wishes", ("A lock",), now=NOW)
        another_reader.choose(form, another=True)
        another_reader.choose(form, another=False)

    receipt = covered.sends(visit)

    assert not receipt.not_iro
    reads(covered, covered.officer_id, covered.rows(SentViews)[0])


def test_an_officer_who_covers_never_reads_their_own_childs(covered, sam):
    views = sends_past(covered)
    with covered.store.begin() as transaction:
        transaction.query(Assignment).update({"until": TODAY - timedelta(1)})
        transaction.add(Assignment(child_id=covered.child_id, staff_id=sam, since=TODAY))

    with pytest.raises(NotYours):
        reads(covered, sam, views)
    assert [one.views_id for one in waiting_on_duty(covered)] == [views.id]
    with covered.store.look() as transaction:
        assert for_another(transaction, sam, today=TODAY) == ()


def test_duty_reads_it_at_once_where_nobody_covers(invited):
    views = sends_past(invited)
    with invited.store.begin() as transaction:
        reader = Reader(
            cases.an_officer(transaction, "Dana Duty").id, invited.keys, invited.catalogue
        )

    assert [one.views_id for one in waiting_on_duty(invited)] == [views.id]
    reading = open_unread(invited.store, reader, views.id, clocks=Clocks(), now=NOW)
    assert [ask.words for ask in reading.asks] == ["A lock"]
    assert waiting_on_duty(invited) == ()


def test_duty_waits_its_day_where_somebody_covers(covered):
    sends_past(covered)

    assert waiting_on_duty(covered) == ()
    assert len(waiting_on_duty(covered, now=NOW + timedelta(days=2))) == 1


def test_the_cover_officers_list_holds_it_until_and_after_it_is_read(covered, sam):
    views = sends_past(covered)
    with covered.store.look() as transaction:
        before = for_another(transaction, sam, today=TODAY)

    reads(covered, sam, views)

    assert [(one.views_id, one.day, one.read) for one in before] == [(views.id, REVIEW_DAY, False)]
    with covered.store.look() as transaction:
        assert [one.read for one in for_another(transaction, sam, today=TODAY)] == [True]
        assert for_another(transaction, covered.officer_id, today=TODAY) == ()


def test_their_own_officer_sees_that_it_was_sent_and_not_that_they_are_wanted(covered):
    sends_past(covered)

    with covered.store.look() as transaction:
        line = caseload(transaction, by=Hand(covered.officer_id, NOW, covered.desk))[0]

    assert (line.heard, line.wants_talk, line.unread) == ("sent", False, 0)


def test_the_cover_officer_answers_what_was_asked_for_and_their_own_cannot(covered, sam):
    sends_past(covered)
    ask = covered.rows(Ask)[0]

    with pytest.raises(NotYours):
        answer(covered.store, covered.officer_id, (ask.id, DONE), keys=covered.keys, now=NOW)
    answer(covered.store, sam, (ask.id, DONE), keys=covered.keys, now=NOW)

    assert covered.rows(Ask)[0].outcome is Outcome.DONE


def test_the_asks_of_one_thing_sent_are_told_from_all_others(covered):
    views = sends_past(covered)

    with covered.store.look() as transaction:
        assert another_reader.asks_sent(transaction, views.id) == {covered.rows(Ask)[0].id}
        assert another_reader.asks_sent(transaction, covered.review_id) == frozenset()


def test_the_child_is_told_who_read_it(covered, sam):
    views = sends_past(covered)

    reads(covered, sam, views)

    assert "read" in {card.kind for card in covered.rows(Card)}
    assert covered.rows(SentViews)[0].read_by == sam


def test_who_covers_changes_from_a_day_on_and_can_be_nobody(covered, sam):
    names(covered, None, now=NOW + timedelta(days=3))

    with covered.store.look() as transaction:
        found = [
            another_reader.cover_officer(transaction, today=day)
            for day in (TODAY - timedelta(1), TODAY, TODAY + timedelta(3))
        ]
    assert found == [None, sam, None]
    assert [row.act for row in covered.rows(AuditRow)].count("named-cover") == 2


def test_the_last_name_of_a_day_counts(covered):
    names(covered, None)

    assert [row.staff_id for row in covered.rows(Cover)] == [None]


@pytest.mark.parametrize("lacks", ["account", "duty", "leave"])
def test_only_an_officer_who_can_sign_in_covers(invited, sam, lacks):
    with invited.store.begin() as transaction:
        officer = transaction.get_one(Staff, sam)
        officer.active = lacks != "leave"
        officer.roles = [] if lacks == "duty" else officer.roles

    with pytest.raises(StaffRefused):
        names(invited, "nobody@council.example" if lacks == "account" else SAM)


@pytest.mark.usefixtures("sam")
def test_a_day_is_a_day_in_england(invited):
    late = NOW.replace(month=7, hour=23, minute=30)

    names(invited, SAM, now=late)

    assert invited.rows(Cover)[0].since == date(2026, 7, 4)
