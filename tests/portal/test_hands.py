"""Whoever has the door answers; another takes it only where that takes long, and gives it back."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Barrier, Event, Thread, current_thread
from threading import enumerate as all_threads
from time import monotonic, sleep

import pytest

from portal.hands import PATIENCE, Hands, Relieved

SOON = 20
"""Seconds after which a test says that nobody came."""
STANDING_BY = 3
LONGER = 0.2
"""Patience, in seconds, that no pause of a busy machine uses up."""


class Process:
    """A process whose visitors are things to do, kept by its first thread and its hands."""

    def __init__(self) -> None:
        self.visitors: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self.well = 0
        self.is_over = False
        self.ready = Event()
        self.first = Thread(target=self._run, daemon=True)
        self.first.start()
        assert self.ready.wait(SOON)

    def _run(self) -> None:
        self.hands = Hands(
            STANDING_BY, keeps=self._keep, wake=lambda: self.come(str), is_well=self._tell
        )
        self.ready.set()
        while not self.is_over:
            try:
                self._keep()
            except Relieved:
                self.hands.come_back()
        self.hands.shutdown(wait=False)

    def _keep(self) -> None:
        try:
            does = self.visitors.get(timeout=1)
        except Empty:
            return
        _answered, is_mine = self.hands.answer(does)
        if not is_mine:
            raise Relieved

    def _tell(self) -> None:
        self.well += 1

    def come(self, does: Callable[[], object]) -> None:
        self.visitors.put(does)

    def asks(self, does: Callable[[], object]) -> object:
        """Come with something to do, and wait until it is done."""
        told: SimpleQueue[object] = SimpleQueue()
        self.come(lambda: told.put(does()))
        return told.get(timeout=SOON)

    def held_up(self, until: Event) -> Event:
        """Hold one hand up; return what is set when it is done."""
        begun, done = Event(), Event()

        def wait() -> None:
            begun.set()
            until.wait(SOON)
            done.set()

        self.come(wait)
        assert begun.wait(SOON)
        return done


@pytest.fixture(params=[LONGER], ids=["patient"])
def process(request, monkeypatch):
    monkeypatch.setattr("portal.hands.PATIENCE", request.param)
    made = Process()
    yield made
    made.is_over = True
    made.come(str)
    made.first.join(SOON)
    assert not made.first.is_alive()


def test_whoever_comes_is_answered_in_order_by_the_hand_at_the_door(process):
    order = []

    by = {
        process.asks(lambda one=one: (order.append(one), current_thread())[1])
        for one in range(100)
    }

    assert order == list(range(100))
    assert by == {process.first}


def test_nobody_waits_behind_a_telephone_that_sends_nothing(process):
    let_go = Event()
    slow = process.held_up(let_go)

    others = [process.asks(lambda one=one: (one, current_thread())) for one in range(10)]

    assert [one for one, _by in others] == list(range(10))
    assert len({by for _one, by in others}) == 1
    assert process.first not in {by for _one, by in others}
    assert not slow.is_set()
    let_go.set()
    assert slow.wait(SOON)


def test_the_first_hand_has_the_door_again_as_soon_as_it_can(process):
    let_go = Event()
    slow = process.held_up(let_go)
    assert process.asks(current_thread) is not process.first

    let_go.set()
    assert slow.wait(SOON)
    end = monotonic() + SOON
    while process.asks(current_thread) is not process.first:
        assert monotonic() < end

    assert {process.asks(current_thread) for _ in range(50)} == {process.first}


def test_all_may_be_held_up_and_then_the_next_waits_for_one_of_them_and_all_is_well(process):
    let_go, everybody = Event(), Barrier(STANDING_BY + 2)
    for _ in range(STANDING_BY + 1):
        process.come(lambda: (everybody.wait(SOON), let_go.wait(SOON)))
    everybody.wait(SOON)
    told: SimpleQueue[str] = SimpleQueue()
    process.come(lambda: told.put("last"))

    with pytest.raises(Empty):
        told.get(timeout=1)
    assert process.well > 0
    let_go.set()

    assert told.get(timeout=SOON) == "last"


def test_one_alone_is_at_work_however_often_the_door_changes_hands(process):
    working, most = [], []

    def works(seconds: float) -> None:
        working.append(current_thread())
        most.append(len(working))
        sleep(seconds)
        working.remove(current_thread())

    for turn in range(60):
        process.come(lambda turn=turn: sleep(1.5 * LONGER) if turn % 6 == 0 else works(0.001))
    process.asks(str)
    process.asks(str)

    assert len(most) == 50
    assert set(most) == {1}


@pytest.mark.parametrize("process", [PATIENCE], indirect=True, ids=["as-it-is"])
def test_a_hand_that_wakes_from_a_long_rest_is_looked_after(process):
    """Nobody came for so long that looking rested; who is held up then is seen all the same."""
    sleep(1.3)
    let_go = Event()
    slow = process.held_up(let_go)

    assert process.asks(str) == ""

    let_go.set()
    assert slow.wait(SOON)


def test_what_goes_wrong_is_raised_where_it_was_asked_and_the_door_stays():
    hands = Hands(1, keeps=str, wake=str, is_well=str)

    with pytest.raises(ValueError, match="not a number"):
        hands.answer(lambda: int("not a number"))
    assert hands.answer(lambda: int("7")) == (7, True)
    hands.shutdown()


def test_when_it_is_over_whoever_stands_by_goes():
    before = set(all_threads())
    hands = Hands(STANDING_BY, keeps=str, wake=str, is_well=str)
    made = set(all_threads()) - before
    assert len(made) == STANDING_BY + 1

    hands.shutdown(wait=False)

    for one in made:
        one.join(SOON)
    assert not any(one.is_alive() for one in made)


def test_a_signal_that_ends_it_all_in_the_middle_of_anything_waits_for_nobody():
    hands = Hands(STANDING_BY, keeps=str, wake=str, is_well=str)

    with hands._guard:  # noqa: SLF001  where a signal would find the first thread
        hands.shutdown(wait=False)

    assert hands.answer(str) == ("", True)
