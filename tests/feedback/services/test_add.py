"""After Send a child adds, or puts right: nothing that was sent before is overwritten."""

import json
from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest

from feedback.errors import AnswersUnsound, FormClosed, JournalUnwritable, NothingToSend
from feedback.participation import Views
from feedback.questionnaire import MORE
from feedback.services import add, look_back, read_views
from feedback.services.add import Addition
from feedback.services.record import suggested_views
from feedback.services.replay import replay
from feedback.store.journal import Journal
from feedback.store.models import Ask, ChildCopy, Concern, ConcernKind, FilledBy, SentViews
from feedback.store.sealing import Place
from tests.road import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def visit(invited):
    return invited.has_sent(home=["calm"], go="yes", join="speak")


def adds(road, visit, question, *answer, now=LATER, **more):
    addition = Addition(more.pop("key", uuid4()), question, answer, **more)
    return add.add(road.store, visit, addition, post=road.post, now=now)


def sent(road):
    rows = sorted(road.rows(SentViews), key=lambda row: row.sent_at)
    return [
        json.loads(road.keys.open(row.answers, Place("views", "answers", row.id))) for row in rows
    ]


def test_one_more_thing_stands_beside_what_was_sent_with_its_own_moment(invited, visit):
    adds(invited, visit, MORE, "The stairs are dark.")

    first, more = sorted(invited.rows(SentViews), key=lambda row: row.sent_at)
    assert sent(invited)[1] == {MORE: ["The stairs are dark."]}
    assert (more.follows, more.sent_at, more.real) == (first.id, LATER, True)
    assert sent(invited)[0]["home"] == ["calm"]


def test_putting_right_keeps_both_answers(invited, visit):
    adds(invited, visit, "home", "sad", "cross")

    assert [each["home"] for each in sent(invited)] == [["calm"], ["sad", "cross"]]


def test_what_a_child_means_to_do_follows_what_they_said_last(invited, visit):
    adds(invited, visit, "join", "listen")

    newest = max(invited.rows(SentViews), key=lambda row: row.sent_at)
    assert newest.intends == "go-listen"


def test_what_is_added_waits_for_the_officer_and_is_read_with_its_questions(invited, visit):
    adds(invited, visit, "join", "listen")
    newest = max(invited.rows(SentViews), key=lambda row: row.sent_at)
    assert newest.read_at is None

    reading = read_views.open_views(invited.store, invited.reader, newest.id, now=LATER)

    assert [(one.question.id, one.answer) for one in reading.said] == [("join", ("listen",))]
    assert reading.follows


def test_one_more_ask_is_an_ask_that_gets_an_answer(invited, visit):
    adds(invited, visit, "wishes", "A dog")

    (ask,) = invited.rows(Ask)
    assert invited.keys.open(ask.words, Place("ask", "words", ask.id)) == b"A dog"


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [("safe", "no", ConcernKind.NOT_SAFE), ("talk", "advocate", ConcernKind.ADVOCATE)],
)
def test_what_duty_must_see_reaches_it_at_once(invited, visit, question, answer, kind):
    adds(invited, visit, question, answer)

    assert [concern.kind for concern in invited.rows(Concern)] == [kind]


def test_pressing_twice_adds_once(invited, visit):
    key = uuid4()
    receipts = {adds(invited, visit, MORE, "Twice", key=key).code for _ in range(2)}

    assert len(receipts) == 1
    assert len(invited.rows(SentViews)) == 2


def test_many_presses_at_the_same_moment_add_once(invited, visit):
    key = uuid4()
    presses = [
        Thread(target=adds, args=(invited, visit, MORE, "At once"), kwargs={"key": key})
        for _ in range(8)
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join()

    assert len(invited.rows(SentViews)) == 2


@pytest.mark.usefixtures("visit")
def test_it_is_known_that_somebody_helped_and_that_the_pictures_were_left_out(invited):
    adds(invited, invited.comes_in(now=LATER), MORE, "Hello", helped=True)

    newest = max(invited.rows(SentViews), key=lambda row: row.sent_at)
    assert newest.filled_by is FilledBy.WITH_HELP
    assert newest.without_pictures


def test_the_child_finds_what_they_added_in_their_copy(invited, visit):
    adds(invited, visit, MORE, "Hello")

    with invited.open(visit, now=LATER) as (transaction, opened):
        copy = look_back.copy_of(transaction, opened, catalogue=invited.catalogue)
    assert copy.answers["home"] == ("calm",)
    assert [one.answers for one in copy.added] == [{MORE: ("Hello",)}]


def test_a_blank_form_becomes_a_view_once_something_is_added(invited):
    visit = invited.has_sent()
    adds(invited, visit, MORE, "Hello")

    with invited.store.look() as transaction:
        assert suggested_views(transaction, invited.review_id) is Views.UNKNOWN


@pytest.mark.parametrize(("question", "answer"), [("home", ["unknown"]), ("talk", ["iro"])])
def test_not_being_sure_or_wanting_to_talk_is_no_view_here_either(invited, question, answer):
    visit = invited.has_sent()

    adds(invited, visit, question, *answer)

    assert not any(row.real for row in invited.rows(SentViews))


@pytest.mark.parametrize(
    ("question", "answer", "refusal"),
    [(MORE, (), NothingToSend), (MORE, (" ",), NothingToSend),
     (MORE, ("a" * 4_001,), AnswersUnsound), (MORE, ("one", "two"), AnswersUnsound),
     ("home", ("purple",), AnswersUnsound), ("nothing", ("x",), AnswersUnsound)],
)  # fmt: skip
def test_what_says_nothing_or_does_not_fit_is_not_added(invited, visit, question, answer, refusal):
    with pytest.raises(refusal):
        adds(invited, visit, question, *answer)

    assert len(invited.rows(SentViews)) == 1


def test_nothing_is_added_before_something_was_sent(invited):
    with pytest.raises(NothingToSend):
        adds(invited, invited.settles_in(), MORE, "Hello")


def test_nothing_is_added_once_the_review_has_begun(invited):
    begun = datetime(2026, 3, 20, 10, tzinfo=UTC)
    before = begun - timedelta(minutes=10)
    visit = invited.has_sent(now=before, home=["calm"])

    with pytest.raises(FormClosed):
        adds(invited, visit, MORE, "Hello", now=begun)


def test_when_the_journal_cannot_be_written_nothing_is_added(invited, visit, monkeypatch):
    def full(*_line, **_day):
        raise JournalUnwritable("full")

    monkeypatch.setattr(Journal, "append", full)
    with pytest.raises(JournalUnwritable):
        adds(invited, visit, MORE, "Hello")

    assert len(invited.rows(SentViews)) == 1


def test_an_addition_lost_with_the_database_comes_back_from_the_journal(invited, visit):
    adds(invited, visit, MORE, "Hello")
    with invited.store.begin() as transaction:
        more = max(transaction.query(SentViews), key=lambda row: row.sent_at)
        transaction.delete(more)

    assert replay(invited.store, invited.journal).added == 1
    assert len(invited.rows(ChildCopy)) == 2
