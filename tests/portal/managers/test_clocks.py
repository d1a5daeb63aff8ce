"""The manager sees tonight whom nobody has heard and what is overdue, and never a word."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select

from feedback.store.models import AuditRow, Duty
from tests.people import enrolled, signed_in
from tests.portal.managers.conftest import SECRET

PAGES = ("/staff/service", "/staff/service/caseloads", "/staff/service/cover")


def lists_of(manager) -> str:
    return " ".join(manager.page.select_one("nav[aria-label=Lists]").get_text(" ").split())


@pytest.mark.usefixtures("waiting")
def test_a_manager_begins_with_the_children_nobody_has_heard(manager):
    manager.open("/staff")

    assert manager.heading == "Whom nobody has heard, and what is overdue"
    assert lists_of(manager) == (
        "Nothing from them yet (1) To be read (2) To be recorded (0) Asks to be answered (1) "
        "Codes to be confirmed (0) To be filed (2)"
    )
    row = " ".join(manager.page.select_one("tbody tr").get_text(" ").split())
    assert row == "Ben Stone At a distance 10 Mar 2026 Robin Reviewer No letter yet"


@pytest.mark.usefixtures("waiting")
def test_each_list_names_the_child_the_officer_and_how_late_it_is(manager):
    manager.open("/staff/service?show=read")

    row = " ".join(manager.page.select_one("tbody tr").get_text(" ").split())
    assert row.startswith("Cy Young 10 Feb 2026 Robin Reviewer 11 Feb 2026 14")
    assert "Read within 2 working days after they were sent." in manager.text
    assert "Nobody is waiting here." in manager.open("/staff/service?show=record").text


@pytest.mark.usefixtures("waiting")
def test_a_manager_never_meets_a_word_of_a_child_and_names_are_one_row_of_the_log(manager, store):
    seen = [
        manager.open(f"/staff/service?show={name}").text for name in ("read", "answer", "file")
    ]
    seen += [manager.open(page).text for page in PAGES]

    assert not [text for text in seen if SECRET in text or "lock" in text]
    with store.look() as transaction:
        acts = select(AuditRow.act, func.count()).group_by(AuditRow.act)
        counted = dict(tuple(row) for row in transaction.execute(acts))
    assert counted["opened-names"] == 4
    assert "opened-views" not in counted


def test_a_manager_without_children_is_told_that_nobody_waits(manager):
    manager.open("/staff/service?show=nonsense&page=99")

    assert "Nobody is waiting here." in manager.text


@pytest.mark.usefixtures("waiting")
def test_the_pages_open_for_managers_and_for_nobody_else(app, browser, service):
    others = signed_in(app, enrolled(app, *(set(Duty) - {Duty.MANAGER})))
    officer = service.staff("Toni Third")
    pages = (*PAGES, f"/staff/service/caseloads/{officer}", "/staff/service/caseloads/nobody")

    assert [others.open(page).status for page in pages] == [403] * 5
    assert [browser.open(page).path for page in pages] == ["/staff/sign-in"] * 5


def test_a_list_of_hundreds_asks_ten_times_at_most_and_stays_small(manager, app, service, robin):
    for number in range(250):
        child = service.child(robin, f"Childwithaverylongname{number:03} Exampletonhamshire")
        service.review(child, date(2026, 2, 2) + timedelta(number % 9), officer_id=robin)
    asked = []
    engine = app.extensions["heard.store"].engine
    manager.open("/staff/service")
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    answer = manager.client.get("/staff/service?show=record&page=2")

    page = answer.get_data(as_text=True)
    assert "Page 2 of 3" in page
    assert len(re.findall("Childwithaverylongname", page)) == 100
    assert len(answer.data) <= 60_000
    assert len([words for words in asked if words.startswith("SELECT")]) <= 10
