"""An officer arranges answers for the meeting: no word changes, and it goes with the words."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from feedback.columns import Column
from feedback.errors import ArrangingRefused, NotYours
from feedback.services import withdraw
from feedback.services.arrange import arrange, arrangement
from feedback.services.read_views import Reader
from feedback.store.models import AuditRow, Placing, SentViews, Staff
from tests.road import NOW


@pytest.fixture
def sent(invited):
    """Mia, who said that the dark worries her."""
    invited.has_sent(worries="The dark", good="My cat")
    return invited


def key(road):
    return road.rows(SentViews)[0].id


def moves(road, column, *, question="good", reader=None, views=None):
    with road.store.begin() as transaction:
        answer = (views or key(road), question)
        arrange(transaction, reader or road.reader, answer, column, now=NOW)


def arranged(road):
    with road.store.look() as transaction:
        return dict(arrangement(transaction, [key(road)]))


def test_an_answer_stands_where_the_officer_put_it_last(sent):
    before = sent.rows(SentViews)[0].answers

    moves(sent, Column.WORRIES)
    moves(sent, Column.NEXT)

    assert arranged(sent) == {(key(sent), "good"): Column.NEXT}
    assert sent.rows(SentViews)[0].answers == before
    assert [row.act for row in sent.rows(AuditRow)][-2:] == ["arranged-answer"] * 2


def test_it_can_be_put_back_where_its_question_says(sent):
    moves(sent, Column.WORRIES)

    moves(sent, None)

    assert arranged(sent) == {}


def test_nothing_is_asked_where_nothing_was_sent(sent):
    with sent.store.look() as transaction:
        assert arrangement(transaction, []) == {}


def test_another_officer_moves_nothing(sent):
    with sent.store.begin() as transaction:
        other = Staff(name="Sam Other")
        transaction.add(other)
        transaction.flush()
        reader = Reader(other.id, sent.keys, sent.catalogue)

    with pytest.raises(NotYours):
        moves(sent, Column.WORRIES, reader=reader)
    assert sent.rows(Placing) == []


def test_what_is_not_there_is_not_moved(sent):
    with pytest.raises(ArrangingRefused):
        moves(sent, Column.WORRIES, views=uuid4())


def test_what_a_child_takes_back_takes_its_place_along(sent):
    moves(sent, Column.WORRIES)

    withdraw.withdraw(sent.store, sent.comes_back(), post=sent.post, now=NOW)

    assert sent.rows(Placing) == []
    with pytest.raises(ArrangingRefused):
        moves(sent, Column.WORRIES)


def test_the_database_knows_three_columns_and_no_fourth(sent):
    moves(sent, Column.WORRIES)

    with pytest.raises(IntegrityError), sent.store.begin() as transaction:
        transaction.execute(text('UPDATE "placing" SET "column" = \'naughty\''))
