"""One hand of a process answers; another steps in where it is held up.

Pages made side by side in one process take Python from each other hundreds of times, which costs
more than a page does to make; and on SQLite only one of them writes at a time anyway. So what
comes is answered one after the other, in a millisecond each. A slow telephone, a long page
or a browser that connects and asks for nothing would then keep everybody waiting. So where a hand
has been at one thing for ``PATIENCE`` and somebody waits, another goes on, and the one that was
held up stands back when it is done.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Any, ParamSpec, TypeVar

from gunicorn.workers.gthread import ThreadWorker

PATIENCE = 0.02
"""Seconds at one thing, after which another hand is called to whoever waits."""
_QUIET_LOOKS = 50
"""So many looks in a row that find nobody at work, and the looking rests."""

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Hands(Executor):
    """As many as may be held up at once, of whom one goes on.

    They are threads of the process that makes them, so it must not part in two afterwards.
    """

    def __init__(self, most: int) -> None:
        """Let so many wait to be called, and one more look whether somebody is held up."""
        self._waiting: deque[_Asked] = deque()
        self._guard, self._somebody_works = Lock(), Event()
        self._goes_on: _Hand | None = None
        self._since = 0.0
        self._idle: list[_Hand] = []
        self._is_over = False
        for _ in range(most):
            _Hand(self._work).start()
        Thread(target=self._look, daemon=True).start()

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Ask for something, and be told in time. Refuses once it is over."""
        told: Future[_Result] = Future()
        with self._guard:
            if self._is_over:
                raise RuntimeError("Nobody answers any more.")
            self._waiting.append(_Asked(lambda: fn(*args, **kwargs), told))
            if self._goes_on is None:
                self._call()
        if not self._somebody_works.is_set():
            self._somebody_works.set()
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  as the library has it
        """Take nothing more. What was asked is still answered; nobody waits for it here."""
        with self._guard:
            self._is_over = True
            idle, self._idle = self._idle, []
        for hand in idle:
            hand.called.release()
        self._somebody_works.set()

    def _call(self) -> None:
        """Have the hand go on that was idle last: what it had at hand is the warmest."""
        self._goes_on = self._idle.pop() if self._idle else None
        self._since = monotonic()
        if self._goes_on is not None:
            self._goes_on.called.release()

    def _work(self, me: "_Hand") -> None:
        while True:
            while asked := self._next(me):
                asked.do()
            if self._is_over:
                return
            me.called.acquire()

    def _next(self, me: "_Hand") -> "_Asked | None":
        """Return what this hand does next; nothing where another goes on, or nobody asked."""
        with self._guard:
            if self._goes_on in {None, me}:
                self._goes_on = me if self._waiting else None
                if self._waiting:
                    self._since = monotonic()
                    return self._waiting.popleft()
            if not self._is_over:
                self._idle.append(me)
        return None

    def _look(self) -> None:
        """Call another hand where one is held up, and rest when nobody has worked lately."""
        quiet = 0
        while not self._is_over:
            self._somebody_works.wait()
            sleep(PATIENCE)
            quiet = 0 if self._goes_on else quiet + 1
            if quiet > _QUIET_LOOKS:
                self._somebody_works.clear()
            with self._guard:
                if self._waiting and monotonic() - self._since > PATIENCE:
                    self._call()


class _Hand(Thread):
    """One thread, which sleeps until it is called."""

    def __init__(self, works: "Callable[[_Hand], None]") -> None:
        super().__init__(daemon=True)
        self._works, self.called = works, Lock()
        self.called.acquire()

    def run(self) -> None:
        self._works(self)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done, and who is told."""

    does: Callable[[], Any]
    told: Future[Any]

    def do(self) -> None:
        """Do it, and tell what became of it."""
        if not self.told.set_running_or_notify_cancel():
            return
        try:
            result = self.does()
        except BaseException as problem:  # noqa: BLE001  whoever asked is told of anything
            self.told.set_exception(problem)
        else:
            self.told.set_result(result)


class OneHanded(ThreadWorker):  # type: ignore[misc]  # no types are shipped
    """Gunicorn’s process of threads, with hands for its pool."""

    def get_thread_pool(self) -> Hands:
        """Make them once the processes have parted."""
        return Hands(self.cfg.threads)
