from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from feedback.errors import AskUnsound, AuditUnwritable, SealBroken
from portal import create_app
from portal.access import anyone
from portal.settings import Settings
from tests.browser import Browser

pytestmark = pytest.mark.one_database

SAID = "I wrote <b>this</b> and it’s mine"


@pytest.fixture
def failing(settings: Settings) -> Iterator[Flask]:
    """A portal as it is in earnest, with a page that fails as it is told."""
    app = create_app(Settings(settings.instance, settings.database_url, secure_cookies=False))

    def fail() -> None:
        raise app.config["FAILS_BY"]

    app._got_first_request = False  # noqa: SLF001  only to add the page
    app.add_url_rule("/fail", "fail", anyone(fail), methods=["GET", "POST"])
    yield app
    app.extensions["heard.store"].engine.dispose()


@pytest.fixture
def fail(failing):
    """Open the page that fails, by this error."""

    def opening(error: Exception) -> Browser:
        failing.config["FAILS_BY"] = error
        return Browser(failing.test_client()).open("/fail")

    return opening


def test_a_page_that_is_not_here_says_so_and_leads_on(browser):
    browser.open("/nowhere")

    assert (browser.status, browser.heading) == (404, "This page is not here")
    assert browser.page.select_one(".leave")


def test_a_staff_page_that_is_not_here_leads_staff_on(browser):
    browser.open("/staff/nowhere")

    assert browser.status == 404
    assert browser.page.select_one(".front")["href"] == "/staff"


def test_a_page_that_waited_too_long_gives_the_words_back(browser):
    answer = browser.client.post(
        "/staff/reviews/under-four", data={"said": SAID, "password": "my secret one"}
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "I wrote &lt;b&gt;this&lt;/b&gt; and it’s mine" in page
    assert "my secret one" not in page


def test_a_sign_in_never_gives_back_what_was_typed(browser):
    answer = browser.client.post("/staff/sign-in", data={"email": "a name with blanks"})

    assert "a name with blanks" not in answer.get_data(as_text=True)


def test_too_much_at_once_is_met_kindly(browser):
    answer = browser.client.post("/staff/sign-in", data={"email": "x" * 1_100_000})

    assert answer.status_code == 413
    assert "That is too much at once" in answer.get_data(as_text=True)


def test_a_refusal_is_its_own_sentence(fail):
    page = fail(AskUnsound("Please tell the child in a few words."))

    assert (page.status, page.heading) == (409, "That cannot be done")
    assert "Please tell the child in a few words." in page.text


def test_what_is_ours_to_mend_says_nothing_of_how(fail):
    page = fail(SealBroken("A sealed value in views.answers was moved or changed."))

    assert (page.status, page.heading) == (500, "Something went wrong here")
    assert "views.answers" not in page.text


def test_when_the_log_cannot_be_written_nothing_is_shown(fail):
    page = fail(AuditUnwritable("The log cannot be written, so nothing is shown."))

    assert page.status == 503
    assert "The log cannot be written, so nothing is shown." in page.text


def test_a_busy_database_says_that_nothing_was_sent_and_gives_the_words_back(failing):
    failing.config["FAILS_BY"] = OperationalError("INSERT", {}, Exception("database is locked"))
    client = failing.test_client()
    client.get("/staff/sign-in")
    page = Browser(client).open("/staff/sign-in").page
    token = page.select_one("[name=csrf_token]")["value"]
    failing.config["WTF_CSRF_CHECK_DEFAULT"] = False

    answer = client.post("/fail", data={"said": SAID, "csrf_token": token})

    assert answer.status_code == 503
    assert "and it’s mine" in answer.get_data(as_text=True)
    assert "Nothing was sent." in answer.get_data(as_text=True)


def test_our_fault_is_logged_by_kind_and_never_by_what_it_said(fail, caplog):
    page = fail(ValueError("a child’s words"))

    assert (page.status, page.heading) == (500, "Something went wrong here")
    (line,) = caplog.messages
    assert line.startswith("failed at fail.")
    assert line.endswith("in fail by ValueError")
    assert "a child’s words" not in caplog.text


def test_the_page_for_our_fault_survives_its_own_failure(failing, monkeypatch):
    failing.config["FAILS_BY"] = ValueError("one")
    monkeypatch.setattr("portal.errors.render_template", lambda *_, **__: 1 / 0)

    page = Browser(failing.test_client()).open("/fail")

    assert (page.status, page.heading) == (500, "Something went wrong here")
    assert "0800 1111" in page.text
