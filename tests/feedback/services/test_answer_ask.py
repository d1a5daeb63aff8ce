"""Every ask is answered in words the child can read behind their three pictures."""

from datetime import date
from uuid import uuid4

import pytest

from feedback.errors import AskUnsound, NotYours
from feedback.services import cards, gate
from feedback.services.answer_ask import ANSWERED, Answered, answer
from feedback.services.read_views import open_views
from feedback.services.reissue import revoke
from feedback.store.models import Ask, AuditRow, Outcome, Review, ReviewState
from tests.road import NOW, REVIEW_DAY

DONE = Answered(Outcome.DONE, "You see her every Sunday now.")
STILL = Answered(Outcome.STILL_ASKING, "We are asking.", "Robin", date(2026, 4, 1))


@pytest.fixture
def asked(invited):
    invited.has_sent(wishes=["See my sister", "A bigger window"])
    return invited


def first_ask(road):
    return next(ask for ask in road.rows(Ask) if ask.place == 1)


def answers(road, told=DONE, *, by=None, now=NOW):
    staff_id = by or road.officer_id
    answer(road.store, staff_id, (first_ask(road).id, told), keys=road.keys, now=now)


def shown(road, visit=None):
    with road.open(visit or road.comes_back()) as (transaction, opened):
        return cards.read_all(transaction, opened).asks


def test_the_child_reads_what_came_of_each_ask(asked):
    answers(asked)

    first, second = shown(asked)

    assert (first.words, first.outcome, first.said) == (
        "See my sister",
        Outcome.DONE,
        "You see her every Sunday now.",
    )
    assert (second.words, second.outcome) == ("A bigger window", None)


def test_while_it_is_still_being_asked_the_child_knows_who_and_by_when(asked):
    answers(asked, STILL)

    first, _ = shown(asked)

    assert (first.outcome, first.who, first.by_day) == (
        Outcome.STILL_ASKING,
        "Robin",
        date(2026, 4, 1),
    )


def test_the_officer_reads_back_what_the_child_was_told(asked):
    answers(asked, STILL)

    views_id = first_ask(asked).views_id
    first = open_views(asked.store, asked.reader, views_id, now=NOW).asks[0]

    assert (first.outcome, first.said, first.who) == (
        Outcome.STILL_ASKING,
        "We are asking.",
        "Robin",
    )


def test_a_later_answer_takes_the_place_of_an_earlier_one(asked):
    answers(asked, STILL)
    answers(asked)

    first, _ = shown(asked)

    assert (first.outcome, first.who, first.by_day) == (Outcome.DONE, "", None)


def test_an_answer_is_sealed_and_its_opening_is_in_the_log(asked):
    answers(asked)

    assert b"Sunday" not in first_ask(asked).answer
    assert [row.subject_id for row in asked.rows(AuditRow) if row.act == ANSWERED] == [
        first_ask(asked).id
    ]


def test_only_the_childs_own_officer_answers(asked):
    with pytest.raises(NotYours):
        answers(asked, by=uuid4())

    assert first_ask(asked).outcome is None


@pytest.mark.parametrize(
    ("outcome", "said", "who", "by_day"),
    [
        (Outcome.DONE, " ", "", None),
        (Outcome.NOT_DONE, "", "", None),
        (Outcome.STILL_ASKING, "We ask.", "", date(2026, 4, 1)),
        (Outcome.STILL_ASKING, "We ask.", "Robin", None),
    ],
)
def test_an_answer_that_leaves_the_child_guessing_is_refused(outcome, said, who, by_day):
    with pytest.raises(AskUnsound):
        Answered(outcome, said, who, by_day)


def test_asks_wait_behind_the_pictures(asked):
    answers(asked)

    assert shown(asked, asked.comes_in()) == ()


def test_asks_sent_before_any_pictures_were_chosen_never_show_on_a_screen(invited):
    careless = invited.comes_in()
    invited.says(careless, wishes=["See my sister"])
    invited.sends(careless)
    answers(invited)
    stranger = invited.comes_in()
    with invited.open(stranger) as (transaction, opened):
        gate.choose(transaction, opened, ("cat", "cat", "cat"), keys=invited.keys)

    assert shown(invited, stranger) == ()


def test_an_answer_is_kept_when_the_letter_has_been_revoked(asked):
    with asked.store.begin() as transaction:
        revoke(transaction, asked.review_id, now=NOW)

    answers(asked)

    assert first_ask(asked).outcome is Outcome.DONE


def test_the_next_letter_brings_along_what_was_asked_for_last_time(asked):
    answers(asked)
    with asked.store.begin() as transaction:
        transaction.get_one(Review, asked.review_id).state = ReviewState.HELD
        following = Review(
            child_id=asked.child_id, day=date(2026, 9, 18), state=ReviewState.PLANNED
        )
        transaction.add(following)
        transaction.flush()
        asked.review_id = following.id
    asked.invited()

    first, _ = shown(asked)

    assert (first.of, first.said) == (REVIEW_DAY, "You see her every Sunday now.")
