"""A review is closed when it is recorded, its code is confirmed and every ask is answered."""

import pytest
from sqlalchemy import select

from feedback.beside import Beside
from feedback.errors import ClosingRefused, NotYours
from feedback.participation import Attended, Indicator
from feedback.services.close_review import Gap, close, closing, open_again
from feedback.services.confirm import Decision, confirm
from feedback.services.deciding import Hand
from feedback.services.record import Account, record
from feedback.store.models import Ask, AuditRow, Outcome, ReviewState
from tests import cases
from tests.feedback.services.test_record import DAY, WENT

ASKED = {"wishes": ["A lock on my door"]}


@pytest.fixture
def officer(transaction):
    return cases.an_officer(transaction)


@pytest.fixture
def hand(officer, now):
    return Hand(officer.id, now, cases.DESK)


@pytest.fixture
def review(transaction, keys, officer):
    return cases.a_review(transaction, cases.a_child(transaction, keys, officer.id), DAY)


@pytest.fixture
def done(transaction, keys, review, hand):
    """The review, recorded and confirmed."""
    record(transaction, review.id, WENT, by=hand, keys=keys)
    confirm(transaction, review.id, Decision(Indicator.PN1, record=1), by=hand, keys=keys)
    return review


def _acts(transaction):
    return transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()


def _asks(transaction, keys, review, now, *, answered):
    letter, _ = cases.a_letter(transaction, review)
    views = cases.some_views(transaction, keys, letter, ASKED)
    if answered:
        ask = transaction.scalars(select(Ask).where(Ask.views_id == views.id)).one()
        ask.outcome, ask.answer, ask.answered_at = Outcome.NOT_DONE, b"sealed", now
        transaction.flush()


def test_what_keeps_a_review_open_is_named_one_after_the_other(
    transaction, keys, review, hand, now
):
    _asks(transaction, keys, review, now, answered=False)
    assert closing(transaction, review.id).gaps == (Gap.NOT_HELD, Gap.UNANSWERED)

    record(transaction, review.id, WENT, by=hand, keys=keys)

    standing = closing(transaction, review.id)
    assert (standing.gaps, standing.unanswered) == ((Gap.NO_CODE, Gap.UNANSWERED), 1)
    assert (standing.closed_at, standing.letter_made) == (None, False)
    with pytest.raises(ClosingRefused, match="how the child took part"):
        close(transaction, review.id, by=hand, keys=keys)


def test_a_review_with_an_unanswered_ask_is_not_closed(transaction, keys, done, hand, now):
    _asks(transaction, keys, done, now, answered=False)

    with pytest.raises(ClosingRefused, match="everything the child asked for"):
        close(transaction, done.id, by=hand, keys=keys)

    assert done.closed_at is None


def test_a_review_with_every_ask_answered_is_closed_once(transaction, keys, done, hand, now):
    _asks(transaction, keys, done, now, answered=True)

    close(transaction, done.id, by=hand, keys=keys)
    close(transaction, done.id, by=hand, keys=keys)

    assert (done.closed_at, done.closed_by) == (now, hand.officer)
    assert _acts(transaction).count("closed-review") == 1


def test_a_closed_review_is_opened_again_once(transaction, keys, done, hand):
    close(transaction, done.id, by=hand, keys=keys)

    open_again(transaction, done.id, by=hand, keys=keys)
    open_again(transaction, done.id, by=hand, keys=keys)

    assert (done.closed_at, done.closed_by) == (None, None)
    assert _acts(transaction).count("opened-review-again") == 1


def test_a_correction_opens_it_again_and_an_addition_does_not(transaction, keys, done, hand):
    close(transaction, done.id, by=hand, keys=keys)
    added = Account(
        held=True,
        attended=Attended.YES,
        spoke=True,
        follows=1,
        beside=Beside(documents_on=hand.today),
    )

    record(transaction, done.id, added, by=hand, keys=keys)
    assert done.closed_at is not None

    corrected = Account(held=True, attended=Attended.NO, reason="Mistaken.", follows=2)
    record(transaction, done.id, corrected, by=hand, keys=keys)
    assert done.closed_at is None


def test_another_code_opens_it_again(transaction, keys, done, hand):
    close(transaction, done.id, by=hand, keys=keys)

    other = Decision(Indicator.PN2, "An advocate spoke.", record=1)
    confirm(transaction, done.id, other, by=hand, keys=keys)

    assert done.closed_at is None


def test_a_closed_review_that_was_not_held_after_all_is_open(transaction, keys, done, hand):
    close(transaction, done.id, by=hand, keys=keys)

    put_off = Account(held=False, reason="It was put off.", follows=1)
    record(transaction, done.id, put_off, by=hand, keys=keys)

    assert (done.state, done.closed_at) == (ReviewState.CANCELLED, None)


def test_a_pathway_review_is_closed_without_a_code(transaction, keys, review, hand):
    review.age = 18
    record(transaction, review.id, WENT, by=hand, keys=keys)

    close(transaction, review.id, by=hand, keys=keys)

    assert review.closed_at is not None


def test_another_officer_neither_closes_nor_opens(transaction, keys, done, now):
    other = Hand(cases.an_officer(transaction, "Sam Other").id, now, cases.DESK)

    for act in (close, open_again):
        with pytest.raises(NotYours):
            act(transaction, done.id, by=other, keys=keys)
