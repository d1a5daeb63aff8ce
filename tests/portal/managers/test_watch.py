"""The monthly watch, what follows, and the quarter pack, on pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, update

from feedback.participation import Indicator
from feedback.store.models import Duty, Release
from tests import released
from tests.feedback.services.managing import SILENT
from tests.people import enrolled, signed_in
from tests.portal.managers.conftest import SECRET
from tests.reports import report
from tests.road import NOW

PN7 = "10 Feb 2026 Robin Reviewer PN7: was not there, and not heard"
WATCH, PACK = "/staff/service/watch", "/staff/service/quarters/2025-26Q3"
WRITTEN = {
    "cause": "no-wish", "reason": "Football that day", "action": "Ask for another day",
    "due": "2026-03-20",
}  # fmt: skip


@pytest.fixture
def unheard(service, robin):
    """Ada, at a distance, was not heard in February; Ben’s review was never recorded."""
    child = service.child(robin, at_a_distance=True)
    review = service.review(child, date(2026, 2, 10), officer_id=robin)
    service.sends(review, SECRET)
    service.records(review, robin, SILENT)
    service.code(review, Indicator.PN7)
    service.review(service.child(robin, "Ben Stone"), date(2026, 2, 12), officer_id=robin)
    return child, review


def rows_of(browser, place=0):
    table = browser.page.select("main table")[place]
    return [" ".join(row.get_text(" ").split()) for row in table.select("tbody tr")]


def test_the_month_that_is_over_shows_who_was_not_heard_and_what_is_blank(manager, unheard):
    manager.open(WATCH)

    assert unheard
    assert rows_of(manager) == [
        f"Ada Quill At a distance {PN7} Write what follows for Ada Quill",
        "Ben Stone 12 Feb 2026 Robin Reviewer Nothing recorded Write what follows for Ben Stone",
    ]
    assert rows_of(manager, 1)[0].endswith("Seen alone: not recorded · Contact: not recorded")
    assert rows_of(manager, 2)[0].endswith("Not invited in time")
    text = " ".join(manager.text.split())
    assert "1 review of a child who lives at a distance. Heard at 0 of them;" in text
    assert SECRET not in text


def test_another_month_is_chosen_and_one_that_is_none_is_not_there(manager):
    manager.open(f"{WATCH}?month=2023-01")

    assert "No review was to be held." in manager.text
    assert manager.page.select_one("option[selected]").get_text() == "January 2023"
    assert manager.open(f"{WATCH}?month=2026-99").status == 404
    assert manager.open(f"{WATCH}?month=2027-01").status == 404


def test_what_follows_is_written_changed_and_judged_after_the_next_review(
    manager, unheard, service, robin
):
    child, review = unheard
    page = f"/staff/service/follow-ups/{review}"
    manager.open(WATCH).follow("Write what follows for Ada Quill")
    manager.press("Write this down")
    assert "Choose what fits best." in manager.text

    manager.press("Write this down", owner=str(robin), **WRITTEN)

    assert "Written down. What stood before is kept." in manager.text
    assert rows_of(manager) == [
        "Ada Quill 10 Feb 2026 They did not want to Robin Reviewer 20 Mar 2026"
    ]
    assert "To be done" in manager.open(WATCH).text
    done = {"owner": str(robin), "doing": "done", "outcome": "", "worked": ""}
    manager.open(page)
    assert "Did it work at the next review?" not in manager.text
    fields = {key: value for key, value in done.items() if key != "worked"}
    manager.press("Write this down", **WRITTEN, **fields)
    assert "Say in a few words what came of it." in manager.text
    manager.press("Write this down", **WRITTEN, **fields | {"outcome": "Thursdays now"})
    service.code(service.review(child, date(2026, 3, 2), officer_id=robin), Indicator.PN1)
    assert "PN1" in rows_of(manager.open("/staff/service/follow-ups"))[0]
    manager.open(page)
    manager.press("Write this down", **WRITTEN, **done | {"outcome": "So", "worked": "yes"})
    assert "At the next review: Yes, they were heard" in manager.open(WATCH).text
    assert "Football that day" in manager.open(page).text


def test_an_officer_sees_and_writes_what_follows_for_their_own_children_alone(
    app, service, officer_browser
):
    own = service.child(officer_browser.staff_id)
    review = service.review(own, date(2026, 2, 10), officer_id=officer_browser.staff_id)
    page = f"/staff/reviews/{review}/follow-up"
    assert (
        "Nothing is to be followed up." in officer_browser.open("/staff/reviews/follow-ups").text
    )

    service.records(review, officer_browser.staff_id, SILENT)
    service.code(review, Indicator.PN7)
    officer_browser.open(f"/staff/reviews/{review}").follow("What follows, so that they are heard")
    assert officer_browser.path == page
    owner = {"owner": str(officer_browser.staff_id)}
    officer_browser.press("Write this down", **WRITTEN, **owner)

    assert "Ada Quill" in officer_browser.text
    other = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Other"))
    assert other.open(page).status == 404
    assert "Ada Quill" not in other.open("/staff/reviews/follow-ups").text
    assert other.open(f"/staff/service/follow-ups/{review}").status == 403


def test_there_is_nothing_to_follow_where_there_is_no_review(manager, robin):
    assert manager.open(f"/staff/service/follow-ups/{robin}").status == 404


def test_the_quarter_pack_holds_lists_from_rows_and_figures_only_from_a_release(
    manager, service, robin, store
):
    review = service.review(service.child(robin), date(2025, 11, 4), officer_id=robin)
    service.records(review, robin, SILENT)
    service.code(review, Indicator.PN4)
    manager.open("/staff/service/quarters").follow("2025-26Q3")

    assert manager.path == PACK
    assert "This quarter has not been released." in manager.text
    assert rows_of(manager)[0].startswith("Ada Quill 4 Nov 2025 Robin Reviewer PN4")
    with store.begin() as transaction:
        released.enter(transaction, report("2025-26Q3", {}))
    manager.open(PACK)
    assert "Read the whole release" in manager.text
    assert "[c]" in manager.text
    with store.begin() as transaction:
        transaction.execute(update(Release).values(withdrawn_at=NOW, note="Too early."))
    assert "Read the whole release" not in manager.open(PACK).text
    assert "was withdrawn. Too early." in manager.text
    assert "Withdrawn" in manager.open("/staff/service/quarters").text


@pytest.mark.parametrize("name", ["2025-26", "nonsense", "2026-27Q3"])
def test_a_quarter_that_is_none_or_to_come_has_no_pack(manager, name):
    assert manager.open(f"/staff/service/quarters/{name}").status == 404


def test_the_pages_of_the_watch_open_for_managers_and_nobody_else(app, browser, unheard):
    others = signed_in(app, enrolled(app, *(set(Duty) - {Duty.MANAGER})))
    pages = (WATCH, PACK, "/staff/service/quarters", "/staff/service/follow-ups",
             f"/staff/service/follow-ups/{unheard[1]}")  # fmt: skip

    assert [others.open(page).status for page in pages] == [403] * 5
    assert [browser.open(page).path for page in pages] == ["/staff/sign-in"] * 5
    manager = signed_in(app, enrolled(app, Duty.MANAGER))
    assert manager.open("/staff/reviews/follow-ups").status == 403


def test_a_month_of_a_large_council_asks_ten_times_at_most_and_stays_small(
    manager, app, service, robin
):
    for number in range(120):
        child = service.child(robin, f"Childwithalongname{number:03} Exampletonhamshire")
        day = date(2026, 2, 2) + timedelta(number % 20)
        review = service.review(child, day, officer_id=robin)
        if number % 8:
            service.code(review, Indicator.PN1)
    asked = []
    engine = app.extensions["heard.store"].engine
    manager.open(WATCH)
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    answer = manager.client.get(WATCH)

    assert len([words for words in asked if words.startswith("SELECT")]) <= 10
    assert len(answer.data) <= 60_000
