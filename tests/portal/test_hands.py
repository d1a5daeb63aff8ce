"""One hand of a process answers pages; another steps in only where it is held up."""

from concurrent.futures import Future
from threading import Barrier, Event, Lock, current_thread

import pytest

from portal.hands import Hands

SOON = 20
"""Seconds after which a test says that nobody came."""


@pytest.fixture
def hands():
    made = Hands(3)
    yield made
    made.shutdown()


def held_up(hands, until):
    """Have one hand wait, and return what it was asked once it does."""
    begun = Event()

    def wait():
        begun.set()
        until.wait(SOON)
        return "done"

    told = hands.submit(wait)
    assert begun.wait(SOON)
    return told


def test_whatever_is_asked_is_answered_in_order_by_one_hand(hands):
    order = []

    told = [
        hands.submit(lambda one: (order.append(one), current_thread())[1], one)
        for one in range(100)
    ]
    by = {one.result(SOON) for one in told}

    assert order == list(range(100))
    assert len(by) == 1


def test_nobody_waits_behind_a_telephone_that_sends_nothing(hands):
    let_go = Event()
    slow = held_up(hands, let_go)

    others = [hands.submit(str, one) for one in range(10)]

    assert [one.result(SOON) for one in others] == [str(one) for one in range(10)]
    assert not slow.done()
    let_go.set()
    assert slow.result(SOON) == "done"


def test_as_many_as_there_are_hands_may_be_held_up_and_then_the_next_waits_for_one_of_them(hands):
    let_go, everybody = Event(), Barrier(4)
    for _ in range(3):
        hands.submit(lambda: (everybody.wait(SOON), let_go.wait(SOON)))
    everybody.wait(SOON)

    last = hands.submit(str, "last")

    assert not last.done()
    let_go.set()
    assert last.result(SOON) == "last"


def test_who_was_held_up_stands_back_when_done(hands):
    let_go, working, most, guard = Event(), set(), [], Lock()

    def notes(_one):
        with guard:
            working.add(current_thread())
            most.append(len(working))
        Event().wait(0.001)
        with guard:
            working.discard(current_thread())

    held_up(hands, let_go)
    asked = [hands.submit(notes, one) for one in range(100)]
    asked[0].result(SOON)
    let_go.set()
    for one in asked:
        one.result(SOON)

    assert most == [1] * 100


def test_a_failure_is_told_to_who_asked_and_the_next_is_answered(hands):
    failed = hands.submit(int, "not a number")

    with pytest.raises(ValueError, match="not a number"):
        failed.result(SOON)
    assert hands.submit(int, "7").result(SOON) == 7


def test_what_nobody_wants_any_more_is_not_done(hands):
    let_go, done = Event(), []
    slow = hands.submit(let_go.wait, SOON)
    unwanted: Future[None] = hands.submit(done.append, "unwanted")
    was_in_time = unwanted.cancel()
    let_go.set()

    slow.result(SOON)
    hands.submit(str).result(SOON)

    assert was_in_time
    assert done == []


def test_when_it_is_over_nothing_more_is_taken_and_what_was_asked_is_answered():
    hands, let_go = Hands(2), Event()
    first = held_up(hands, let_go)
    second = hands.submit(str, "second")

    hands.shutdown()

    with pytest.raises(RuntimeError, match="Nobody answers any more"):
        hands.submit(str)
    let_go.set()
    assert first.result(SOON) == "done"
    assert second.result(SOON) == "second"
