"""One record outside one’s own cases: a reason, a second person, one hour, and the child knows."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from feedback.catalogue import load_catalogue
from feedback.errors import GlassRefused, GlassShut
from feedback.services import outside, read_outside
from feedback.services.break_glass import Wanted, ask, decide, give_back
from feedback.services.notify import notify
from feedback.services.opened_by_two import OPEN_FOR, WAITS_FOR
from feedback.services.outside import GLASS, Who
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import (
    AuditRow,
    Card,
    Child,
    Duty,
    Message,
    OutsideReading,
    SentViews,
    Staff,
    Urgency,
)
from tests import cases
from tests.feedback.services.managing import NOW, Service
from tests.made import SPOKEN
from tests.road import Road

WHY = "She rang, her officer is ill and she is afraid."
MINUTE = timedelta(minutes=1)


@pytest.fixture
def service(store, keys):
    return Service(store, keys)


@pytest.fixture
def robin(service):
    return Who(service.staff("Robin Reviewer"), GLASS, service.keys, NOW)


@pytest.fixture
def morgan(service):
    return Who(service.manager.staff, "manager", service.keys, NOW)


@pytest.fixture
def ada(service):
    """Ada’s number. Sam answers for her, and she asked for a lock and, before, for a bike."""
    child = service.child(service.staff("Sam Other"))
    service.sends(service.review(child, date(2025, 11, 3)), "A bike")
    service.sends(service.review(child, date(2026, 3, 10)), "A lock")
    with service.store.look() as transaction:
        return transaction.get_one(Child, child).number


def asked(service, robin, number, why=WHY, day=None):
    with service.store.begin() as transaction:
        return ask(transaction, Wanted(number, day, why), by=robin)


def decided(service, key, by, *, agreed=True):
    with service.store.begin() as transaction:
        decide(transaction, key, agreed=agreed, by=by)


def later(who, passed):
    return Who(who.staff_id, who.role, who.keys, who.now + passed)


def reads(service, key, by):
    _line, readings = read_outside.read(service.store, load_catalogue(), key, by=by)
    return [item.words for one in readings for item in one.asks]


def acts(service):
    with service.store.look() as transaction:
        rows = transaction.execute(
            select(AuditRow.act, AuditRow.role).order_by(AuditRow.place)
        ).all()
    return [tuple(row) for row in rows]


def test_what_was_agreed_to_opens_for_an_hour_and_that_record_alone(service, robin, morgan, ada):
    key = asked(service, robin, f" {ada.upper()} ")
    decided(service, key, later(morgan, MINUTE))

    assert reads(service, key, later(robin, 2 * MINUTE)) == ["A lock"]
    assert reads(service, key, later(robin, OPEN_FOR)) == ["A lock"]
    with pytest.raises(GlassShut):
        reads(service, key, later(robin, OPEN_FOR + MINUTE))


def test_an_earlier_review_is_asked_for_by_its_day(service, robin, morgan, ada):
    key = asked(service, robin, ada, day=date(2025, 11, 3))
    decided(service, key, morgan)

    assert reads(service, key, robin) == ["A bike"]


def test_each_reading_is_in_the_log_before_and_the_child_is_told_who_it_was(
    service, robin, morgan, ada
):
    key = asked(service, robin, ada)
    decided(service, key, morgan)
    reads(service, key, robin)

    assert acts(service) == [
        ("asked-outside-own", "glass"),
        ("agreed-outside-own", "manager"),
        ("opened-outside-own", "glass"),
        ("opened-views", "glass"),
    ]
    with service.store.look() as transaction:
        assert transaction.scalars(select(Card.kind)).all() == ["read"]
        last = transaction.scalars(select(SentViews).order_by(SentViews.sent_at.desc())).first()
        assert last.read_at is None, "their own officer still reads it"


@pytest.mark.parametrize("why", ["", "Because I want to.", " " * 40, "a" * 1_001])
def test_a_reason_is_a_sentence(service, robin, ada, why):
    with pytest.raises(GlassRefused, match="20 letters"):
        asked(service, robin, ada, why)


def test_nobody_asks_for_a_child_of_their_own_or_one_who_sent_nothing(service, robin, ada):
    own = service.child(robin.staff_id, "Ben Stone")
    service.sends(service.review(own, date(2026, 3, 9)), "A dog")
    with service.store.look() as transaction:
        number = transaction.get_one(Child, own).number

    for one, day in ((number, None), ("X999", None), (ada, date(2026, 1, 1))):
        with pytest.raises(GlassRefused, match="No child outside"):
            asked(service, robin, one, day=day)


def test_what_went_past_their_own_officer_or_was_taken_back_is_not_in_it(service, robin, morgan):
    child = service.child(service.staff("Sam Other"))
    review = service.review(child, date(2026, 3, 10))
    service.sends(review, "A lock")
    service.sends(review, "Not for Sam", not_iro=True)
    with service.store.look() as transaction:
        number = transaction.get_one(Child, child).number
    key = asked(service, robin, number)
    decided(service, key, morgan)

    assert reads(service, key, robin) == ["A lock"]


def test_one_asking_waits_at_a_time_for_a_day_and_then_may_be_made_anew(service, robin, ada):
    asked(service, robin, ada)
    with pytest.raises(GlassRefused, match="already"):
        asked(service, later(robin, WAITS_FOR - MINUTE), ada)

    key = asked(service, later(robin, WAITS_FOR), ada)

    with service.store.look() as transaction:
        assert transaction.scalars(select(OutsideReading.id)).all() == [key]


def test_nobody_agrees_to_what_they_asked_for_themselves(service, robin, ada):
    key = asked(service, robin, ada)

    with pytest.raises(GlassRefused, match="somebody else"):
        decided(service, key, Who(robin.staff_id, "manager", robin.keys, NOW))


def test_a_no_stays_and_so_does_a_yes(service, robin, morgan, ada):
    key = asked(service, robin, ada)
    decided(service, key, morgan, agreed=False)

    with pytest.raises(GlassRefused, match="any more"):
        decided(service, key, morgan)
    with pytest.raises(GlassShut):
        reads(service, key, robin)
    assert acts(service)[-1] == ("declined-outside-own", "manager")


def test_what_nobody_decided_within_a_day_is_decided_by_nobody(service, robin, morgan, ada):
    key = asked(service, robin, ada)

    with pytest.raises(GlassRefused, match="any more"):
        decided(service, key, later(morgan, WAITS_FOR))
    with pytest.raises(GlassRefused, match="any more"):
        decided(service, service.manager.staff, morgan)


def test_it_opens_to_nobody_but_whoever_asked_and_is_shut_before_its_time(
    service, robin, morgan, ada
):
    key = asked(service, robin, ada)
    with pytest.raises(GlassShut):
        reads(service, key, robin)
    decided(service, key, morgan)
    for other in (morgan, Who(service.staff("Kim Third"), GLASS, robin.keys, NOW)):
        with pytest.raises(GlassShut):
            reads(service, key, other)

    with service.store.begin() as transaction:
        give_back(transaction, key, by=robin)

    with pytest.raises(GlassShut):
        reads(service, key, robin)
    with pytest.raises(GlassShut):
        reads(service, service.manager.staff, robin)
    assert acts(service)[-1] == ("gave-back-outside", "glass")


def test_what_was_said_aloud_opens_with_its_record_and_nothing_else_does(
    store, keys, tmp_path, service, robin, morgan
):
    road = Road(store, keys, tmp_path)
    road.invited()
    visit = road.settles_in()
    road.makes(visit, "worries", SPOKEN)
    road.sends(visit)
    with store.look() as transaction:
        number = transaction.get_one(Child, road.child_id).number
    key = asked(service, robin, number)
    decided(service, key, morgan)
    _line, (reading,) = read_outside.read(store, road.catalogue, key, by=robin)
    made = next(one for said in reading.said for one in said.made)

    assert read_outside.see(store, key, made.id, by=robin).content == SPOKEN.content
    assert acts(service)[-1] == ("opened-creation", "glass")
    with pytest.raises(GlassShut):
        read_outside.see(store, key, key, by=robin)


def test_both_see_how_it_stands(service, robin, morgan, ada):
    key = asked(service, robin, ada)
    with service.store.look() as transaction:
        (mine,) = outside.of_officer(transaction, by=robin)
        (theirs,) = outside.for_second_person(transaction, by=morgan)
        assert outside.for_second_person(transaction, by=later(morgan, WAITS_FOR)) == ()
        assert outside.of_officer(transaction, by=later(robin, timedelta(31))) == ()
    assert (mine.id, mine.asker, mine.number) == (key, "Robin Reviewer", ada)
    assert mine.waits(NOW)
    assert not mine.is_open(NOW)
    assert theirs == mine

    decided(service, key, morgan)
    with service.store.look() as transaction:
        (line,) = outside.for_second_person(transaction, by=morgan)
    assert line.is_open(NOW)
    assert line.decider == "Morgan Manager"
    with service.store.look() as transaction:
        assert outside.for_second_person(transaction, by=later(morgan, OPEN_FOR)) == ()


def test_managers_and_duty_are_called_and_not_whoever_asked(service, robin, ada):
    duty = service.staff("Dana Duty", Duty.SAFEGUARDING)
    with service.store.begin() as transaction:
        transaction.execute(
            update(Staff).where(Staff.id == duty).values(email="dana@council.example")
        )
        transaction.execute(
            update(Staff).where(Staff.id == robin.staff_id).values(email="robin@council.example")
        )
    asked(service, robin, ada)

    notify(service.store, clocks=cases.DESK.clocks, now=NOW + MINUTE)

    with service.store.look() as transaction:
        told = transaction.execute(
            select(Message.staff_id, Message.urgency).where(Message.cause.like("outside %"))
        ).all()
    assert [tuple(row) for row in told] == [(duty, Urgency.NOW)]


def test_the_reason_is_sealed_and_opened_under_the_log(service, robin, ada):
    asked(service, robin, ada)
    with service.store.look() as transaction:
        (line,) = outside.of_officer(transaction, by=robin)
        (row,) = transaction.scalars(select(OutsideReading))
    seen = Act("opened-reasons", "outside-reading")
    leave = audit.opened_by(service.store, robin.actor, seen, keys=robin.keys, now=NOW)

    assert WHY.encode() not in row.reason
    assert line.says_why(leave) == WHY
