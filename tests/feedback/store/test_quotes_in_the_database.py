"""No path leads from a comment to a quote that skips a step, whatever the code tries."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from feedback.store.models import Comment, Marked, Quote, QuoteState, Sheet, ToldBack, Treatment
from tests.commented import a_comment, a_quote, a_sheet, staff

WHO = ("Dana Duty", "Pat First", "Sam Second")


@pytest.fixture
def people(store):
    with store.begin() as transaction:
        return staff(transaction, *WHO)


@pytest.fixture
def comment(store, keys, people):
    with store.begin() as transaction:
        sheet = a_sheet(transaction, keys, "I was heard.")
        return a_comment(transaction, sheet, people[0], "home").id


@pytest.fixture
def refuses(store):
    """Run what is tried in a transaction of its own; the database must not keep it."""

    def refuses(tried):
        with pytest.raises(DBAPIError), store.begin() as transaction:
            tried(transaction)

    return refuses


def _insert(people, comment, **values):
    _, first, _ = people
    row = {"comment_id": comment, "theme": "home", "treatment": Treatment.EXACT, "words": b"x"}
    row |= {"state": QuoteState.WAITING, "chosen_by": first} | values

    def tried(transaction):
        transaction.add(Quote(**row))
        transaction.flush()

    return tried


def _agreed(store, keys, people, comment):
    with store.begin() as transaction:
        found = transaction.get_one(Comment, comment)
        return a_quote(transaction, keys, found, "home", "I was heard.", people[1], people[2]).id


def test_a_proposal_of_one_person_is_agreed_to_by_another(store, keys, people, comment):
    quote = _agreed(store, keys, people, comment)

    with store.look() as transaction:
        assert transaction.get_one(Quote, quote).state is QuoteState.AGREED


def test_nobody_agrees_to_what_they_chose_themselves(store, keys, people, comment, refuses):
    with store.begin() as transaction:
        found = transaction.get_one(Comment, comment)
        quote = a_quote(transaction, keys, found, "home", "I was heard.", people[1]).id
    alone = update(Quote).values(state=QuoteState.AGREED, agreed_by=people[1])

    refuses(lambda transaction: transaction.execute(alone.where(Quote.id == quote)))


@pytest.mark.parametrize("state", [QuoteState.AGREED, QuoteState.SENT_BACK, QuoteState.TAKEN_OUT])
def test_a_quote_begins_as_a_proposal(state, people, comment, refuses):
    by = people[2] if state is not QuoteState.SENT_BACK else None

    refuses(_insert(people, comment, state=state, agreed_by=by))


def test_a_quote_is_of_a_theme_the_comment_was_given(people, comment, refuses):
    refuses(_insert(people, comment, theme="school"))


def test_what_is_left_out_keeps_no_words(people, comment, refuses):
    refuses(_insert(people, comment, treatment=Treatment.LEAVE_OUT, state=QuoteState.LEFT_OUT))
    refuses(_insert(people, comment, treatment=Treatment.LEAVE_OUT, words=None))


def test_nothing_is_quoted_without_the_childs_yes(store, people, comment, refuses):
    with store.begin() as transaction:
        transaction.execute(update(Sheet).values(may_quote=False))

    refuses(_insert(people, comment))


def test_a_comment_that_worried_duty_is_never_quoted(store, people, comment, refuses):
    with store.begin() as transaction:
        transaction.execute(update(Comment).values(marked=Marked.CONCERN))

    refuses(_insert(people, comment))


def test_a_second_person_agrees_to_the_very_words_that_were_proposed(
    store, keys, people, comment, refuses
):
    with store.begin() as transaction:
        found = transaction.get_one(Comment, comment)
        a_quote(transaction, keys, found, "home", "I was heard.", people[1])
    agreeing = update(Quote).values(state=QuoteState.AGREED, agreed_by=people[2])

    for change in ({"words": b"other"}, {"treatment": Treatment.PARAPHRASE}):
        changing = agreeing.values(**change)
        refuses(lambda transaction, changing=changing: transaction.execute(changing))


@pytest.mark.parametrize(
    "change",
    [
        {"words": b"other"},
        {"state": QuoteState.WAITING, "agreed_by": None},
        {"state": QuoteState.SENT_BACK, "agreed_by": None},
        {"treatment": Treatment.PARAPHRASE},
    ],
)
def test_what_was_agreed_to_is_never_changed(store, keys, people, comment, refuses, change):
    _agreed(store, keys, people, comment)

    refuses(lambda transaction: transaction.execute(update(Quote).values(**change)))


def test_what_was_agreed_to_may_be_taken_out_for_good(store, keys, people, comment, refuses):
    _agreed(store, keys, people, comment)

    with store.begin() as transaction:
        transaction.execute(update(Quote).values(state=QuoteState.TAKEN_OUT))

    back = update(Quote).values(state=QuoteState.AGREED)
    refuses(lambda transaction: transaction.execute(back))


def test_a_comment_goes_with_its_sheet_and_takes_all_that_hangs_on_it(
    store, keys, people, comment
):
    _agreed(store, keys, people, comment)

    with store.begin() as transaction:
        for sheet in transaction.query(Sheet):
            transaction.delete(sheet)

    with store.look() as transaction:
        assert transaction.query(Comment).count() == transaction.query(Quote).count() == 0


def _told(people, **values):
    row = {"period": "2025-26Q3", "heard": "Long.", "done": "Shorter.", "written_by": people[1]}
    return ToldBack(**row | values)


def test_what_is_told_back_begins_as_a_proposal(people, refuses, store):
    agreed = {"agreed_by": people[2], "shown_from": date(2026, 1, 5)}
    refuses(lambda transaction: (transaction.add(_told(people, **agreed)), transaction.flush()))

    with store.begin() as transaction:
        transaction.add(_told(people))
    alone = update(ToldBack).values(agreed_by=people[1], shown_from=date(2026, 1, 5))
    refuses(lambda transaction: transaction.execute(alone))
    refuses(lambda transaction: transaction.execute(update(ToldBack).values(**agreed, heard="B")))
    with store.begin() as transaction:
        transaction.execute(update(ToldBack).values(**agreed))
