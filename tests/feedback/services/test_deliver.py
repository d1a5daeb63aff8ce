"""A message stays until a mail server has taken it, and is never sent for nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from feedback.errors import MailServerAway, MessageNotTaken
from feedback.services.deliver import KEPT, STUCK, WAITS, Delivered, deliver, is_stuck
from feedback.services.raise_concern import acknowledge, raise_concern
from feedback.store.models import ConcernKind, Message, Staff, Urgency
from tests.road import NOW

MINUTE = timedelta(minutes=1)


class Server:
    """A mail server that can be away, or refuse one address."""

    def __init__(self):
        self.taken, self.away, self.refuses = [], False, None

    def __call__(self, outgoing):
        if self.away:
            raise MailServerAway("away")
        if outgoing.to == self.refuses:
            raise MessageNotTaken("no such box")
        self.taken.append((outgoing.to, outgoing.urgency))


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def waiting(invited):
    """One urgent message and one that is not, to two people."""
    with invited.store.begin() as transaction:
        concern = raise_concern(transaction, invited.letter_id, ConcernKind.TALK_TODAY, now=NOW)
        for name, urgency in (("ann", Urgency.SOON), ("zed", Urgency.NOW)):
            staff = Staff(name=name, email=f"{name}@council.example")
            transaction.add(staff)
            transaction.flush()
            transaction.add(
                Message(
                    staff_id=staff.id,
                    cause="a cause",
                    urgency=urgency,
                    concern_id=concern if urgency is Urgency.NOW else None,
                    made_at=NOW,
                    next_at=NOW,
                )
            )
    return invited


def go(road, server, *, now=NOW):
    return deliver(road.store, server, now=now)


def test_the_urgent_goes_first_and_each_is_taken_once(waiting, server):
    assert go(waiting, server) == Delivered(taken=2)
    assert go(waiting, server, now=NOW + MINUTE) == Delivered()
    assert server.taken == [
        ("zed@council.example", Urgency.NOW),
        ("ann@council.example", Urgency.SOON),
    ]


def test_a_server_that_is_away_ends_the_round_and_nothing_is_lost(waiting, server):
    server.away = True
    assert go(waiting, server) == Delivered(away=True)

    server.away = False
    assert go(waiting, server).taken == 1
    assert go(waiting, server, now=NOW + WAITS[0]).taken == 1


def test_one_message_that_is_not_taken_stops_no_other(waiting, server):
    server.refuses = "zed@council.example"

    assert go(waiting, server) == Delivered(taken=1, not_taken=1)


def test_it_is_tried_again_and_again_with_growing_waits(waiting, server):
    server.refuses = "zed@council.example"
    moment, tried = NOW, []
    for wait in (*WAITS, WAITS[-1], WAITS[-1]):
        assert go(waiting, server, now=moment).not_taken == 1
        assert go(waiting, server, now=moment + wait - MINUTE / 2).not_taken == 0
        moment += wait
        tried.append(wait)

    server.refuses = None
    assert go(waiting, server, now=moment).taken == 1


def test_after_a_stop_between_the_servers_yes_and_our_note_it_is_sent_again(waiting, server):
    def taken_and_then_the_light_goes_out(outgoing):
        server(outgoing)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(waiting, taken_and_then_the_light_goes_out)
    go(waiting, server, now=NOW + WAITS[0])

    assert [to for to, _ in server.taken].count("zed@council.example") == 2


def test_what_somebody_took_on_meanwhile_is_told_to_nobody(waiting, server):
    (message,) = (m for m in waiting.rows(Message) if m.concern_id)
    with waiting.store.begin() as transaction:
        acknowledge(
            transaction, message.concern_id, waiting.officer_id, keys=waiting.keys, now=NOW
        )

    go(waiting, server)

    assert server.taken == [("ann@council.example", Urgency.SOON)]


@pytest.mark.parametrize("change", [{"active": False}, {"email": None}])
def test_whoever_left_meanwhile_is_told_nothing(waiting, server, change):
    with waiting.store.begin() as transaction:
        transaction.execute(update(Staff).where(Staff.name == "zed").values(**change))

    go(waiting, server)

    assert server.taken == [("ann@council.example", Urgency.SOON)]
    assert len(waiting.rows(Message)) == 1


def test_what_was_told_is_forgotten_after_35_days(waiting, server):
    go(waiting, server)

    go(waiting, server, now=NOW + KEPT)
    assert len(waiting.rows(Message)) == 2
    go(waiting, server, now=NOW + KEPT + MINUTE)
    assert waiting.rows(Message) == []


def test_that_messages_cannot_get_out_is_known_after_ten_minutes(waiting, server):
    server.away = True
    go(waiting, server)

    with waiting.store.look() as transaction:
        assert not is_stuck(transaction, now=NOW + STUCK - MINUTE)
        assert is_stuck(transaction, now=NOW + STUCK)


def test_the_database_takes_no_second_message_for_the_same_reason(waiting):
    with waiting.store.look() as transaction:
        one = transaction.scalars(select(Message)).first()
        again = Message(
            staff_id=one.staff_id, cause=one.cause, urgency=one.urgency, made_at=NOW, next_at=NOW
        )

    with pytest.raises(IntegrityError), waiting.store.begin() as transaction:
        transaction.add(again)
