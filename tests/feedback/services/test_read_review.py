"""A review is opened whole, in few queries, after the log knows, and never what went past them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from feedback.catalogue import load_catalogue
from feedback.errors import AuditUnwritable, NotYours, ReviewUnknown
from feedback.questionnaire import Stage
from feedback.replies import Reply, Wanted
from feedback.services import read_review
from feedback.services.deciding import Hand
from feedback.services.read_review import open_review
from feedback.services.read_views import Reader
from feedback.store import audit
from feedback.store.models import AuditRow, Card, LetterReply, SentViews
from tests import cases

DAY = date(2026, 3, 20)
BEFORE = date(2025, 9, 20)


@pytest.fixture
def officer(store):
    with store.begin() as transaction:
        return cases.an_officer(transaction).id


@pytest.fixture
def hand(officer, now):
    return Hand(officer, now, cases.DESK)


@pytest.fixture
def reader(officer, keys):
    return Reader(officer, keys, load_catalogue())


@pytest.fixture
def ada(store, keys, officer):
    """Ada sent something before this review and before the one half a year ago."""
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer)
        for day, wish in ((BEFORE, "A cat"), (DAY, "A dog")):
            review = cases.a_review(transaction, child, day)
            letter, _ = cases.a_letter(transaction, review)
            cases.some_views(transaction, keys, letter, {"wishes": [wish]})
        return review.id


def wishes(readings):
    return [ask.words for one in readings for ask in one.asks]


def opened_rows(store):
    with store.look() as transaction:
        rows = transaction.execute(
            select(AuditRow.act, AuditRow.subject_id).order_by(AuditRow.place)
        )
        return [(row.act, row.subject_id) for row in rows]


def test_this_time_and_last_time_are_opened_apart(store, reader, hand, ada):
    opened = open_review(store, reader, ada, by=hand)

    assert wishes(opened.readings) == wishes(opened.standing) == ["A dog"]
    assert wishes(opened.before) == ["A cat"]
    assert opened.before_day == BEFORE
    assert next(iter(opened.readings[0].earlier.values())).words == "A cat"


def test_the_log_has_a_row_for_each_and_stays_whole(store, reader, keys, hand, ada):
    opened = open_review(store, reader, ada, by=hand)

    views = [one.views_id for one in (*opened.before, *opened.readings)]
    assert sorted(opened_rows(store), key=str) == sorted(
        [("opened-review", ada), *(("opened-views", one) for one in views)], key=str
    )
    with store.look() as transaction:
        assert audit.first_broken(transaction, keys=keys) is None


def test_nothing_is_opened_while_the_log_cannot_be_written(store, reader, hand, ada, monkeypatch):
    def broken(*_said, **_more):
        raise audit.DBAPIError("x", {}, Exception())

    monkeypatch.setattr(audit, "_row", broken)
    monkeypatch.setattr(read_review, "_found", lambda *_: pytest.fail("it was opened"))

    with pytest.raises(AuditUnwritable):
        open_review(store, reader, ada, by=hand)


def test_the_first_reading_counts_and_the_child_is_told(store, reader, hand, ada):
    open_review(store, reader, ada, by=hand)
    later = Hand(hand.officer, hand.now + timedelta(hours=1), hand.desk)

    opened = open_review(store, reader, ada, by=later)

    assert {one.read_at for one in opened.readings} == {hand.now}
    with store.look() as transaction:
        views = transaction.get_one(SentViews, opened.readings[0].views_id)
        assert views.read_by == hand.officer
        assert transaction.get(Card, (views.letter_id, "read"))


def test_another_officers_review_is_refused_and_one_that_is_not_there(store, reader, hand, keys):
    with store.begin() as transaction:
        other = cases.an_officer(transaction, "Sam Other").id
        theirs = cases.a_review(transaction, cases.a_child(transaction, keys, other), DAY).id

    with pytest.raises(NotYours):
        open_review(store, reader, theirs, by=hand)
    with pytest.raises(ReviewUnknown):
        open_review(store, reader, other, by=hand)
    assert opened_rows(store) == []


def test_what_was_sent_past_their_officer_is_known_and_never_opened(store, reader, hand, ada):
    with store.begin() as transaction:
        views = {one.review_id: one for one in transaction.scalars(select(SentViews))}
        past = views.pop(ada)
        past.not_iro = True
        (earlier,) = views.values()
        earlier.not_iro = True

    opened = open_review(store, reader, ada, by=hand)

    assert opened.outline.elsewhere
    assert opened.readings == opened.before == ()
    assert opened.before_day is None
    assert opened_rows(store) == [("opened-review", ada)]


def test_what_was_taken_back_is_told_apart_from_what_stands(store, reader, hand, ada):
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews).where(SentViews.review_id == ada)).one()
        views.answers, views.withdrawn_at = None, hand.now

    opened = open_review(store, reader, ada, by=hand)

    assert [one.withdrawn for one in opened.readings] == [True]
    assert opened.standing == ()


def test_a_review_for_which_nothing_came_says_how_far_it_is(store, reader, hand, keys, officer):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer, language="ti", interpreter=True)
        review = cases.a_review(transaction, child, DAY)
        letter, _ = cases.a_letter(transaction, review)
        said = LetterReply(letter_id=letter.id, stage=Stage.CONSULTATION, reply="later")
        said.helped, said.without_pictures, said.said_at = False, False, hand.now
        transaction.add(said)
        key = review.id

    outline = open_review(store, reader, key, by=hand).outline

    assert (outline.invited, outline.begun, outline.recorded) == (True, False, False)
    assert (outline.language, outline.interpreter, outline.elsewhere) == ("ti", True, False)
    assert outline.reply.wanted == Wanted(Reply.LATER)


@pytest.mark.parametrize("times", [1, 8])
def test_the_number_of_queries_does_not_grow_with_what_was_sent(
    store, reader, hand, keys, ada, times
):
    with store.begin() as transaction:
        first = transaction.scalars(select(SentViews).where(SentViews.review_id == ada)).one()
        letter = transaction.get_one(cases.Letter, first.letter_id)
        for number in range(times):
            sent_at = first.sent_at + timedelta(minutes=number + 1)
            cases.some_views(
                transaction, keys, letter, {"wishes": ["More", "Even more"]}, follows=first.id,
                sent_at=sent_at,
            )  # fmt: skip
    open_review(store, reader, ada, by=hand)
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    opened = open_review(store, reader, ada, by=hand)

    assert len(opened.readings) == times + 1
    read = [words for words in asked if words.startswith("SELECT")]
    assert len([words for words in read if "pg_advisory" not in words]) == 8
