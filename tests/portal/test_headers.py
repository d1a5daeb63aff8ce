"""What every answer tells the browser, over a secure connection and without one."""

from dataclasses import replace

import pytest

from portal import create_app

pytestmark = pytest.mark.one_database

YEARS = "max-age=63072000; includeSubDomains"


@pytest.fixture
def secure_app(settings):
    app = create_app(replace(settings, secure_cookies=True))
    yield app
    app.extensions["heard.store"].engine.dispose()


@pytest.mark.parametrize("address", ["/healthz", "/nowhere", "/staff/sign-in"])
def test_a_browser_is_told_to_insist_on_a_secure_connection(secure_app, address):
    answer = secure_app.test_client().get(address, base_url="https://localhost")

    assert answer.headers["Strict-Transport-Security"] == YEARS


def test_a_portal_tried_out_on_one_machine_does_not_ask_for_what_it_has_not(app):
    answer = app.test_client().get("/healthz")

    assert "Strict-Transport-Security" not in answer.headers


def test_every_permission_of_the_browser_is_off(app):
    permissions = app.test_client().get("/healthz").headers["Permissions-Policy"]

    for feature in ("camera", "microphone", "geolocation", "payment", "usb"):
        assert f"{feature}=()" in permissions


def test_search_engines_are_asked_to_stay_away(app):
    client = app.test_client()

    assert client.get("/healthz").headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Disallow: /" in client.get("/robots.txt").text


def test_no_answer_says_what_it_was_made_with(app):
    answer = app.test_client().get("/healthz")

    assert "X-Powered-By" not in answer.headers
