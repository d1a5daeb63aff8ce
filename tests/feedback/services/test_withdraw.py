"""What a child takes back is gone at once, everywhere, and nothing brings it back."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from feedback.errors import FormClosed, GateShut, NothingToSend
from feedback.participation import Views
from feedback.questionnaire import MORE
from feedback.services import add, cards, gate, look_back, read_views, withdraw
from feedback.services.add import Addition
from feedback.services.record import suggested_views
from feedback.services.replay import replay
from feedback.store.journal import Journal
from feedback.store.models import (
    Ask,
    Card,
    ChildCopy,
    Concern,
    Draft,
    Letter,
    SentCreation,
    SentViews,
)
from tests.portal.children.later import next_review
from tests.road import NOW, PICTURES

LATER = NOW + timedelta(minutes=5)
SECRET = "He shouts at night."


@pytest.fixture
def visit(invited):
    visit = invited.has_sent(home=["sad"], worries=SECRET, wishes=["A dog"], safe="no")
    addition = Addition(uuid4(), MORE, ("And the stairs are dark.",))
    add.add(invited.store, visit, addition, post=invited.post, now=NOW)
    return visit


def takes_back(road, visit, *, now=LATER):
    withdraw.withdraw(road.store, visit, post=road.post, now=now)


def wordless(road):
    nothing = [road.rows(model) for model in (ChildCopy, Ask, SentCreation)]
    return nothing == [[], [], []] and all(row.answers is None for row in road.rows(SentViews))


def test_every_word_is_gone_and_only_that_and_when_is_left(invited, visit):
    takes_back(invited, visit)

    assert wordless(invited)
    for row in invited.rows(SentViews):
        assert row.withdrawn_at == LATER
        assert (row.real, row.intends, row.wants_talk, row.may_quote) == (
            False,
            None,
            False,
            False,
        )


def test_concerns_stay(invited, visit):
    takes_back(invited, visit)

    assert len(invited.rows(Concern)) == 1


def test_it_counts_as_no_views_any_more(invited, visit):
    takes_back(invited, visit)

    with invited.store.look() as transaction:
        assert suggested_views(transaction, invited.review_id) is Views.NONE


def test_the_officer_learns_that_it_was_taken_back_and_nothing_else(invited, visit):
    views_id = invited.rows(SentViews)[0].id
    takes_back(invited, visit)

    reading = read_views.open_views(invited.store, invited.reader, views_id, now=LATER)

    assert reading.withdrawn
    assert reading.withdrawn_at == LATER
    assert not reading.asks
    assert not any(one.answer for one in reading.said)


def test_the_childs_page_says_that_it_was_taken_back(invited, visit):
    takes_back(invited, visit)

    with invited.open(visit, now=LATER) as (transaction, opened):
        copy = look_back.copy_of(transaction, opened, catalogue=invited.catalogue)
        assert withdraw.taken_back_at(transaction, invited.letter_id) == LATER
    assert copy.answers is None
    assert copy.taken_back == LATER


@pytest.mark.usefixtures("visit")
def test_asks_leave_the_cards_and_those_of_earlier_reviews_stay(invited):
    permit = invited.permit()
    with invited.store.begin() as transaction:
        cards.refresh_asks(
            transaction, transaction.get_one(Letter, invited.letter_id), permit=permit
        )
    later = next_review(invited)
    second = later.comes_back()
    later.says(second, wishes=["A cat"])
    later.sends(second)
    with invited.store.begin() as transaction:
        cards.refresh_asks(
            transaction, transaction.get_one(Letter, later.letter_id), permit=permit
        )

    takes_back(later, second)

    with later.open(second, now=LATER) as (transaction, opened):
        assert [ask.words for ask in cards.read_all(transaction, opened).asks] == ["A dog"]


def test_words_are_taken_back_too_where_no_staff_ever_made_a_card_of_the_asks(invited, visit):
    with invited.store.begin() as transaction:
        transaction.execute(delete(Card).where(Card.kind == cards.ASKS))

    takes_back(invited, visit)

    assert wordless(invited)
    assert cards.ASKS not in {card.kind for card in invited.rows(Card)}


def test_a_later_letter_does_not_tell_what_was_taken_back(invited, visit):
    later, permit = next_review(invited), invited.permit()
    with invited.store.begin() as transaction:
        cards.refresh_asks(
            transaction, transaction.get_one(Letter, later.letter_id), permit=permit
        )

    takes_back(invited, visit)

    kinds = {(card.letter_id, card.kind) for card in invited.rows(Card)}
    assert (later.letter_id, cards.ASKS) not in kinds


def test_after_it_a_child_may_say_something_new(invited, visit):
    takes_back(invited, visit)

    invited.says(visit, now=LATER, home=["happy"])
    invited.sends(visit, now=LATER)

    with invited.store.look() as transaction:
        assert suggested_views(transaction, invited.review_id) is Views.UNKNOWN
        standing = transaction.scalars(select(SentViews).where(SentViews.answers.is_not(None)))
        assert len(standing.all()) == 1


@pytest.mark.usefixtures("visit")
def test_whoever_has_the_letter_and_not_the_pictures_cannot_take_words_away(invited):
    stranger = invited.comes_in(now=LATER)

    with pytest.raises(GateShut):
        takes_back(invited, stranger)

    assert not wordless(invited)


def test_pictures_picked_after_it_was_sent_do_not_take_it_away_either(invited):
    visit = invited.comes_in()
    invited.says(visit, worries=SECRET)
    invited.sends(visit)
    with invited.open(visit) as (transaction, opened):
        gate.choose(transaction, opened, PICTURES, keys=invited.keys)
        assert not withdraw.may_withdraw(transaction, opened, now=NOW)

    with pytest.raises(NothingToSend):
        takes_back(invited, visit)


def test_taking_it_back_twice_is_said_kindly_and_changes_nothing(invited, visit):
    takes_back(invited, visit)

    with pytest.raises(NothingToSend):
        takes_back(invited, visit, now=LATER + timedelta(minutes=1))

    assert {row.withdrawn_at for row in invited.rows(SentViews)} == {LATER}


def test_once_the_review_has_begun_nothing_is_taken_back(invited):
    begun = datetime(2026, 3, 20, 10, tzinfo=UTC)
    visit = invited.has_sent(now=begun - timedelta(minutes=10), home=["calm"])

    with pytest.raises(FormClosed):
        takes_back(invited, visit, now=begun)


def test_nothing_new_that_was_begun_outlives_it(invited, visit):
    takes_back(invited, visit)
    invited.says(visit, now=LATER, home=["happy"])
    invited.sends(visit, now=LATER)

    takes_back(invited, visit, now=LATER + timedelta(minutes=1))

    assert not invited.rows(Draft)
    assert wordless(invited)


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_the_journal_brings_nothing_back_whatever_the_restored_database_held(invited, visit, lost):
    before = [(row, row.answers) for row in invited.rows(SentViews)]
    takes_back(invited, visit)
    with invited.store.begin() as transaction:
        transaction.execute(text("DROP TRIGGER views_stay_withdrawn" + _of_views(transaction)))
        if lost == 1:
            for row, answers in before:
                restored = {"answers": answers, "withdrawn_at": None}
                transaction.execute(
                    update(SentViews).where(SentViews.id == row.id).values(**restored)
                )
        if lost == 2:
            transaction.execute(text("DELETE FROM views WHERE follows IS NOT NULL"))
            transaction.execute(text("DELETE FROM views"))

    for _ in range(2):
        replay(invited.store, invited.journal)

    assert wordless(invited)
    assert len(invited.rows(SentViews)) == 2
    assert len(invited.rows(Concern)) == 1


def _of_views(transaction):
    return "" if transaction.get_bind().dialect.name == "sqlite" else " ON views"


@pytest.mark.parametrize("written_before_the_cut", [True, False])
def test_a_power_cut_before_the_commit_leaves_all_or_nothing(
    invited, visit, monkeypatch, written_before_the_cut
):
    append = Journal.append

    def append_and_die(journal, line, *, day):
        if written_before_the_cut:
            append(journal, line, day=day)
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "append", append_and_die)
    with pytest.raises(KeyboardInterrupt):
        takes_back(invited, visit)
    assert all(row.answers for row in invited.rows(SentViews))
    monkeypatch.setattr(Journal, "append", append)

    takes_back(invited, visit)
    replay(invited.store, invited.journal)

    assert wordless(invited)


def test_the_database_refuses_to_bring_a_word_back(invited, visit):
    takes_back(invited, visit)
    first = next(row for row in invited.rows(SentViews) if row.follows is None)
    again = {c.name: getattr(first, c.name) for c in SentViews.__table__.columns}
    again |= {"id": uuid4(), "receipt": "OTHER", "follows": first.id, "withdrawn_at": None}
    here = {"views_id": first.id}
    attacks = [
        update(SentViews).where(SentViews.id == first.id).values(answers=b"words"),
        update(SentViews).values(answers=b"words", withdrawn_at=None),
        update(SentViews).values(withdrawn_at=None),
        insert(ChildCopy).values(**here, letter_id=first.letter_id, answers=b"", guarded=True),
        insert(Ask).values(**here, id=uuid4(), place=1, words=b"words"),
        insert(SentCreation).values(**here, id=uuid4(), content=b"", own=b"", about=b""),
        insert(SentViews).values(**(again | {"answers": b"words"})),
    ]
    for attack in attacks:
        with pytest.raises(IntegrityError), invited.store.begin() as transaction:
            transaction.execute(attack)

    assert wordless(invited)
