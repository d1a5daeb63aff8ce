from datetime import date, timedelta

import pytest
from sqlalchemy import event

from feedback.participation import Indicator
from feedback.questionnaire import Stage
from feedback.services.caseload import Heard, caseload
from feedback.services.deciding import Hand
from feedback.store.models import Ask, Assignment, Draft, Outcome, ReviewState
from tests import cases

DAY = date(2026, 3, 20)


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def hand(officer, now):
    return Hand(officer.id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, officer):
    return cases.a_review(transaction, cases.a_child(transaction, keys, officer.id), DAY)


def heard(transaction, hand):
    return [line.heard for line in caseload(transaction, by=hand)]


def test_reviews_come_soonest_first_and_only_ones_own(transaction, keys, officer, hand, review):
    sooner = cases.a_review(
        transaction, cases.a_child(transaction, keys, officer.id), date(2026, 3, 10)
    )
    other = cases.an_officer(transaction, "Sam Other")
    cases.a_review(transaction, cases.a_child(transaction, keys, other.id), DAY)

    lines = caseload(transaction, by=hand)

    assert [line.review_id for line in lines] == [sooner.id, review.id]


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [(0, 0, True), (0, None, True), (-9, -1, False), (1, None, False)],
)
def test_a_child_is_ones_own_from_the_first_day_of_answering_to_the_last(
    transaction, keys, officer, hand, since, until, seen
):
    child = cases.a_child(transaction, keys, None)
    cases.a_review(transaction, child, DAY)
    last = None if until is None else hand.today + timedelta(until)
    transaction.add(Assignment(child_id=child.id, staff_id=officer.id,
                               since=hand.today + timedelta(since), until=last))  # fmt: skip
    transaction.flush()

    assert bool(caseload(transaction, by=hand)) is seen


def test_a_line_says_how_far_hearing_the_child_has_come(transaction, keys, hand, review, officer):
    assert heard(transaction, hand) == [Heard.NOT_INVITED]
    letter, _ = cases.a_letter(transaction, review)
    assert heard(transaction, hand) == [Heard.NOTHING]
    transaction.add(
        Draft(letter_id=letter.id, stage=Stage.CONSULTATION, questionnaire="q", edition=1,
              digest="0" * 64, touched_at=hand.now)
    )  # fmt: skip
    assert heard(transaction, hand) == [Heard.PART]
    views = cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]})
    assert heard(transaction, hand) == [Heard.SENT]
    views.read_at, views.read_by = hand.now, officer.id
    assert heard(transaction, hand) == [Heard.READ]
    ask = transaction.query(Ask).one()
    ask.outcome, ask.answer, ask.answered_at = Outcome.DONE, b"sealed", hand.now
    assert heard(transaction, hand) == [Heard.ANSWERED]


def test_what_a_child_needs_stands_on_the_line(transaction, keys, officer, hand):
    child = cases.a_child(transaction, keys, officer.id, interpreter=True, language="ti")
    letter, _ = cases.a_letter(transaction, cases.a_review(transaction, child, DAY))
    cases.some_views(
        transaction, keys, letter, {}, wants_talk=True, wants_advocate=True, intends="go-speak"
    )

    line = caseload(transaction, by=hand)[0]

    assert (line.interpreter, line.language, line.wants_talk, line.wants_advocate) == (
        True, "ti", True, True,
    )  # fmt: skip
    assert (line.intends, line.unread) == ("go-speak", 1)


@pytest.mark.parametrize(
    ("days_ago", "more", "listed"),
    [
        (400, {"state": ReviewState.HELD}, False),
        (300, {"state": ReviewState.HELD}, True),
        (300, {"state": ReviewState.CANCELLED}, False),
        (400, {"state": ReviewState.PLANNED}, True),
        (10, {"state": ReviewState.HELD, "code": Indicator.PN1}, True),
        (100, {"state": ReviewState.HELD, "code": Indicator.PN1}, False),
    ],
)
def test_what_is_over_stays_while_it_is_waiting_or_just_done(
    transaction, keys, officer, hand, days_ago, more, listed
):
    child = cases.a_child(transaction, keys, officer.id)
    confirmed = {"confirmed_at": hand.now} if "code" in more else {}
    day = hand.today - timedelta(days_ago)
    cases.a_review(transaction, child, day, **more, **confirmed)

    assert bool(caseload(transaction, by=hand)) is listed


@pytest.mark.usefixtures("review")
def test_a_line_knows_whether_its_day_has_come(transaction, hand):
    line = caseload(transaction, by=hand)[0]

    assert not line.has_been(hand.today)
    assert line.has_been(DAY)
    assert not line.is_over


def test_the_number_of_queries_does_not_grow_with_the_caseload(
    transaction, store, keys, officer, hand
):
    for _ in range(12):
        review = cases.a_review(transaction, cases.a_child(transaction, keys, officer.id), DAY)
        letter, _ = cases.a_letter(transaction, review)
        cases.some_views(transaction, keys, letter, {"wishes": ["A bike", "A bed"]})
    asked = []
    transaction.flush()
    listen = lambda *said: asked.append(said[2])  # noqa: E731  it is only here to count
    event.listen(store.engine, "before_cursor_execute", listen)

    assert len(caseload(transaction, by=hand)) == 12
    assert len(asked) == 5
