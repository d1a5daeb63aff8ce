"""A summary on its way out: prepared by one, looked at and agreed to by another."""

import re
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
import time_machine
from sqlalchemy import select

from feedback.services.close_period import close_period
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, Duty, Release
from portal.storage import keys, now, store
from tests import planted
from tests.people import enrolled, signed_in
from tests.portal.office.files import works

SUMMER = datetime(2025, 7, 15, 10, 0, tzinfo=UTC)
SPRING = datetime(2026, 4, 15, 10, 0, tzinfo=UTC)
PLENTY = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9, "null": 2}
WAITS = "/staff/releases/2025-26Q1/prepared"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(SUMMER) as clock:
        yield clock


@pytest.fixture
def pat(app):
    """Who prepares: the participation officer."""
    with app.app_context(), store().begin() as transaction:
        planted.reviews(transaction, PLENTY, date(2025, 5, 6))
    return signed_in(app, enrolled(app, Duty.PARTICIPATION, name="Pat First"))


@pytest.fixture
def sam(app):
    """Who agrees: the manager."""
    return signed_in(app, enrolled(app, Duty.MANAGER, name="Sam Second"))


def _prepared(app, pat):
    pat.open("/staff/releases/2025-26Q1/close").press("Close 2025-26Q1")
    pat.press("Prepare 2025-26Q1")
    works(app)
    return pat.open(pat.path)


def _acts(app):
    with app.app_context(), store().look() as transaction:
        return transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()


def test_a_closed_quarter_is_prepared_agreed_to_and_read(app, pat, sam):
    pat.open("/staff/releases/2025-26Q1/close").press("Close 2025-26Q1")
    assert pat.heading == "Prepare the summary of 2025-26Q1"
    assert "Some reviews are held without a confirmed code." in pat.text
    assert "How many answered, by version?" in pat.text
    pat.press("Prepare 2025-26Q1")
    assert pat.heading == "Preparing 2025-26Q1"
    way = pat.path
    assert pat.client.get(way).headers["Refresh"] == "2"
    works(app)

    pat.open(way)

    assert pat.path == WAITS
    assert "You prepared this, so somebody else agrees to it." in pat.text
    assert "Prepared, waits for a second person" in sam.open("/staff/releases").text
    sam.follow("Look at 2025-26Q1")
    assert sam.heading == "2025-26Q1, not released yet"
    assert "Prepared by Pat First" in sam.text
    assert "Children took part in 132 of 149 reviews: 89 %." in sam.text
    shown = [print_.get_text() for print_ in sam.page.select("code")]
    sam.press("Agree: it may leave")
    assert sam.heading == "Children in their reviews, April to June 2025"
    assert "Pat First; Sam Second agreed on Tuesday 15 July 2025." in sam.text
    assert [print_.get_text() for print_ in sam.page.select("code")] == shown
    assert len(sam.page.select("main li:has(a[href*='/files/'])")) == len(shown) == 8
    assert sam.open("/staff/releases").follow("Read 2025-26Q1").status == 200


def test_what_leaves_is_what_was_shown_and_handing_it_over_is_written_down(app, pat, sam):
    _prepared(app, pat)
    page = sam.client.get(f"{WAITS}/heard-2025-26Q1.html").data
    style = sam.client.get(f"{WAITS}/heard-2025-26Q1.css")
    assert style.mimetype == "text/css"

    sam.open(WAITS).press("Agree: it may leave")

    left = sam.client.get("/staff/releases/2025-26Q1/files/heard-2025-26Q1.html")
    figures = sam.client.get("/staff/releases/2025-26Q1/files/heard-2025-26Q1.csv")
    assert left.data == page
    assert b"Children took part in 132 of 149 reviews" in left.data
    assert figures.mimetype == "text/csv"
    assert 'filename="heard-2025-26Q1.csv"' in figures.headers["Content-Disposition"]
    assert sha256(figures.data).hexdigest() in sam.text
    assert _acts(app)[-1] == "downloaded-release"


def test_until_somebody_else_agrees_nothing_is_there_to_take(app, pat, officer_browser):
    _prepared(app, pat)

    assert pat.client.get(f"{WAITS}/heard-2025-26Q1.csv").status_code == 404
    assert pat.client.get(f"{WAITS}/heard-2025-26Q1-other.html").status_code == 404
    assert pat.open("/staff/releases/2025-26Q1").status == 404
    assert pat.open("/staff/releases/2025-26Q1/files/heard-2025-26Q1.csv").status == 404
    assert "There are no figures yet." in pat.open("/staff/figures").text
    assert officer_browser.open(WAITS).status == 403
    looks = _acts(app).count("looked-at-prepared-release")
    pat.open(WAITS)
    assert _acts(app).count("looked-at-prepared-release") == looks + 1


def test_whoever_prepared_it_finds_no_button_and_is_refused_without(app, pat):
    page = _prepared(app, pat).page
    assert not [b for b in page.select("button") if "Agree" in b.get_text()]
    token = page.select_one("main form [name=csrf_token]")["value"]
    digest = "0" * 64

    answer = pat.client.post(
        "/staff/releases/2025-26Q1/agree", data={"csrf_token": token, "digest": digest}
    )

    assert answer.status_code == 409
    assert "somebody else agrees to it" in answer.get_data(as_text=True)
    with app.app_context(), store().look() as transaction:
        assert transaction.scalar(select(Release)) is None


def test_it_is_sent_back_with_a_reason_and_prepared_again(app, pat, sam):
    _prepared(app, pat)
    sam.open(WAITS).press("Send it back", reason=" ")
    assert sam.status == 400
    assert sam.mistakes == ["Say why it cannot leave like this, in 1 to 1,000 characters."]
    sam.press("Send it back", reason="The codes of <May> are missing.")
    assert "It is sent back." in sam.text

    pat.open("/staff/releases").follow("See why 2025-26Q1 was sent back")

    assert "Sent back by Sam Second on Tuesday 15 July 2025: The codes of <May>" in pat.text
    assert not [b for b in pat.page.select("main button") if "back" in b.get_text()]
    pat.follow("Prepare it again").press("Prepare 2025-26Q1")
    works(app)
    sam.open(WAITS).press("Agree: it may leave")
    assert sam.status == 200


def test_whoever_agrees_to_what_was_prepared_anew_looks_again(app, pat, sam):
    _prepared(app, pat)
    sam.open(WAITS)
    with app.app_context(), store().begin() as transaction:
        planted.reviews(transaction, {"PN1": 30}, date(2025, 5, 7))
    pat.open("/staff/releases/2025-26Q1/prepare").press("Prepare 2025-26Q1")
    works(app)

    sam.press("Agree: it may leave")

    assert sam.status == 409
    assert "it was prepared anew" in sam.mistakes[0]
    assert "of 179 reviews" in sam.text
    assert "has left" in sam.press("Agree: it may leave").text


def test_a_year_names_the_quarters_that_have_not_left_and_shows_its_rows(app, pat, sam, clock):
    clock.move_to(SPRING)
    with app.app_context(), store().begin() as transaction:
        planted.reviews(transaction, PLENTY, date(2025, 11, 4))
    pat = signed_in(app, enrolled(app, Duty.PARTICIPATION, name="Kim Third"))
    sam = signed_in(app, enrolled(app, Duty.MANAGER, name="Ash Fourth"))
    pat.open("/staff/releases/2025-26/close").press("Close 2025-26")
    assert "2025-26Q1, 2025-26Q2, 2025-26Q3, 2025-26Q4" in pat.text
    pat.press("Prepare 2025-26")
    works(app)

    sam.open("/staff/releases/2025-26/prepared")

    pages = [link.get_text() for link in sam.page.select("a[href*='/prepared/heard']")]
    assert pages == ["The summary", "The block for the annual report"]
    assert len(sam.page.encode()) < 60_000
    sam.follow("more tables, with rows")
    assert "This has not left." in sam.text
    sam.follow("Back to the summary").press("Agree: it may leave")
    assert sam.page.find("a", string="The report for children")
    assert sam.follow("more tables, with rows").follow("Back to the summary").status == 200


def test_a_quarter_has_no_rows_and_what_is_not_prepared_no_page(app, pat):
    assert pat.open(WAITS).status == 404
    _prepared(app, pat)
    assert pat.open(f"{WAITS}/rows").status == 404


def test_what_is_not_closed_is_closed_first_and_what_has_left_is_read(app, pat, sam):
    assert pat.open("/staff/releases/2025-26Q1/prepare").heading == "Close 2025-26Q1"
    _prepared(app, pat)
    sam.open(WAITS).press("Agree: it may leave")

    assert pat.open("/staff/releases/2025-26Q1/prepare").path == "/staff/releases/2025-26Q1"
    pack = sam.open("/staff/releases/2025-26Q1").follow("The pack of the quarter")
    assert pack.status == 200
    assert not pat.open("/staff/releases/2025-26Q1").page.find("a", string=re.compile("pack of"))


def test_work_that_failed_says_why_and_that_of_others_is_not_here(app, pat, sam):
    pat.open("/staff/releases/2025-26Q1/close").press("Close 2025-26Q1").press("Prepare 2025-26Q1")
    way = pat.path
    pat.open("/staff/releases/2025-26Q1/prepare").press("Prepare 2025-26Q1")
    second = pat.path
    assert "This is not here any more." in sam.open(way).text
    works(app)
    sam.open(WAITS).press("Agree: it may leave")
    third = _ordered_before_it_left(app, pat)

    works(app)

    assert pat.open(second).path == "/staff/releases/2025-26Q1"
    assert pat.open(third).heading == "2025-26Q1 is not prepared"
    assert "has left already and is never replaced" in pat.text


def _ordered_before_it_left(app, pat):
    from feedback.services.errands import Asked, ask  # noqa: PLC0415

    about = {"period": "2025-26Q1", "role": "participation"}
    with app.app_context(), store().begin() as transaction:
        asked = ask(transaction, Asked("release-prepare", about), by=pat.staff_id, now=now())
    return f"/staff/releases/2025-26Q1/prepare/{asked}"


def test_with_nobody_at_work_the_page_says_so(app, pat, clock):
    with app.app_context(), store().begin() as transaction:
        from feedback.periods import Period  # noqa: PLC0415

        period = Period.named("2025-26Q1")
        close_period(transaction, period, by=COMMAND, keys=keys(), now=now())
    pat.open("/staff/releases/2025-26Q1/prepare").press("Prepare 2025-26Q1")
    clock.shift(30)

    assert "Nobody has taken this up yet." in pat.open(pat.path).text
