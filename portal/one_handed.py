"""Gunicorn’s process of threads, in which the thread that waits for visitors answers them, too.

The library hands each request from the thread that waits to another of its pool, and what comes
of it back again. Here the pool is one of ``Hands``: whoever has the door runs the library’s loop
and answers within it, and whoever was held up leaves that loop at once. What the library keeps of
its connections is looked after by the one who has the door, as it is by its one thread.
"""

import socket
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from portal.hands import Hands, Relieved

_A_ROUND = 1.0
"""Seconds to wait for somebody before the arbiter is told again that all is well."""


class OneHanded(ThreadWorker):  # type: ignore[misc]  # no types are shipped
    """The library’s process of threads, whose hand at the door answers by itself."""

    _is_finishing = False

    def get_thread_pool(self) -> Hands:
        """Have hands stand by, once the processes have parted."""
        return Hands(self.cfg.threads, keeps=self._keep, wake=self._wake, is_well=self.notify)

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401  the library’s own, without types
        """Answer here and now; what comes next is for whoever has the door by then."""
        answered, is_mine = self.tpool.answer(lambda: self.handle(conn))
        done: Future[Any] = Future()  # as the library asks for it
        done.set_result(answered)
        if is_mine and not self._is_finishing:
            self._finish(conn, done)
            return
        self.method_queue.defer(self.finish_request, conn, done)
        if not is_mine:
            raise Relieved

    def _finish(self, conn: Any, done: Future[Any]) -> None:  # noqa: ANN401  as above
        """Look after the connection. What has come on it meanwhile is answered within, once."""
        self._is_finishing = True
        try:
            self.finish_request(conn, done)
        finally:
            self._is_finishing = False

    def handle_request(self, req: Any, conn: Any) -> Any:  # noqa: ANN401  as above
        """Answer. Headers and page leave together, so that whoever waits is woken once.

        Whoever asks whether to send at all is told so at once.
        """
        if any(name == "EXPECT" for name, _value in req.headers):
            return super().handle_request(req, conn)
        with _together(conn.sock):
            return super().handle_request(req, conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait and answer as the library’s own loop asks; go on only with the door in hand."""
        try:
            super().wait_for_and_dispatch_events(timeout)
        except Relieved:
            self.tpool.come_back()

    def _keep(self) -> None:
        """Do one round of the library’s loop in its place."""
        self.notify()
        self.set_accept_enabled(self.alive and self.nr_conns < self.worker_connections)
        super().wait_for_and_dispatch_events(_A_ROUND)
        self.murder_keepalived()
        self.murder_pending()

    def _wake(self) -> None:
        self.method_queue.defer(lambda: None)


@contextmanager
def _together(line: socket.socket) -> Iterator[None]:
    """Hold back what does not fill a packet until all is said; 200 ms at most, says tcp(7).

    Only Linux and TCP have it. Anywhere else, and on a line that was shut, things go as they do.
    """
    with suppress(OSError, AttributeError):
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    try:
        yield
    finally:
        with suppress(OSError, AttributeError):
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)
