"""A lost letter is ended and a new one carries over everything that was sent."""

import pytest

from feedback.errors import InvitationRefused, LetterRevoked
from feedback.services import cards, look_back, read_views, reissue
from feedback.services.answer_ask import Answered, answer
from feedback.store.models import Card, ChildSession, Draft, Outcome, Review, SentViews
from tests.road import NOW


def reissued(road, **more):
    order = road.order(**more)
    with road.store.begin() as transaction:
        review = transaction.get_one(Review, road.review_id)
        issued = reissue.reissue(transaction, review, order, desk=road.desk, now=NOW)
        transaction.flush()
        transaction.refresh(issued.letter)
        transaction.expunge(issued.letter)
    road.issued = issued
    return issued


def test_the_old_words_open_nothing_and_the_new_ones_do(invited):
    old = invited.issued
    new = reissued(invited)

    assert new.letter.id != old.letter.id
    assert invited.comes_in().letter_id == new.letter.id
    invited.issued = old
    with pytest.raises(LetterRevoked):
        invited.comes_in()


def test_every_visit_of_the_old_letter_ends_with_it(invited):
    invited.settles_in()

    reissued(invited)

    assert not invited.rows(ChildSession)


def test_an_unsent_draft_cannot_come_along(invited):
    visit = invited.settles_in()
    invited.says(visit, worries="I miss my sister.")

    reissued(invited)

    assert not invited.rows(Draft)


def test_what_was_sent_answered_and_read_comes_along_behind_the_same_pictures(invited):
    invited.has_sent(wishes=["See my sister"], worries="The dark")
    (views,) = invited.rows(SentViews)
    reading = read_views.open_views(invited.store, invited.reader, views.id, now=NOW)
    told = (reading.asks[0].id, Answered(Outcome.DONE, "You see her on Sunday."))
    answer(invited.store, invited.officer_id, told, keys=invited.keys, now=NOW)

    reissued(invited)

    visit = invited.comes_back()
    with invited.open(visit) as (transaction, opened):
        copy = look_back.copy_of(transaction, opened, catalogue=invited.catalogue)
        shown = cards.read_all(transaction, opened)
    assert copy.answers == {"worries": ("The dark",), "wishes": ("See my sister",)}
    assert copy.receipt == views.receipt
    assert [(ask.words, ask.said) for ask in shown.asks] == [
        ("See my sister", "You see her on Sunday.")
    ]
    assert [note.who for note in shown.read] == ["Robin Reviewer"]
    assert {card.letter_id for card in invited.rows(Card)} == {invited.letter_id}


def test_the_childs_answer_is_already_sent_under_the_new_letter_too(invited):
    visit = invited.has_sent(worries="The dark")
    assert visit
    before = invited.rows(SentViews)[0].receipt
    reissued(invited)

    visit = invited.comes_back()

    assert invited.sends(visit).code == before


def test_withdrawn_views_come_along_without_words(invited):
    invited.has_sent(worries="The dark")
    with invited.store.begin() as transaction:
        row = transaction.query(SentViews).one()
        row.answers = None
        transaction.query(look_back.ChildCopy).delete()

    reissued(invited)

    (views,) = invited.rows(SentViews)
    assert views.letter_id == invited.letter_id


def test_a_letter_that_was_never_issued_cannot_be_reissued(mia):
    with pytest.raises(InvitationRefused, match="no letter"):
        reissued(mia)
