"""A whole process behind a real socket: who waits answers, and nobody waits behind the slow."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from signal import SIGTERM
from time import monotonic, sleep
from types import SimpleNamespace

import pytest
from gunicorn.workers.gthread import ThreadWorker

from benchmarks.processes import Server, started
from portal.one_handed import OneHanded
from tests.portal.one_handed_server import STANDING_BY, TIMEOUT

SOON = 20
ALL = STANDING_BY + 1
"""Whoever stands by, and the first."""


@pytest.fixture
def server() -> Iterator[Server]:
    with started("tests.portal.one_handed_server", environ={}) as found:
        yield found


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(ALL + 1) as found:
        yield found


@pytest.fixture
def line(server) -> Iterator[HTTPConnection]:
    """A line that stays open from one request to the next."""
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=SOON)) as found:
        yield found


def ask(line: HTTPConnection, path: str = "/") -> list[str]:
    """Return who answered, how many were held up, and how much had been sent."""
    line.request("GET", path)
    return line.getresponse().read().decode().split()


def wait(server: Server, seconds: float) -> list[str]:
    """Be somebody for whom a hand is held up so long, or until it is let go."""
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=SOON)) as line:
        return ask(line, f"/wait/{seconds}")


def reads(line: socket.socket, end: bytes, times: int = 1) -> bytes:
    """Read on until something has come so often; a page may come in several pieces."""
    said = b""
    while said.count(end) < times:
        more = line.recv(100_000)
        assert more, said
        said += more
    return said


def until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + SOON
    while not is_so():
        assert monotonic() < end


def test_whoever_waits_at_the_door_answers_on_any_line(server):
    with ExitStack() as lines:
        several = [HTTPConnection("127.0.0.1", server.port, timeout=SOON) for _ in range(8)]
        for line in several:
            lines.enter_context(closing(line))

        by = [ask(line)[0] for _ in range(20) for line in several]

    assert by.count("first") > 150, "but for a process that was stopped for 20 ms meanwhile"


def test_others_are_answered_while_some_are_held_up_and_the_first_comes_back(server, others, line):
    held = [others.submit(wait, server, SOON) for _ in range(STANDING_BY)]
    until(lambda: ask(line)[1] == str(STANDING_BY))

    assert all(ask(line)[1] == str(STANDING_BY) for _ in range(20))

    ask(line, "/let-go")
    assert {len(one.result(SOON)) for one in held} == {3}
    until(lambda: ask(line)[0] == "first")


def test_a_process_of_which_all_are_held_up_is_not_taken_for_dead(server, others, line):
    before = server.pids
    held = [others.submit(wait, server, TIMEOUT + 2) for _ in range(ALL)]
    sleep(1)

    assert ask(line)[0] in {"first", "other"}, "answered as soon as one is done"

    assert {len(one.result(SOON)) for one in held} == {3}
    assert server.pids == before


def test_who_connects_and_says_nothing_or_half_a_word_keeps_nobody_waiting(server, line):
    here = "127.0.0.1", server.port
    with (
        closing(socket.create_connection(here, SOON)),
        closing(socket.create_connection(here, SOON)) as halfway,
    ):
        halfway.sendall(b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nfive.")
        began = monotonic()

        assert len(ask(line)) == 3

        assert monotonic() - began < 2
        halfway.sendall(b"four")
        assert reads(halfway, b" 9").startswith(b"HTTP/1.1 200 OK")


def test_what_goes_wrong_on_one_line_is_answered_and_the_next_one_too(line):
    line.request("GET", "/wrong")
    assert line.getresponse().status == 500
    line.close()

    assert len(ask(line)) == 3


def test_what_comes_in_one_breath_is_answered_in_order(server):
    many = 200
    with closing(socket.create_connection(("127.0.0.1", server.port), SOON)) as line:
        line.sendall(b"".join(b"GET /%d HTTP/1.1\r\nHost: h\r\n\r\n" % n for n in range(many)))
        said = reads(line, b" 0 0", many)

    assert said.count(b"HTTP/1.1 200 OK") == said.count(b" 0 0") == many


def test_headers_and_page_come_together(server):
    with closing(socket.create_connection(("127.0.0.1", server.port), SOON)) as line:
        for _ in range(200):
            line.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            assert line.recv(100_000).endswith(b" 0")


class Held:
    """A line that notes when what is said on it is held back, and when it is let go."""

    def __init__(self) -> None:
        self.said = []

    def setsockopt(self, level, option, value):
        assert (level, option) == (socket.IPPROTO_TCP, socket.TCP_CORK)
        self.said.append(value)


@pytest.mark.parametrize(("header", "said"), [("ACCEPT", [1, 0]), ("EXPECT", [])])
def test_whoever_asks_whether_to_send_is_told_at_once(monkeypatch, header, said):
    def answer(_worker, _request, line):
        line.sock.said.append("answered")
        raise OSError("hung up")

    monkeypatch.setattr(ThreadWorker, "handle_request", answer)
    request, line = SimpleNamespace(headers=[(header, "*")]), SimpleNamespace(sock=Held())

    with pytest.raises(OSError, match="hung up"):
        OneHanded.handle_request(OneHanded.__new__(OneHanded), request, line)

    assert line.sock.said == [*said[:1], "answered", *said[1:]]


def test_a_line_that_cannot_hold_back_is_answered_all_the_same(monkeypatch):
    monkeypatch.setattr(ThreadWorker, "handle_request", lambda *_all: "answered")
    one, other = socket.socketpair()

    with closing(one), closing(other):
        line, request = SimpleNamespace(sock=one), SimpleNamespace(headers=[])
        assert OneHanded.handle_request(OneHanded.__new__(OneHanded), request, line) == "answered"


def test_whoever_is_being_answered_when_it_is_told_to_stop_is_answered(server, others, line):
    held = others.submit(wait, server, 2)
    until(lambda: ask(line)[1] == "1")
    line.close()

    server.process.send_signal(SIGTERM)

    assert len(held.result(SOON)) == 3
    assert server.process.wait(SOON) == 0
