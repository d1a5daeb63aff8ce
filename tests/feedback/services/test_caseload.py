from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from feedback.participation import Indicator
from feedback.questionnaire import Stage
from feedback.replies import Reply, Wanted
from feedback.services.caseload import Heard, all_names, caseload, every_review, names
from feedback.services.deciding import Hand
from feedback.services.reply import Standing
from feedback.store.models import Ask, Assignment, Draft, LetterReply, Outcome, ReviewState
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


@pytest.mark.parametrize(
    ("outcome", "past", "listed"),
    [(None, False, True), (None, True, False), (Outcome.DONE, False, False)],
)
def test_a_child_who_waits_for_an_answer_never_drops_off_the_list(
    transaction, keys, officer, hand, outcome, past, listed
):
    child = cases.a_child(transaction, keys, officer.id)
    old = cases.a_review(
        transaction, child, hand.today - timedelta(500),
        state=ReviewState.HELD, code=Indicator.PN1, confirmed_at=hand.now,
    )  # fmt: skip
    letter, _ = cases.a_letter(transaction, old)
    cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]}, not_iro=past)
    for ask in transaction.scalars(select(Ask)):
        ask.outcome = outcome
        ask.answer, ask.answered_at = (b"sealed", hand.now) if outcome else (None, None)
    transaction.flush()

    assert bool(caseload(transaction, by=hand)) is listed


def test_a_review_of_somebody_of_age_is_known_for_one(transaction, keys, officer, hand):
    child = cases.a_child(transaction, keys, officer.id)
    for age in (17, 18):
        cases.a_review(transaction, child, DAY + timedelta(age), age=age)

    assert [line.of_age for line in caseload(transaction, by=hand)] == [False, True]


@pytest.mark.usefixtures("review")
def test_a_line_knows_whether_it_is_to_come(transaction, hand):
    line = caseload(transaction, by=hand)[0]

    assert line.is_to_come(hand.today)
    assert line.is_to_come(DAY)
    assert not line.is_to_come(DAY + timedelta(1))


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
    assert len(asked) == 3


def test_an_evaluation_that_was_begun_is_not_the_officers_to_know(transaction, hand, review):
    letter, _ = cases.a_letter(transaction, review)
    transaction.add(
        Draft(letter_id=letter.id, stage=Stage.EVALUATION, questionnaire="q", edition=1,
              digest="0" * 64, touched_at=hand.now)
    )  # fmt: skip
    transaction.flush()

    assert heard(transaction, hand) == [Heard.NOTHING]


def test_what_waits_for_this_officer_is_counted_without_what_was_sent_past_them(
    transaction, keys, hand, review
):
    letter, _ = cases.a_letter(transaction, review)
    first = cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]})
    cases.some_views(transaction, keys, letter, {"wishes": ["A bed"]}, not_iro=True,
                     sent_at=first.sent_at + timedelta(hours=1), wants_talk=True)  # fmt: skip

    line = caseload(transaction, by=hand)[0]

    assert (line.unread, line.unread_since, line.unanswered) == (1, first.sent_at, 1)
    assert line.sent_at == first.sent_at + timedelta(hours=1)
    assert not line.wants_talk


def test_every_review_of_some_children_is_found_and_nobody_elses(transaction, keys, officer, hand):
    mine, another = (cases.a_child(transaction, keys, officer.id) for _ in range(2))
    theirs = cases.a_child(transaction, keys, cases.an_officer(transaction, "Sam Other").id)
    long_ago = cases.a_review(transaction, mine, date(2020, 5, 5), state=ReviewState.HELD)
    soon = cases.a_review(transaction, mine, DAY)
    cases.a_review(transaction, mine, date(2026, 4, 1), state=ReviewState.CANCELLED)
    for child in (another, theirs):
        cases.a_review(transaction, child, DAY)

    lines = every_review(transaction, [mine.id, theirs.id], by=hand)

    assert [line.review_id for line in lines] == [long_ago.id, soon.id]


def test_names_stay_sealed_and_only_ones_own_children_are_asked_for(
    transaction, keys, officer, hand
):
    mine = cases.a_child(transaction, keys, officer.id)
    theirs = cases.a_child(transaction, keys, cases.an_officer(transaction, "Sam Other").id)

    assert all_names(transaction, by=hand) == {mine.id: mine.named}
    assert names(transaction, [theirs.id]) == {theirs.id: theirs.named}


def test_what_was_taken_back_and_what_was_said_to_being_asked_stand_on_the_line(
    transaction, keys, hand, review
):
    letter, _ = cases.a_letter(transaction, review)
    views = cases.some_views(transaction, keys, letter, {})
    views.withdrawn_at, views.answers = hand.now, None
    said = LetterReply(letter_id=letter.id, stage=Stage.CONSULTATION, reply="no")
    said.helped, said.without_pictures, said.said_at = True, False, hand.now
    transaction.add(said)
    transaction.flush()

    line = caseload(transaction, by=hand)[0]

    assert line.heard is Heard.WITHDRAWN
    assert line.sent_at is None
    assert line.reply == Standing(Wanted(Reply.NO), hand.now, helped=True, without_pictures=False)
