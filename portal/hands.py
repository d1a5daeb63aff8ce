"""Whoever waits at the door of a process answers; another takes the door where that takes long.

Pages made side by side in one process take Python from each other hundreds of times, and handing
each from the thread that waits at the door to another and back costs as much as a bare page does
to make; and on SQLite only one of them writes at a time anyway. So one hand waits for whoever
comes, and answers: one after the other, in a millisecond each. A slow telephone, a long page
or a browser that connects and asks for nothing would then keep everybody waiting. So where the
hand at the door has been at one thing for ``PATIENCE``, another takes the door, and the one that
was held up stands back when it is done.
"""

from collections.abc import Callable
from threading import Event, Lock, RLock, Thread
from time import monotonic, sleep
from typing import TypeVar

PATIENCE = 0.02
"""Seconds at one thing, after which another hand takes the door."""
_QUIET_LOOKS = 50
"""So many looks in a row that find nobody at work, and the looking rests."""

_Result = TypeVar("_Result")


class Relieved(BaseException):
    """Another has the door: nothing that belongs to it may be touched. No mishap, so no error."""


class Hand:
    """One thread, which sleeps until it is given the door."""

    def __init__(self) -> None:
        """Sleep."""
        self.called = Lock()
        self.called.acquire()


class Hands:
    """The hands of a process, of whom exactly one has the door.

    The thread that makes it has the door first and gets it back as soon as it can take it.
    They are threads of the process that makes them, so it must not part in two afterwards.
    """

    def __init__(
        self,
        most: int,
        *,
        keeps: Callable[[], None],
        wake: Callable[[], None],
        is_well: Callable[[], None],
    ) -> None:
        """Have so many stand by.

        ``keeps`` waits once for somebody, and ends early on ``wake``. ``is_well`` is told while
        everybody is held up, which ends by itself. Whatever else goes wrong while a hand keeps the
        door ends that hand with it, and nobody says any more that all is well.
        """
        self._keeps, self._wake, self._is_well = keeps, wake, is_well
        self._guard = RLock()  # a signal may call ``shutdown`` in the middle of anything
        self._somebody_works = Event()
        self._first = self._keeper = Hand()
        self._idle: list[Hand] = []
        self._since = 0.0
        self._is_over = False
        for _ in range(most):
            Thread(target=self._stand_by, daemon=True).start()
        Thread(target=self._look, daemon=True).start()

    def answer(self, does: Callable[[], _Result]) -> tuple[_Result, bool]:
        """Do something at the door; say whether the door is still this hand’s afterwards."""
        me, self._since = self._keeper, monotonic()
        if not self._somebody_works.is_set():
            self._somebody_works.set()
        try:
            result = does()
        finally:
            with self._guard:
                if is_mine := self._keeper is me:
                    self._since = 0.0
        return result, is_mine

    def come_back(self) -> None:
        """Wait, as the first hand, until the door is ours again."""
        with self._guard:
            self._idle.append(self._first)
        self._wake()
        self._first.called.acquire()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  as the library has it
        """Let everybody go who stands by. Who is held up finishes; nobody waits for it here."""
        with self._guard:
            self._is_over = True
            idle, self._idle = self._idle, []
        for hand in idle:
            hand.called.release()
        self._somebody_works.set()

    def _stand_by(self) -> None:
        me = Hand()
        while not self._is_over:
            with self._guard:
                self._idle.append(me)
            me.called.acquire()
            while self._keeper is me and not self._gives_back():
                try:
                    self._keeps()
                except Relieved:
                    break

    def _gives_back(self) -> bool:
        """Give the door to the first hand, if that one waits for it."""
        with self._guard:
            waits = self._first in self._idle
            if waits:
                self._give_to(self._first)
        return waits

    def _give_to(self, hand: Hand) -> None:
        self._idle.remove(hand)
        self._keeper, self._since = hand, 0.0
        hand.called.release()

    def _look(self) -> None:
        """Give the door away where its keeper is held up; rest when nobody has worked lately."""
        quiet = 0
        while not self._is_over:
            self._somebody_works.wait()
            sleep(PATIENCE)
            quiet = 0 if self._since else quiet + 1
            if quiet > _QUIET_LOOKS:
                self._somebody_works.clear()
                if self._since:  # somebody began just before that, and did not see it
                    self._somebody_works.set()
            with self._guard:
                held_up = self._since and monotonic() - self._since > PATIENCE
                if not held_up or self._gives_back():
                    continue
                if self._idle:
                    self._give_to(self._idle[-1])
                else:
                    self._is_well()
