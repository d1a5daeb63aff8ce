"""One cookie for a child’s visit, another for staff, and neither tells anything."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import session

from portal import create_app
from portal.access import anyone
from portal.sessions import is_staff_side


@pytest.mark.parametrize("path", ["/staff", "/staff/sign-in", "/staff/reviews/x"])
def test_staff_stand_on_their_own_side(path):
    assert is_staff_side(path)


@pytest.mark.parametrize("path", ["/", "/staffing", "/help", "/q/staff/"])
def test_a_child_never_stands_on_the_staff_side(path):
    assert not is_staff_side(path)


@pytest.fixture
def secure_app(settings):
    app = create_app(replace(settings, secure_cookies=True))
    app.add_url_rule("/marked", "marked", anyone(_mark))
    app.add_url_rule("/staff/marked", "staff_marked", anyone(_mark))
    yield app
    app.extensions["heard.store"].engine.dispose()


@pytest.mark.parametrize(
    ("path", "name"), [("/marked", "__Host-heard"), ("/staff/marked", "__Host-heard-staff")]
)
def test_a_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(secure_app, path, name):
    answer = secure_app.test_client().get(path, base_url="https://localhost")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "Expires" not in cookie


def test_one_browser_may_hold_both_and_neither_knows_the_other(secure_app):
    client = secure_app.test_client()

    client.get("/marked", base_url="https://localhost")

    assert client.get_cookie("__Host-heard")
    assert client.get_cookie("__Host-heard-staff") is None


def test_a_cookie_that_was_tampered_with_holds_nothing(secure_app):
    client = secure_app.test_client()
    client.set_cookie("__Host-heard", "eyJ4IjoxfQ.forged.forged", secure=True)

    answer = client.get("/marked", base_url="https://localhost")

    assert answer.text == "new"


def _mark() -> str:
    known = "known" if "mark" in session else "new"
    session["mark"] = 1
    return known


def test_over_https_a_form_is_taken_though_no_page_tells_where_it_came_from(secure_app):
    """Our own policy keeps browsers from sending a Referer, so none may be asked for."""
    client, address = secure_app.test_client(), {"base_url": "https://localhost"}
    token = BeautifulSoup(client.get("/", **address).text, "html.parser").select_one(
        "[name=csrf_token]"
    )

    said = {"csrf_token": token["value"], "number": "123", "words": "cat"}
    answer = client.post("/", data=said, **address)

    assert answer.status_code == 200
    assert "A letter number has six figures." in answer.text
