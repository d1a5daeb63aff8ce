"""Whoever reads is told why, and says what they found; nobody else does, and never a machine."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from feedback.concerns import Kind
from feedback.errors import NotYours
from feedback.services import withdraw
from feedback.services.read_first import mark, rightly, why
from feedback.services.read_views import open_views
from feedback.store.models import Marked, SentViews, Staff
from tests.road import NOW


@pytest.fixture
def flagged(invited):
    invited.has_sent(worries="he hits me")
    return invited


@pytest.fixture
def read(flagged):
    """What its officer has opened."""
    return open_views(flagged.store, flagged.reader, only_views(flagged).id, now=NOW)


def only_views(road):
    (views,) = road.rows(SentViews)
    return views


def test_why_is_worked_out_from_the_words_the_reader_has_before_them(read):
    assert [(one.kind, one.words) for one in why(read)] == [(Kind.PHYSICAL, "he hits me")]


def test_whoever_read_it_says_what_they_found_and_may_think_again(flagged, read):
    with flagged.store.begin() as transaction:
        mark(transaction, read.views_id, Marked.CONCERN, by=flagged.officer_id)
        mark(transaction, read.views_id, Marked.KNOWN, by=flagged.officer_id)

    views = only_views(flagged)
    assert (views.marked, views.marked_by) == (Marked.KNOWN, flagged.officer_id)


def test_nobody_says_what_they_found_in_what_they_have_not_read(flagged):
    views = only_views(flagged)

    with flagged.store.begin() as transaction, pytest.raises(NotYours):
        mark(transaction, views.id, Marked.CONCERN, by=flagged.officer_id)


def test_nobody_changes_what_somebody_else_found(flagged, read):
    with flagged.store.begin() as transaction:
        transaction.add(other := Staff(name="Sam Second"))
        transaction.flush()
        transaction.get_one(SentViews, read.views_id).marked = Marked.CONCERN
        transaction.get_one(SentViews, read.views_id).marked_by = other.id

    with flagged.store.begin() as transaction, pytest.raises(NotYours):
        mark(transaction, read.views_id, Marked.NO_CONCERN, by=flagged.officer_id)


def test_what_did_not_ask_to_be_first_is_not_marked(invited):
    invited.has_sent(worries="the dark")
    reading = open_views(invited.store, invited.reader, only_views(invited).id, now=NOW)

    with invited.store.begin() as transaction, pytest.raises(NotYours):
        mark(transaction, reading.views_id, Marked.CONCERN, by=invited.officer_id)


def test_the_database_keeps_no_mark_of_nobodys_and_none_where_nothing_asked(flagged):
    for words in (
        "UPDATE views SET marked = 'concern'",
        "UPDATE views SET marked = 'perhaps'",
        "UPDATE views SET look_first = false, marked = 'concern', marked_by = read_by",
    ):
        with pytest.raises(IntegrityError), flagged.store.begin() as transaction:
            transaction.execute(text(words))


def test_how_often_it_was_right_is_counted_by_those_who_read(flagged, read):
    with flagged.store.begin() as transaction:
        assert rightly(transaction).marked == 0
        mark(transaction, read.views_id, Marked.KNOWN, by=flagged.officer_id)
        known = rightly(transaction)
        mark(transaction, read.views_id, Marked.NO_CONCERN, by=flagged.officer_id)
        nothing = rightly(transaction)

    assert (known.concerns, known.marked) == (1, 1)
    assert (nothing.concerns, nothing.marked) == (0, 1)


def test_what_a_child_takes_back_takes_the_mark_along(flagged, read):
    with flagged.store.begin() as transaction:
        mark(transaction, read.views_id, Marked.CONCERN, by=flagged.officer_id)

    visit = flagged.comes_back(now=NOW)
    withdraw.withdraw(flagged.store, visit, post=flagged.post, now=NOW)

    views = only_views(flagged)
    assert (views.look_first, views.marked, views.marked_by) == (False, None, None)
