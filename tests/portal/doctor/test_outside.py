"""The portal as a browser meets it, behind a real web server with TLS that may lose something."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal.doctor import State, outside

ALL = {
    "Content-Security-Policy": "default-src 'none'",
    "Strict-Transport-Security": "max-age=63072000",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@contextmanager
def served(context, *, headers=ALL, status=200, numbers=404):
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(numbers if self.path == "/metrics" else status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def look(settings):
    def look(address, *, now=None):
        told = replace(settings, address=address)
        return list(outside.look_over(told, now=now or datetime.now(UTC)))

    return look


def test_a_secure_address_whose_headers_arrive_is_well(tls, look):
    with served(tls) as address:
        [finding] = look(address)

    assert finding.state is State.WELL


@pytest.mark.parametrize("lost", list(ALL))
def test_a_header_that_is_lost_on_the_way_is_wrong(tls, look, lost):
    with served(tls, headers={name: ALL[name] for name in ALL if name != lost}) as address:
        [finding] = look(address)

    assert finding.state is State.WRONG


@pytest.mark.parametrize("status", [302, 404, 502])
def test_another_answer_is_wrong_and_named(tls, look, status):
    with served(tls, status=status, headers={**ALL, "Location": "/"}) as address:
        [finding] = look(address)

    assert str(status) in finding.said


def test_a_clock_that_differs_from_the_web_servers_is_wrong(tls, look):
    with served(tls) as address:
        found = look(address, now=datetime.now(UTC) + timedelta(hours=1))

    assert [one.what for one in found if one.state is State.WRONG] == ["clock"]


def test_a_certificate_nobody_trusts_is_wrong(tls, look, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with served(tls) as address:
        [finding] = look(address)

    assert "certificate" in finding.said


def test_an_address_that_does_not_answer_is_wrong(look):
    [finding] = look("https://127.0.0.1:1")

    assert finding.state is State.WRONG


def test_an_address_in_the_open_is_wrong_and_none_is_worth_a_look(look):
    assert look("http://heard.example")[0].state is State.WRONG
    assert look("")[0].state is State.LOOK


@pytest.mark.parametrize(("answer", "state"), [(200, State.WRONG), (404, State.WELL)])
def test_numbers_that_can_be_asked_for_from_outside_are_found(tls, settings, answer, state):
    with served(tls, numbers=answer) as address:
        told = replace(settings, address=address, metrics_token="a" * 32)
        findings = list(outside.look_over(told, now=datetime.now(UTC)))

    assert [one.state for one in findings if one.what == "metrics"] == [state]
