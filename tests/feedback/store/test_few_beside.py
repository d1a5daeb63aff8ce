"""Children are counted behind what nobody prints: what is left over, and what came late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from feedback.disclosure import kept
from feedback.disclosure.unprinted import of_left_over, of_rest
from feedback.periods import Period
from feedback.services.count_edition import count_edition
from feedback.store.few_beside import few_beside
from feedback.store.models import (
    Child,
    ClosedPeriod,
    Installation,
    Outcome,
    PastAsk,
    Release,
    Review,
    ReviewState,
)
from tests import planted

YEAR = Period.named("2025-26")
SPRING, SUMMER, AUTUMN, WINTER = YEAR.quarters
DONE = {"outcome": frozenset({"done"})}
DID_NOT = {"code": frozenset({"PN4", "PN7"})}


def _left(transaction, quarter):
    """Let a quarter leave, and return what was counted then."""
    at = planted.CONFIRMED + timedelta(1)
    transaction.merge(Installation(id=1, made_up=True))
    transaction.add(ClosedPeriod(name=quarter.name, closed_at=at))
    transaction.flush()
    transaction.add(Release(period=quarter.name, made_at=at, digest="0" * 64))
    transaction.flush()
    return count_edition(transaction, quarter)


def _few_beside(transaction, editions):
    return few_beside(transaction, [count_edition(transaction, YEAR), *editions])


def _ask_done(transaction, review, many):
    asks = [PastAsk(review_id=review, outcome=Outcome.DONE, theme=None) for _ in range(many)]
    transaction.add_all(asks)
    transaction.flush()


def test_eight_not_at_a_distance_are_few_where_five_children_had_them(transaction):
    far, near = planted.children(transaction, 22), planted.children(transaction, 5)
    transaction.execute(update(Child).where(Child.id.in_(far)).values(at_a_distance=True))
    for children, many in ((far, 22), (near, 8)):
        planted.reviews(transaction, {"PN7": many}, SPRING.first, children)

    few = count_edition(transaction, YEAR).few

    assert of_left_over("reviews", {**DID_NOT, "distance": frozenset({"no"})}) in few
    assert ("participation", "did-not") not in few


def test_eight_of_eight_children_are_not(transaction):
    far, near = planted.children(transaction, 22), planted.children(transaction, 8)
    transaction.execute(update(Child).where(Child.id.in_(far)).values(at_a_distance=True))
    for children, many in ((far, 22), (near, 8)):
        planted.reviews(transaction, {"PN7": many}, SPRING.first, children)

    assert not count_edition(transaction, YEAR).few


def test_what_is_few_is_kept_beside_a_release(transaction):
    three = planted.children(transaction, 3)
    planted.reviews(transaction, {"PN7": 9}, SPRING.first, three)
    edition = count_edition(transaction, YEAR)

    _, few = kept.read(kept.write(edition))

    assert few == edition.few
    assert of_left_over("reviews", {**DID_NOT, "distance": frozenset({"no"})}) in few


@pytest.mark.parametrize(("of", "found"), [(1, True), (7, False)])
def test_late_codes_are_counted_by_their_children(transaction, of, found):
    planted.reviews(transaction, {"PN1": 60}, SPRING.first)
    late = planted.children(transaction, of)
    planted.reviews(transaction, {"null": 7}, SPRING.first, late)
    known = [_left(transaction, SPRING)]
    transaction.execute(
        update(Review)
        .where(Review.child_id.in_(late))
        .values(code="PN7", confirmed_at=planted.CONFIRMED + timedelta(2))
    )

    few = _few_beside(transaction, known)

    assert (of_rest("reviews", DID_NOT, [SPRING.name]) in few) is found


def test_asks_that_one_child_got_an_answer_to_later_are_few(transaction):
    """The words of an ask may be gone, and with them the day on which it was answered."""
    children = planted.children(transaction, 30)
    planted.reviews(transaction, {"PN1": 30}, SPRING.first, children)
    first, *others = transaction.scalars(select(Review.id).order_by(Review.id)).all()
    for review in others:
        _ask_done(transaction, review, 1)
    known = [_left(transaction, SPRING)]
    _ask_done(transaction, first, 7)

    assert of_rest("asks", DONE, [SPRING.name]) in _few_beside(transaction, known)


def test_a_quarter_that_has_not_left_is_counted_by_its_children(transaction):
    known = []
    for quarter in (SPRING, SUMMER):
        planted.reviews(transaction, {"PN1": 30, "PN7": 20}, quarter.first)
        known.append(_left(transaction, quarter))
    planted.reviews(transaction, {"PN1": 9}, AUTUMN.first)
    planted.reviews(transaction, {"PN7": 9}, AUTUMN.first, planted.children(transaction, 3))
    names = [SPRING.name, SUMMER.name]

    few = _few_beside(transaction, known)

    assert of_rest("reviews", DID_NOT, names) in few
    assert of_rest("reviews", {"code": frozenset({"PN1"})}, names) not in few


def _of_age(transaction, children, day):
    """Let each of these young people have a review at 18, in which no code is confirmed."""
    transaction.add_all(
        Review(child_id=child, day=day, sequence=1, state=ReviewState.HELD, age=18)
        for child in children
    )
    transaction.flush()


@pytest.mark.parametrize(("late", "found"), [(5, True), (6, False)])
def test_reviews_of_those_of_18_and_over_outside_what_left_are_counted_by_whose_they_are(
    transaction, late, found
):
    """One that was written down late in what left may be anybody’s: nothing says since when."""
    _of_age(transaction, planted.children(transaction, 20), SPRING.first)
    known = [_left(transaction, SPRING)]
    of_them = planted.children(transaction, late)
    for month in range(2):
        _of_age(transaction, of_them, SUMMER.first + timedelta(30 * month))

    few = _few_beside(transaction, known)

    assert (of_rest("pathway", {}, [SPRING.name]) in few) is found


def test_what_was_taken_back_may_be_of_few(transaction):
    children = planted.children(transaction, 30)
    planted.reviews(transaction, {"PN7": 60}, SPRING.first, children)
    known = [_left(transaction, SPRING)]
    transaction.execute(update(Review).where(Review.child_id.in_(children[:4])).values(code="PN1"))

    few = _few_beside(transaction, known)

    assert of_rest("reviews", DID_NOT, [SPRING.name]) in few


def test_where_no_year_is_told_of_nothing_lies_between(transaction):
    planted.reviews(transaction, {"PN1": 30}, SPRING.first)

    assert few_beside(transaction, [count_edition(transaction, SPRING)]) == frozenset()


def test_what_lies_outside_by_a_quarter_nobody_made_a_release_of_is_still_counted(transaction):
    """An outside fact may tell of a quarter that has not left."""
    planted.reviews(transaction, {"PN7": 9}, AUTUMN.first, planted.children(transaction, 3))
    planted.reviews(transaction, {"PN7": 30}, SPRING.first)

    few = _few_beside(transaction, [count_edition(transaction, SPRING)])

    assert of_rest("reviews", DID_NOT, [SPRING.name]) in few


def test_of_a_year_that_did_not_tell_a_number_yet_nothing_is_taken(transaction):
    planted.reviews(transaction, {"PN7": 30}, SPRING.first)
    planted.reviews(transaction, {"PN7": 9}, AUTUMN.first, planted.children(transaction, 3))
    year = count_edition(transaction, YEAR)
    numbers = {view: found for view, found in year.numbers["reviews"].items() if "age" in view}

    few = few_beside(
        transaction,
        [replace(year, numbers={"reviews": numbers}), count_edition(transaction, SPRING)],
    )

    assert {name for _, name in few} == {
        f"{name} beside {SPRING.name}"
        for name in ("age=10-11+8-9", "age=10-11+12-15+16-17+4-7+8-9")
    }
