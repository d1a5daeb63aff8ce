from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.store.models import Duty, Installation
from portal import dates, language, nav
from portal.look import Look
from tests.people import enrolled, signed_in


def test_made_up_data_says_so_on_every_page(app, store):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))

    page = app.test_client().get("/staff/sign-in").get_data(as_text=True)

    assert "Made-up data" in page


def test_real_data_does_not(app):
    page = app.test_client().get("/staff/sign-in").get_data(as_text=True)

    assert "Made-up data" not in page


@pytest.mark.parametrize(
    ("duties", "ways", "first"),
    [
        (
            [Duty.OFFICER],
            ["My reviews", "To file", "Follow-ups", "Outside my cases"],
            "/staff/reviews",
        ),
        (
            [Duty.SAFEGUARDING],
            ["Duty list", "Worrying evaluations", "Quotes", "Asked to read"],
            "/staff/duty",
        ),
        (
            [Duty.OFFICER, Duty.SAFEGUARDING],
            [
                *("Duty list", "My reviews", "To file", "Follow-ups"),
                *("Outside my cases", "Asked to read"),
            ],
            "/staff/duty",
        ),
        ([Duty.AUDITOR], ["Who read", "Log"], "/staff/outside/reads"),
    ],
)
def test_staff_see_the_ways_their_duties_open_and_begin_with_the_most_pressing(
    app, duties, ways, first
):
    browser = signed_in(app, enrolled(app, *duties))

    shown = [way.get_text(strip=True) for way in browser.page.select("header .nav__way")]
    assert shown == ways
    assert browser.path == first


def test_the_portal_says_that_it_runs_and_asks_machines_to_stay_away(browser):
    assert browser.client.get("/healthz").text == "well\n"
    assert "Disallow: /" in browser.client.get("/robots.txt").text


@pytest.mark.parametrize(
    ("cookie", "look"),
    [
        ("", Look()),
        ("2.3.2.2", Look("dark", "3", "2", still=True)),
        ("purple.9.7.dancing", Look()),
        ("3", Look("cream")),
        ("2.3.2.2.and.more", Look("dark", "3", "2", still=True)),
    ],
)
def test_a_look_is_read_from_its_cookie_and_anything_else_is_the_usual_one(cookie, look):
    assert Look.read(cookie) == look
    assert Look.read(str(look)) == look


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(minutes=-5), "just now"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_whole_unit(app, now, passed, words):
    with app.test_request_context("/"):
        assert dates.ago(now - passed, now) == words


def test_days_and_moments_are_said_as_they_are_in_england(app):
    with app.test_request_context("/"):
        assert dates.day_in_words(date(2026, 3, 3)) == "Tuesday 3 March 2026"
        assert dates.short_day(date(2026, 3, 3)).split() == ["3", "Mar", "2026"]
        late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
        assert dates.moment_in_words(late) == "2 July 2026 at 00:30"
        assert dates.clock(late) == "00:30"


@pytest.mark.parametrize(
    ("tag", "words"),
    [("ti", "Tigrinya"), ("prs", "Dari"), ("fr", "French"), ("xx", "xx"), ("?", "?")],
)
def test_a_language_is_said_in_words_where_its_words_are_known(app, tag, words):
    with app.test_request_context("/"):
        assert language.in_words(tag) == words


def test_every_way_leads_to_a_page_that_is_there(app):
    missing = [endpoint for _, endpoint, _ in nav.WAYS if endpoint not in app.view_functions]

    assert missing == []
