"""What has left: tried again, withdrawn with a note, and read on the ledger."""

import csv
import io
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import select

from feedback.services.load_facts import load_facts
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, Duty, Release
from portal.storage import keys, store
from tests import released
from tests.people import enrolled, signed_in
from tests.portal.office.files import works
from tests.reports import SEED, report, reviews, whole_year

NOW = datetime(2016, 7, 15, 10, 0, tzinfo=UTC)
QUARTER = "/staff/releases/2015-16Q1"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW) as clock:
        yield clock


@pytest.fixture
def left(app):
    """A year and a quarter of it that left."""
    with app.app_context(), store().begin() as transaction:
        released.enter(
            transaction,
            whole_year("2015-16", SEED),
            report("2015-16Q1", reviews({"PN1": 150, "PN4": 8, "PN7": 30})),
        )


@pytest.fixture
def sam(app):
    return signed_in(app, enrolled(app, Duty.MANAGER, name="Sam Manager"))


def _acts(app):
    with app.app_context(), store().look() as transaction:
        return transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()


@pytest.mark.usefixtures("left")
def test_it_is_withdrawn_with_a_note_that_stands_on_its_page(app, sam):
    sam.open("/staff/figures/2015-16")
    sam.open("/staff/releases/2015-16").follow("Withdraw this summary")
    assert sam.press("Withdraw it", note=" ").status == 400
    assert sam.mistakes == ["Say why it is withdrawn, in 1 to 1,000 characters."]

    sam.press("Withdraw it", note="The codes of <May> were wrong.")

    assert "Withdrawn on Friday 15 July 2016. The codes of <May> were wrong. (Sam Manager)" in (
        sam.text
    )
    assert not sam.page.find("a", string="Withdraw this summary")
    assert not sam.page.find("a", string="The report for children")
    assert sam.open("/staff/figures/2015-16").status == 404
    assert "Withdrawn" in sam.open("/staff/releases").text
    assert _acts(app)[-1] == "withdrew-release"


@pytest.mark.usefixtures("left")
def test_it_is_withdrawn_once(app, sam):
    sam.open(f"{QUARTER}/withdraw")
    other = signed_in(app, enrolled(app, Duty.PARTICIPATION))
    other.open(f"{QUARTER}/withdraw").press("Withdraw it", note="Too early.")

    sam.press("Withdraw it", note="Another note.")

    assert "It was withdrawn already, with another note." in sam.text
    assert "Too early. (Robin Participation)" in sam.text


def test_what_never_left_is_neither_withdrawn_nor_tried(app, sam):
    assert sam.open(f"{QUARTER}/withdraw").status == 404
    sam.open("/staff/releases/ledger")
    token = sam.page.select_one("[name=csrf_token]")["value"]
    answer = sam.client.post(f"{QUARTER}/verify", data={"csrf_token": token})
    assert answer.status_code == 404
    assert "verified-release" not in _acts(app)


@pytest.mark.usefixtures("left")
def test_it_is_tried_again_by_the_worker_and_what_does_not_hold_is_said(app, sam, clock):
    sam.open(QUARTER).press("Try again with all that is known today")
    assert sam.heading == "Trying to break 2015-16Q1"
    way = sam.path
    clock.shift(30)
    assert "Nobody has taken this up yet." in sam.open(way).text
    works(app)

    assert sam.open(way).heading == "2015-16Q1 does not hold"
    assert "Withdraw it, and tell whoever runs the portal." in sam.text
    assert sam.page.find("a", string="Withdraw 2015-16Q1")
    other = signed_in(app, enrolled(app, Duty.PARTICIPATION))
    assert other.open(way).path == QUARTER


def test_before_anything_left_the_ledger_says_so(sam):
    sam.open("/staff/releases").follow("The ledger")

    assert "Nothing has left yet." in sam.text
    assert not sam.page.select("select")


@pytest.mark.usefixtures("left")
def test_the_ledger_is_read_page_by_page_and_narrowed_down(sam):
    sam.open("/staff/releases/ledger")
    assert "Page 1 of" in sam.text
    assert len(sam.page.encode()) < 60_000
    sam.follow("Next page").follow("Page before")
    assert "Page 1 of" in sam.text

    sam.open("/staff/releases/ledger?period=2015-16&table=participation")

    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")]
            for row in sam.page.select("tbody tr")]  # fmt: skip
    assert rows[0] == ["2015-16", "1,031", "Took part", "Did children take part in their reviews?"]
    assert not sam.page.select("nav[aria-label='Pages of this list']")
    hidden = sam.open("/staff/releases/ledger?period=2015-16Q1&table=voice")
    assert "[c]" in hidden.page.tbody.get_text()
    assert "Nothing of that table has left" in sam.open(
        "/staff/releases/ledger?period=2015-16Q1&table=age"
    ).text  # fmt: skip


@pytest.mark.usefixtures("left")
def test_what_others_told_stands_below_the_ledger(app, sam):
    content = b"period,table,row,column,count,source\n2015-16,codes,,PN4,10-14,National <table>"
    with app.app_context(), store().begin() as transaction:
        load_facts(transaction, "f.csv", content, by=COMMAND, keys=keys(), now=NOW)

    assert "PN4: 10–14 National <table>" in sam.open("/staff/releases/ledger?period=2015-16").text
    assert "Told elsewhere" not in sam.open("/staff/releases/ledger?period=2015-16Q1").text
    assert "Told elsewhere" not in sam.open("/staff/releases/ledger?table=groups").text


@pytest.mark.usefixtures("left")
def test_the_ledger_is_taken_away_as_a_file_and_that_is_written_down(app, sam):
    sam.open("/staff/releases/ledger?period=2015-16Q1")
    link = sam.page.find("a", string="All of these as a CSV file")["href"]

    answer = sam.client.get(link)

    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert {row["period"] for row in rows} == {"2015-16Q1"}
    assert {row["count"] for row in rows} > {"c", "150"}
    assert {row["withdrawn"] for row in rows} == {"no"}
    assert _acts(app)[-1] == "downloaded-ledger"


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("page", ["0", "-3", "x", "99999999", "²", ""])
def test_a_page_of_the_ledger_that_is_none_is_another(sam, page):
    assert sam.open(f"/staff/releases/ledger?page={page}").status == 200


def test_a_range_that_is_no_period_has_no_ledger(sam):
    assert sam.open("/staff/releases/ledger?period=2015-05").status == 404


@pytest.mark.usefixtures("left")
def test_nobody_else_reads_or_withdraws_anything(app, browser):
    others = signed_in(app, enrolled(app, *(set(Duty) - {Duty.MANAGER, Duty.PARTICIPATION})))
    pages = ("/staff/releases/ledger", "/staff/releases/ledger.csv", f"{QUARTER}/withdraw")

    assert [others.open(page).status for page in pages] == [403] * 3
    assert [browser.open(page).path for page in pages] == ["/staff/sign-in"] * 3
    with app.app_context(), store().look() as transaction:
        assert set(transaction.scalars(select(Release.withdrawn_at))) == {None}
