"""What the log looks like: one JSON object a line, and of libraries’ lines no word."""

import json
import logging
import sys
import threading
from io import StringIO

import pytest
from gunicorn.config import Config

from portal import log_lines
from portal.log_lines import Lines, Quiet, to_standard_error, unforeseen
from portal.logs import log

CANARY = "I am scared of the dark"


@pytest.fixture
def lines(monkeypatch):
    """Log as a server does, and give back what came."""
    root, written = logging.getLogger(), StringIO()
    kept, level = root.handlers[:], log.level
    for module, name in ((sys, "excepthook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(logging, "raiseExceptions", True)
    to_standard_error()
    root.handlers[0].setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:] = kept
    log.setLevel(level)


def failure():
    try:
        int(CANARY)
    except ValueError as problem:
        return problem


def test_our_own_line_is_named_facts_with_a_moment_and_a_level(lines):
    log.info("did %(job)s", {"job": "tray"})

    (line,) = lines()

    assert line.pop("at").endswith("+00:00")
    assert line == {"level": "info", "from": "heard", "said": "did tray", "job": "tray"}


def test_a_line_without_facts_is_one_too(lines):
    log.error("the mail server cannot be reached")

    assert lines()[0]["said"] == "the mail server cannot be reached"


@pytest.mark.parametrize("name", ["sqlalchemy.engine", "gunicorn.error", "py.warnings", "other"])
def test_of_what_a_library_writes_only_where_and_of_what_kind_is_told(lines, name):
    problem = failure()
    logging.getLogger(name).error(CANARY)
    logging.getLogger(name).error("failed for %s", CANARY, exc_info=problem)

    first, second = lines()

    assert set(first) == {"at", "level", "from"}
    assert second["kind"] == "ValueError"
    assert CANARY not in str((first, second))


def test_the_web_server_may_say_that_its_address_is_taken(lines):
    logging.getLogger("gunicorn.error").error("Connection in use: %s", "('127.0.0.1', 8000)")

    assert lines()[0]["said"] == "Connection in use: ('127.0.0.1', 8000)"


def test_the_web_servers_own_log_writes_such_lines():
    quiet = Quiet(Config())
    try:
        assert {type(one.formatter) for one in quiet.error_log.handlers} == {Lines}
    finally:
        quiet.error_log.handlers.clear()
        quiet.access_log.handlers.clear()
        quiet.error_log.propagate = True


def test_what_ends_a_process_is_told_by_place_and_kind_and_never_by_what_it_said(lines):
    problem = failure()

    unforeseen(ValueError, problem, problem.__traceback__)
    unforeseen(KeyboardInterrupt, KeyboardInterrupt(), None)

    first, second = lines()
    assert (first["level"], first["kind"]) == ("critical", "ValueError")
    assert first["place"].startswith("failure.")
    assert second["place"] == "nowhere"
    assert CANARY not in str(first)


def test_so_is_what_ends_a_thread(lines):
    thread = threading.Thread(target=int, args=[CANARY])
    thread.start()
    thread.join()

    (line,) = lines()
    assert (line["kind"], line["from"]) == ("ValueError", "heard")
    assert CANARY not in str(line)
    assert log_lines.log is log


@pytest.mark.usefixtures("lines")
def test_a_log_that_cannot_be_written_does_not_say_elsewhere_what_it_was(capfd):
    logging.getLogger().handlers[0].stream.close()

    logging.getLogger("other").error(CANARY)

    assert capfd.readouterr().err == ""
