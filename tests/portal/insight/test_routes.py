from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from feedback.store.models import AuditRow, Duty, Release
from portal.storage import store
from tests import planted
from tests.people import enrolled, signed_in

SUMMER = datetime(2025, 7, 15, 10, 0, tzinfo=UTC)
PLENTY = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9, "null": 2}


@pytest.fixture(autouse=True)
def _summer():
    with time_machine.travel(SUMMER):
        yield


@pytest.fixture
def spring(app):
    """A quarter of reviews, over and not closed."""
    with app.app_context(), store().begin() as transaction:
        planted.reviews(transaction, PLENTY, date(2025, 5, 6))


def _acts(app):
    with app.app_context(), store().look() as transaction:
        return transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()


@pytest.mark.usefixtures("spring")
def test_a_quarter_that_is_over_is_closed_after_saying_what_is_open(app, insight_browser):
    insight_browser.open("/staff/releases").follow("Close 2025-26Q1")
    assert "Some reviews are held without a confirmed code." in insight_browser.text
    assert "about its last reviews until Monday 4 August 2025." in insight_browser.text
    assert "Which reviews these are" not in insight_browser.text

    insight_browser.press("Close 2025-26Q1")

    assert "2025-26Q1 is closed." in insight_browser.text
    assert "closed-period" in _acts(app)


@pytest.mark.usefixtures("spring")
def test_a_manager_is_led_from_what_is_open_to_the_reviews_it_is_about(app):
    manager = signed_in(app, enrolled(app, Duty.MANAGER))

    manager.open("/staff/releases/2025-26Q1/close").follow("Which reviews these are")

    assert manager.heading == "Quarter pack 2025-26Q1"


def test_a_period_with_nothing_open_says_so(insight_browser, app):
    with app.app_context(), store().begin() as transaction:
        planted.reviews(transaction, {"PN1": 12}, date(2025, 5, 6))

    assert "Nothing is still open." in insight_browser.open("/staff/releases/2025-26Q1/close").text


def test_a_period_that_is_not_over_cannot_be_closed(insight_browser):
    insight_browser.open("/staff/releases/2025-26Q2/close")

    assert "It is not over yet, so it cannot be closed." in insight_browser.text
    assert not insight_browser.page.select("main form")


@pytest.mark.usefixtures("spring")
def test_a_closed_period_needs_no_closing(insight_browser):
    insight_browser.open("/staff/releases/2025-26Q1/close").press("Close 2025-26Q1")

    assert insight_browser.open("/staff/releases/2025-26Q1/close").heading == "Summaries"


@pytest.mark.parametrize("name", ["2025-05", "2025-26Q5", "the-last-twelve-months", "2025-26Q1"])
def test_a_range_that_is_no_period_or_was_not_released_is_not_here(insight_browser, name):
    assert insight_browser.open(f"/staff/releases/{name}").status == 404
    assert insight_browser.open(f"/staff/releases/{name}/files/x.csv").status == 404


@pytest.mark.usefixtures("spring")
def test_an_unclosed_period_cannot_be_released_by_asking_for_it(app, insight_browser):
    page = insight_browser.open("/staff/releases/2025-26Q1/close").page
    token = page.select_one("main form [name=csrf_token]")["value"]

    answer = insight_browser.client.post(
        "/staff/releases/2025-26Q1/prepare", data={"csrf_token": token}
    )

    assert answer.status_code == 409
    assert "2025-26Q1 is not closed" in answer.get_data(as_text=True)
    with app.app_context(), store().look() as transaction:
        assert transaction.scalar(select(Release)) is None


def test_an_officer_sees_no_figures(officer_browser):
    assert officer_browser.open("/staff/releases").status == 403
