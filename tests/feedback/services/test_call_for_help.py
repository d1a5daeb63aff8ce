"""A call for help outlives the database once a child was told that we got it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from feedback.errors import JournalUnwritable
from feedback.services.call_for_help import call_for_help
from feedback.services.raise_concern import acknowledge, open_concerns
from feedback.services.replay import Replayed, replay
from feedback.store.models import Concern, ConcernKind
from tests.road import NOW

TALK = ConcernKind.TALK_TODAY


def calls(road, kind=TALK, *, now=NOW):
    with road.store.begin() as transaction:
        call_for_help(transaction, road.letter_id, kind, journal=road.journal, now=now)


def forgets_all(road):
    """Be a database restored from before."""
    with road.store.begin() as transaction:
        transaction.execute(delete(Concern))


def test_a_call_the_database_lost_is_on_the_duty_list_again_from_when_it_came(invited):
    calls(invited)
    (called,) = [row.id for row in invited.rows(Concern)]
    forgets_all(invited)

    assert replay(invited.store, invited.journal) == Replayed(added=1, there=0, homeless=0)

    with invited.store.look() as transaction:
        (line,) = open_concerns(transaction)
    assert (line.id, line.kind, line.raised_at) == (called, TALK, NOW)


def test_pressed_again_it_is_one_call_before_and_after(invited):
    calls(invited)
    calls(invited, now=NOW + timedelta(minutes=1))
    forgets_all(invited)

    replay(invited.store, invited.journal)

    assert [row.raised_at for row in invited.rows(Concern)] == [NOW]


def test_a_call_that_somebody_has_is_not_opened_again(invited):
    calls(invited)
    (concern,) = invited.rows(Concern)
    with invited.store.begin() as transaction:
        acknowledge(transaction, concern.id, invited.officer_id, keys=invited.keys, now=NOW)

    assert replay(invited.store, invited.journal) == Replayed(added=0, there=1, homeless=0)

    with invited.store.look() as transaction:
        assert open_concerns(transaction) == ()


def test_of_two_calls_for_one_thing_one_is_open_and_neither_loses_what_was_sent_with_it(invited):
    calls(invited, ConcernKind.NOT_SAFE)
    (first,) = invited.rows(Concern)
    with invited.store.begin() as transaction:
        acknowledge(transaction, first.id, invited.officer_id, keys=invited.keys, now=NOW)
    invited.has_sent(safe="no")
    assert len(invited.rows(Concern)) == 2
    forgets_all(invited)

    result = replay(invited.store, invited.journal)

    assert result.homeless == 0
    assert [row.id for row in invited.rows(Concern)] == [first.id]


def test_where_the_journal_cannot_be_written_nothing_may_be_called_got(invited):
    invited.journal.folder.write_bytes(b"")

    with pytest.raises(JournalUnwritable):
        calls(invited)

    assert invited.rows(Concern) == []
