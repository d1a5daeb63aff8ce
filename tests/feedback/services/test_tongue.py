"""The language a child chose and the interpreter they asked for go on from letter to letter."""

from datetime import timedelta

import pytest

from feedback.services import reissue, tongue
from feedback.store.models import Review, ReviewState, SentViews
from tests.road import NOW, REVIEW_DAY, Road


@pytest.fixture
def invited(store, keys, tmp_path) -> Road:
    road = Road(store, keys, tmp_path)
    road.invited()
    return road


def taps(road: Road, *, reads: str | None, interpreter: str | None) -> None:
    with road.store.begin() as transaction:
        tongue.keep(transaction, road.letter_id, reads=reads, interpreter=interpreter)


def test_the_first_letter_knows_of_neither(invited):
    letter = invited.letter()

    assert (letter.reads, letter.interpreter) == (None, None)


def test_the_letter_for_the_next_review_begins_as_the_child_left_this_one(invited):
    taps(invited, reads="ar", interpreter="ti")
    with invited.store.begin() as transaction:
        transaction.get_one(Review, invited.review_id).state = ReviewState.HELD
        following = Review(
            child_id=invited.child_id, day=REVIEW_DAY + timedelta(150), state=ReviewState.PLANNED
        )
        transaction.add(following)
        transaction.flush()
        invited.review_id = following.id

    invited.invited(now=NOW + timedelta(days=1))

    assert (invited.letter().reads, invited.letter().interpreter) == ("ar", "ti")


def test_a_letter_made_anew_keeps_both(invited):
    taps(invited, reads="cy", interpreter=None)
    order = invited.order()

    with invited.store.begin() as transaction:
        review = transaction.get_one(Review, invited.review_id)
        anew = reissue.reissue(transaction, review, order, desk=invited.desk, now=NOW)

        assert (anew.letter.reads, anew.letter.interpreter) == ("cy", None)


def test_what_was_sent_says_in_which_language_and_words_it_was_asked(invited):
    visit = invited.settles_in()
    with invited.form(visit) as form:
        form.read_in("ar", "d" * 64)
    invited.says(visit, worries="الدرج مظلم")

    invited.sends(visit)

    (views,) = invited.rows(SentViews)
    assert (views.language, views.translation) == ("ar", "d" * 64)


def test_what_was_asked_in_english_says_so(invited):
    invited.has_sent(worries="The stairs are dark.")

    (views,) = invited.rows(SentViews)
    assert (views.language, views.translation) == ("en", None)
