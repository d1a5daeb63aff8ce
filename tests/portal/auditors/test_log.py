"""The auditor looks through the log, verifies it and takes it away; each look stands in it."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import event, select

from feedback.services import errands
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act, Actor
from feedback.store.log_head import LogHead
from feedback.store.models import AuditRow, Child, Duty
from portal.asked_for import doers
from portal.storage import settings
from tests.people import enrolled, signed_in
from tests.portal.made_and_sent import sent_to
from tests.road import NOW


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ada(app):
    return signed_in(app, enrolled(app, Duty.AUDITOR, name="Ada Auditor"))


@pytest.fixture
def mia(store, keys, tmp_path, app):
    robin = enrolled(app, Duty.OFFICER, name="Robin Reviewer")
    return sent_to(robin.id, store, keys, tmp_path)


def rows_on(browser):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in browser.page.select("tbody tr")
    ]


def newest(store):
    with store.look() as transaction:
        return transaction.scalars(select(AuditRow).order_by(AuditRow.place.desc())).first()


def work(app, store, keys):
    with app.app_context():
        everything = doers(settings(), keys)
    while errands.do_next(store, everything, holder=uuid4(), clock=lambda: NOW):
        pass


def test_a_look_at_the_log_stands_in_it_before_it_is_shown(ada, store):
    ada.open("/staff/log")

    assert rows_on(ada)[0][2:] == ["Ada Auditor", "auditor", "opened log", "audit"]
    assert newest(store).act == "opened-log"


def test_what_was_done_about_a_child_is_found_by_their_number_and_tells_none_of_their_words(
    ada, mia, store
):
    (child,) = mia.rows(Child)
    ada.open("/staff/log").press("Show", number=child.number)

    assert "About one child alone." in ada.text
    assert {"review"} <= {row[-1] for row in rows_on(ada)}
    assert newest(store).subject_id == child.id, "the look stands under the child too"
    html = str(ada.page)
    assert child.number not in html
    assert "Quill" not in html


def test_a_number_nobody_has_and_nonsense_in_an_address_are_met_kindly(ada):
    for number in ("12/34", "12\x0034"):
        ada.open("/staff/log").press("Show", number=number)
        assert "No child has that number." in ada.text

    for nonsense in ("since=x&until=2999-01-01", "before=x&after=-1", "child=x&who=%00&act=’"):
        assert ada.open(f"/staff/log?{nonsense}").status == 200
    assert "No row is like that." in ada.text


def test_the_rows_are_narrowed_down_and_gone_through_page_by_page(ada, store, keys):
    with store.begin() as transaction:
        for _ in range(120):
            audit.write(transaction, SYSTEM, Act("tipped-out", "tray"), keys=keys, now=NOW)

    ada.open("/staff/log?act=tipped-out&who=system").follow("Older rows")
    middle = rows_on(ada)

    assert {row[4] for row in middle} == {"tipped out"}
    assert {row[2] for row in middle} == {"the portal by itself"}
    last = rows_on(ada.follow("Older rows"))
    assert len(last) == 20
    assert rows_on(ada.follow("Newer rows")) == middle
    ada.follow("The newest")
    assert "Newer rows" not in ada.text


def test_a_page_is_light_and_asks_little_however_long_the_log_is(ada, store, keys):
    with store.begin() as transaction:
        for number in range(60):
            act = Act(f"looked-at-prepared-release-{number:04}", "outside-reading", uuid4(), "why")
            actor = Actor(ada.enrolment.id.hex, "participation")
            audit.write(transaction, actor, act, keys=keys, now=NOW)
    asked = []
    engine = ada.client.application.extensions["heard.store"].engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    answer = ada.client.get("/staff/log")

    assert len([words for words in asked if not words.startswith("PRAGMA")]) <= 10, asked
    assert len(answer.data) < 60_000


def test_it_is_taken_away_as_a_file_that_no_spreadsheet_calculates_after_the_password(
    ada, store, keys, clock
):
    with store.begin() as transaction:
        audit.write(transaction, SYSTEM, Act("=1+1", "tray"), keys=keys, now=NOW)
    clock.shift(timedelta(minutes=11))
    ada.open("/staff/log?who=system").follow("All of these as a CSV file")
    assert ada.heading == "Your password once more"
    ada.press(password=ada.enrolment.password)
    assert ada.heading == "Your file is coming"

    answer = ada.client.get(ada.page.select_one("main .button")["href"])

    (heading, *rows) = csv.reader(
        io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))
    )
    assert heading[:3] == ["row", "moment", "who"]
    assert [row[2:6] for row in rows] == [["system", "the portal by itself", "system", "'=1+1"]]
    assert newest(store).act == "downloaded-log"


def test_the_log_is_verified_by_the_worker_and_the_page_says_what_came_of_it(
    app, ada, store, keys
):
    with store.look() as transaction:
        head = str(LogHead.of(transaction))
    ada.open("/staff/log").press("Verify the log", head=head)
    assert ada.heading == "Verifying the log"
    assert ada.client.get(ada.path).headers["Refresh"] == "2"

    work(app, store, keys)

    ada.open(ada.path)
    assert ada.heading == "The log is whole"
    assert "It goes on from the one head it was laid beside." in ada.text
    assert "Refresh" not in ada.client.get(ada.path).headers


def test_a_log_that_is_another_than_the_one_whose_head_was_kept_is_said_to_be(
    app, ada, store, keys
):
    rows = newest(store).place
    ada.open("/staff/log").press("Verify the log", head=f"{rows} {'0' * 64}")
    work(app, store, keys)

    ada.open(ada.path)

    assert ada.heading == "The log is not whole"
    assert f"row {rows} is missing or another" in ada.text


def test_what_is_no_head_is_said_and_a_colleagues_work_is_not_there(app, ada):
    ada.open("/staff/log").press("Verify the log", head="not a head")
    assert "This is no head of a log" in ada.text
    ada.open("/staff/log").press("Verify the log")

    other = signed_in(app, enrolled(app, Duty.AUDITOR, name="Ben Auditor"))

    assert other.open(ada.path).path == "/staff/log"
