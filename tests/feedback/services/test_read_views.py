"""Who reads what a child sent, and how the child learns of it."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from feedback.due_dates import Clocks
from feedback.errors import AuditUnwritable, NotYours
from feedback.services import cards, read_views
from feedback.services.openings import OPENED
from feedback.services.read_views import Reader, open_unread, open_views
from feedback.services.unread import unread
from feedback.store.models import (
    Assignment,
    AuditRow,
    FilledBy,
    SentViews,
    Staff,
)
from feedback.store.sealing import Place
from tests.road import NOW

NEXT_DAY = datetime(2026, 3, 4, 9, tzinfo=UTC)
DAY_AFTER = datetime(2026, 3, 5, 9, tzinfo=UTC)
CLOCKS = Clocks()


@pytest.fixture
def sent(invited):
    invited.has_sent(
        home=["happy", "sad"], worries="The dark", wishes=["See my sister"], go="no",
        send="use-this",
    )  # fmt: skip
    return invited


def views_of(road):
    (views,) = road.rows(SentViews)
    return views


def other_staff(road, name="Sam Second"):
    with road.store.begin() as transaction:
        person = Staff(name=name)
        transaction.add(person)
        transaction.flush()
        return Reader(person.id, road.keys, road.catalogue)


def shown_to_the_child(road, *, now=NEXT_DAY):
    visit = road.comes_back(now=now)
    with road.open(visit, now=now) as (transaction, opened):
        return cards.read_all(transaction, opened)


def test_the_officer_reads_the_childs_own_words_in_the_childs_order(sent):
    reading = open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)

    said = {each.question.id: each.answer for each in reading.said if each.answer}
    assert list(said.items()) == [
        ("home", ("happy", "sad")),
        ("worries", ("The dark",)),
        ("wishes", ("See my sister",)),
        ("go", ("no",)),
        ("send", ("use-this",)),
    ]
    assert [each.question for each in reading.said] == list(reading.questionnaire.path(said))
    assert [(ask.words, ask.outcome) for ask in reading.asks] == [("See my sister", None)]


def test_the_officer_sees_how_it_was_filled_in(sent):
    reading = open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)

    assert reading.filled_by is FilledBy.CHILD
    assert (reading.helper, reading.without_pictures, reading.withdrawn) == (None, False, False)
    assert (reading.intends, reading.sent_at) == ("stay-use-this", NOW)
    assert reading.version is reading.version_by_age


def test_the_first_reading_is_noted_and_the_child_is_told_who_and_when(sent):
    open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)
    open_views(sent.store, sent.reader, views_of(sent).id, now=DAY_AFTER)

    views = views_of(sent)
    assert (views.read_at, views.read_by) == (NEXT_DAY, sent.officer_id)
    note = cards.ReadNote("Robin Reviewer", "officer", date(2026, 3, 4))
    assert shown_to_the_child(sent).read == (note,)


def test_every_reading_is_in_the_log_before_a_word_is_opened(sent):
    open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)
    open_views(sent.store, sent.reader, views_of(sent).id, now=DAY_AFTER)

    rows = [row for row in sent.rows(AuditRow) if row.act == OPENED]
    assert [(row.who, row.subject_id) for row in rows] == [
        (str(sent.officer_id), views_of(sent).id)
    ] * 2


def test_when_the_log_cannot_be_written_no_word_is_shown(sent, monkeypatch):
    def refuse(*_given, **_named):
        raise AuditUnwritable("The log cannot be written, so nothing is shown.")

    monkeypatch.setattr(read_views.audit, "opened_by", refuse)

    with pytest.raises(AuditUnwritable):
        open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)

    assert views_of(sent).read_at is None


def test_another_officer_does_not_read_them_and_leaves_no_mark(sent):
    stranger = other_staff(sent)

    with pytest.raises(NotYours):
        open_views(sent.store, stranger, views_of(sent).id, now=NEXT_DAY)

    assert views_of(sent).read_at is None
    assert OPENED not in {row.act for row in sent.rows(AuditRow)}


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [
        (date(2026, 3, 4), None, True),
        (date(2026, 3, 5), None, False),
        (date(2026, 1, 1), date(2026, 3, 4), True),
        (date(2026, 1, 1), date(2026, 3, 3), False),
    ],
)
def test_an_officer_reads_while_the_child_is_theirs_the_last_day_included(sent, since, until, may):
    with sent.store.begin() as transaction:
        row = transaction.query(Assignment).one()
        row.since, row.until = since, until

    if may:
        assert open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)
    else:
        with pytest.raises(NotYours):
            open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)


def test_withdrawn_views_hold_no_words(sent):
    with sent.store.begin() as transaction:
        transaction.query(SentViews).one().answers = None

    reading = open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)

    assert reading.withdrawn
    assert not any(each.answer for each in reading.said)


def test_words_to_a_question_that_is_asked_no_more_are_still_read_at_the_end(sent):
    with sent.store.begin() as transaction:
        row = transaction.query(SentViews).one()
        row.digest = "0" * 64
        plain = json.dumps({"gone": ["Still here"], "worries": ["The dark"]}).encode()
        row.answers = sent.keys.seal(plain, Place("views", "answers", row.id))

    reading = open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)

    said = [(each.question.title, each.answer) for each in reading.said if each.answer]
    assert [answer for _, answer in said] == [("The dark",), ("Still here",)]
    assert said[-1][0] == "gone"


def test_what_nobody_opened_by_the_end_of_the_next_working_day_waits_for_duty(sent):
    with sent.store.look() as transaction:
        assert unread(transaction, clocks=CLOCKS, now=NEXT_DAY) == ()
        (waiting,) = unread(transaction, clocks=CLOCKS, now=DAY_AFTER)

    assert (waiting.views_id, waiting.look_first) == (views_of(sent).id, False)


def test_duty_reads_what_waits_and_the_officer_still_owes_it(sent):
    duty = other_staff(sent, "Dana Duty")

    reading = open_unread(sent.store, duty, views_of(sent).id, clocks=CLOCKS, now=DAY_AFTER)

    assert any(each.answer == ("The dark",) for each in reading.said)
    assert views_of(sent).read_at is None
    note = cards.ReadNote("Dana Duty", "safeguarding", date(2026, 3, 5))
    assert shown_to_the_child(sent, now=DAY_AFTER).read == (note,)
    with sent.store.look() as transaction:
        assert unread(transaction, clocks=CLOCKS, now=DAY_AFTER) == ()


def test_duty_does_not_read_what_is_still_the_officers(sent):
    duty = other_staff(sent)

    with pytest.raises(NotYours):
        open_unread(sent.store, duty, views_of(sent).id, clocks=CLOCKS, now=NEXT_DAY)
    open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)
    with pytest.raises(NotYours):
        open_unread(sent.store, duty, views_of(sent).id, clocks=CLOCKS, now=DAY_AFTER)


def test_looking_first_orders_the_list_and_hides_nothing(sent):
    with sent.store.begin() as transaction:
        row = transaction.query(SentViews).one()
        columns = {c.key: getattr(row, c.key) for c in SentViews.__table__.columns}
        later = {
            "id": uuid4(), "receipt": "LATER", "sent_at": NOW + timedelta(hours=1),
            "look_first": True,
        }  # fmt: skip
        transaction.add(SentViews(**columns | later))

    with sent.store.look() as transaction:
        waiting = unread(transaction, clocks=CLOCKS, now=DAY_AFTER)
        assert transaction.scalar(text("SELECT count(*) FROM views")) == 2

    assert [one.look_first for one in waiting] == [True, False]


def test_before_the_pictures_are_picked_nobody_learns_who_has_read_it(sent):
    open_views(sent.store, sent.reader, views_of(sent).id, now=NEXT_DAY)

    visit = sent.comes_in(now=NEXT_DAY)
    with sent.open(visit, now=NEXT_DAY) as (transaction, opened):
        shown = cards.read_all(transaction, opened)

    assert (shown.read, shown.asks) == ((), ())
    assert shown.hello.name == "Mia"
