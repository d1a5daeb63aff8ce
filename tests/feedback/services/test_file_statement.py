"""A child’s words are known to be in the case file when the code on the paper comes back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from feedback import filing_code
from feedback.errors import NothingToFile, NotYours, StatementUnknown
from feedback.filing_code import FilingCodeUnsound
from feedback.services.deciding import Hand
from feedback.services.file_statement import (
    find_statement,
    make_for_another,
    make_statement,
    mark_filed,
)
from feedback.services.invite import Desk
from feedback.services.to_file import all_unfiled, to_file
from feedback.store.models import AuditRow, Cover, Letter, SentViews, Statement
from tests import cases

REVIEW_DAY = date(2026, 3, 20)
SENT = datetime(2026, 3, 3, 16, tzinfo=cases.LONDON)
LATER = datetime(2026, 3, 18, 9, tzinfo=cases.LONDON)


@pytest.fixture
def robin(store):
    with store.begin() as transaction:
        officer = cases.an_officer(transaction).id
    return Hand(officer, SENT, cases.DESK)


@pytest.fixture
def sam(store):
    with store.begin() as transaction:
        officer = cases.an_officer(transaction, "Sam Other").id
    return Hand(officer, SENT, cases.DESK)


@pytest.fixture
def sends(store, keys, robin):
    """Let one child of Robin’s send something; return the review’s key and its own."""
    known = {}

    def send(**more):
        with store.begin() as transaction:
            if not known:
                child = cases.a_child(transaction, keys, robin.officer)
                review = cases.a_review(transaction, child, REVIEW_DAY, officer_id=robin.officer)
                letter, _ = cases.a_letter(transaction, review)
                known.update(letter=letter.id, review=review.id)
            letter = transaction.get_one(Letter, known["letter"])
            values = {"sent_at": SENT} | more
            said = {"wishes": ["A lock on my door"]}
            views = cases.some_views(transaction, keys, letter, said, **values)
            return known["review"], views.id

    return send


def make(store, keys, review_id, by):
    with store.begin() as transaction:
        made = make_statement(transaction, review_id, by=by, keys=keys)
        return find_statement(transaction, made, by=by)


def file(store, keys, code, by):
    with store.begin() as transaction:
        return mark_filed(transaction, code, by=by, keys=keys)


def listed(store, by):
    with store.look() as transaction:
        return to_file(transaction, by=by)


def withdraw(store, views_id):
    with store.begin() as transaction:
        gone = update(SentViews).where(SentViews.id == views_id)
        transaction.execute(gone.values(answers=None, withdrawn_at=LATER))


def test_typing_the_code_back_marks_the_words_filed_and_keeps_the_moment(
    store, keys, sends, robin
):
    review, views = sends()
    made = make(store, keys, review, robin)
    assert (made.views, made.filed_at, made.past_officer) == ((views,), None, False)

    done = file(store, keys, filing_code.spoken(made.code).lower(), replace(robin, now=LATER))

    assert (done.before, done.left) == (False, 0)
    with store.look() as transaction:
        found = find_statement(transaction, made.id, by=robin)
        acts = list(transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)))
    assert (found.filed_at, found.filed_by) == (LATER, "Robin Reviewer")
    assert acts == ["made-statement", "filed-statement"]
    assert listed(store, robin) == ()


def test_the_same_words_have_the_same_code_however_often_they_are_printed(
    store, keys, sends, robin
):
    review, _ = sends()
    first = make(store, keys, review, robin)

    assert make(store, keys, review, robin) == first

    sends(sent_at=LATER)
    assert make(store, keys, review, robin).code != first.code


def test_what_was_sent_after_the_printing_still_waits_to_be_filed(store, keys, sends, robin):
    review, _ = sends()
    made = make(store, keys, review, robin)
    sends(sent_at=LATER)

    assert file(store, keys, made.code, robin).left == 1
    (line,) = listed(store, robin)
    assert (line.review_id, line.sent_at) == (review, LATER)


def test_filing_twice_changes_nothing_and_says_so(store, keys, sends, robin):
    review, _ = sends()
    made = make(store, keys, review, robin)
    file(store, keys, made.code, robin)

    assert file(store, keys, made.code, replace(robin, now=LATER)).before

    with store.look() as transaction:
        assert transaction.get_one(Statement, made.id).filed_at == SENT


def test_the_database_refuses_to_take_a_filing_back(store, keys, sends, robin):
    review, _ = sends()
    made = make(store, keys, review, robin)
    file(store, keys, made.code, robin)

    with (
        pytest.raises(DBAPIError, match="what was filed stays filed"),
        store.begin() as transaction,
    ):
        transaction.execute(update(Statement).values(filed_at=None, filed_by=None))


def test_a_slip_in_the_code_is_told_from_a_code_that_nobody_has(store, keys, sends, robin):
    review, _ = sends()
    code = make(store, keys, review, robin).code
    slip = code[:-1] + next(sign for sign in filing_code.SIGNS if sign != code[-1])
    nobodys = filing_code.draw(lambda _below: 3)

    with pytest.raises(FilingCodeUnsound, match="a slip"):
        file(store, keys, slip, robin)
    with pytest.raises(StatementUnknown):
        file(store, keys, nobodys, robin)


def test_another_officer_can_neither_make_see_nor_file_it(store, keys, sends, robin, sam):
    review, _ = sends()
    made = make(store, keys, review, robin)

    with pytest.raises(NotYours):
        make(store, keys, review, sam)
    with pytest.raises(NotYours), store.look() as transaction:
        find_statement(transaction, made.id, by=sam)
    with pytest.raises(StatementUnknown):
        file(store, keys, made.code, sam)
    assert listed(store, sam) == ()


def test_there_is_no_statement_of_nothing(store, keys, sends, robin):
    review, views = sends()
    withdraw(store, views)

    with pytest.raises(NothingToFile):
        make(store, keys, review, robin)
    with pytest.raises(StatementUnknown), store.look() as transaction:
        find_statement(transaction, review, by=robin)
    assert listed(store, robin) == ()


def test_what_went_past_the_officer_stands_on_a_statement_of_whoever_covers(
    store, keys, sends, robin, sam
):
    review, own = sends()
    _, past = sends(not_iro=True)
    with store.begin() as transaction:
        transaction.add(Cover(since=date(2026, 1, 1), staff_id=sam.officer))

    assert make(store, keys, review, robin).views == (own,)
    with pytest.raises(NotYours), store.begin() as transaction:
        make_for_another(transaction, past, by=robin, keys=keys)
    with store.begin() as transaction:
        made = make_for_another(transaction, past, by=sam, keys=keys)
        found = find_statement(transaction, made, by=sam)
    assert (found.views, found.past_officer) == ((past,), True)
    assert [line.past_officer for line in listed(store, sam)] == [past]
    assert file(store, keys, found.code, sam).left == 0
    assert listed(store, sam) == ()
    assert [line.past_officer for line in listed(store, robin)] == [None]


def test_nothing_sent_past_an_officer_and_taken_back_is_filed(store, keys, sends, sam):
    _, past = sends(not_iro=True)
    withdraw(store, past)
    with store.begin() as transaction:
        transaction.add(Cover(since=date(2026, 1, 1), staff_id=sam.officer))

    with pytest.raises(NothingToFile), store.begin() as transaction:
        make_for_another(transaction, past, by=sam, keys=keys)


def test_ten_working_days_after_they_were_sent_words_that_are_not_filed_are_late(
    store, sends, robin
):
    sends()
    tenth = datetime(2026, 3, 17, 23, tzinfo=cases.LONDON)

    (on_the_day,) = listed(store, replace(robin, now=tenth))
    (after_it,) = listed(store, replace(robin, now=tenth + timedelta(hours=2)))

    assert on_the_day.due == date(2026, 3, 17)
    assert (on_the_day.late, after_it.late) == (False, True)


def test_a_day_on_which_the_council_is_closed_does_not_count(store, sends, robin):
    sends()
    closed = Desk(cases.DESK.clocks, cases.DESK.locks, (date(2026, 3, 9),))

    (line,) = listed(store, replace(robin, desk=closed))

    assert line.due == date(2026, 3, 18)


def test_a_form_without_an_answer_needs_no_filing(store, sends, robin):
    sends(real=False)

    assert listed(store, robin) == ()


def test_the_service_knows_everything_that_waits(store, sends, robin):
    review, _ = sends()
    _, past = sends(not_iro=True)

    with store.look() as transaction:
        lines = all_unfiled(transaction, desk=robin.desk, today=robin.today)

    assert {line.past_officer for line in lines} == {None, past}
    assert {(line.review_id, line.officer_id) for line in lines} == {(review, robin.officer)}
