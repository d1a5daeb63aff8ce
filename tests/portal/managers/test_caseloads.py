"""Children are handed over by date on a page, and absences are covered by date."""

from datetime import date, timedelta

import pytest
import time_machine

from feedback.store.models import Duty
from tests.people import enrolled, signed_in
from tests.portal.managers.conftest import SECRET

TODAY = date(2026, 3, 3)


def test_caseloads_stand_by_officer_with_what_is_overdue(manager, waiting, robin, service):
    service.child(None, "Nobody Has")

    manager.open("/staff/service/caseloads")

    rows = [" ".join(row.get_text(" ").split()) for row in manager.page.select("tbody tr")]
    assert rows == ["Robin Reviewer 3 2 1 5", "Nobody answers for them Needs an officer 1 0 0 0"]
    assert "Nobody Has" in manager.follow("Nobody answers for them").text
    assert waiting
    assert robin


def test_an_officer_reads_nothing_new_from_the_day_on_which_a_child_is_handed_over(
    app, manager, service, officer_browser
):
    new = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Second"))
    child = service.child(officer_browser.staff_id)
    review = service.review(child, date(2026, 3, 20), officer_id=officer_browser.staff_id)
    service.sends(review, SECRET)
    page = f"/staff/reviews/{review}"
    manager.open(f"/staff/service/caseloads/{officer_browser.staff_id}")

    tomorrow = (TODAY + timedelta(1)).isoformat()
    manager.press(
        "Hand over those I ticked", child=str(child), officer=str(new.staff_id), since=tomorrow
    )

    assert "1 child handed over." in manager.text
    assert "until 3 Mar 2026" in " ".join(manager.text.split())
    assert SECRET in officer_browser.open(page).text
    assert new.open(page).status == 404
    with time_machine.travel("2026-03-04T09:00:00+00:00", tick=False):
        old = signed_in(app, officer_browser.enrolment)
        new = signed_in(app, new.enrolment)
        assert old.open(page).status == 404
        assert SECRET in new.open(page).text


@pytest.fixture
def many(manager, service, robin):
    """The page of Robin, who answers for 60 children, and who could take some over."""
    new = service.staff("Sam Second")
    for number in range(60):
        service.child(robin, f"Child{number:02} Example")
    manager.open(f"/staff/service/caseloads/{robin}")
    return new


def test_a_long_caseload_stands_in_pages_and_only_those_ticked_there_go(manager, many):
    assert "60 children in all." in manager.text
    assert len(manager.page.select("[name=child]")) == 50

    manager.follow("Next page")
    boxes = [box["value"] for box in manager.page.select("[name=child]")]
    assert len(boxes) == 10
    manager.press(
        "Hand over those I ticked", child=boxes[:3], officer=str(many), since="2026-03-03"
    )

    assert "3 children handed over." in manager.text
    assert "57 children in all." in manager.text


def test_a_whole_caseload_goes_at_once_when_an_officer_leaves(manager, many):
    manager.press(
        "Hand over those I ticked", everyone="yes", officer=str(many), since="2026-03-03"
    )

    assert "60 children handed over." in manager.text
    assert "There are no children here." in manager.text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {"since": "2026-03-04", "child": ""},
            "Tick the children who shall go to another officer.",
        ),
        ({"since": "", "officer": ""}, "Choose an officer. Choose a day."),
        ({"since": "2026-03-02"}, "Choose today or a day to come"),
    ],
)
def test_a_handover_that_lacks_something_is_told_so_and_keeps_the_ticks(
    manager, waiting, robin, sam, answers, words
):
    manager.open(f"/staff/service/caseloads/{robin}")
    asked = {"officer": str(sam), "child": str(waiting[0])} | answers

    manager.press("Hand over those I ticked", **asked)

    assert words in manager.text
    assert len(manager.page.select("input[checked]")) == bool(asked["child"])


def test_there_is_no_page_for_an_officer_who_is_none(manager, waiting):
    assert manager.open(f"/staff/service/caseloads/{waiting[0]}").status == 404


def test_whoever_covers_reads_on_those_days_and_no_others(app, manager, service, robin):
    cover = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Cover"))
    child = service.child(robin)
    review = service.review(child, date(2026, 3, 20), officer_id=robin)
    service.sends(review, SECRET)
    page, days = (
        f"/staff/reviews/{review}",
        {"away-since": "2026-03-03", "away-until": "2026-03-04"},
    )
    assert "Nobody is away." in manager.open("/staff/service/cover").text

    who = {"away-officer": str(robin), "away-cover": str(cover.staff_id)}
    manager.press("Let them cover", **who, **days)

    assert "Robin Reviewer" in manager.page.select_one("tbody").get_text()
    assert SECRET in cover.open(page).text
    assert "Sam Cover covers" in manager.open("/staff/service/caseloads").text
    manager.open("/staff/service/cover").press("Let them cover", **who, **days)
    assert "on one of those days already" in manager.text
    manager.press("Today is the last day of Robin Reviewer")
    assert "They answer for their own children again." in manager.text
    with time_machine.travel("2026-03-04T09:00:00+00:00", tick=False):
        assert signed_in(app, cover.enrolment).open(page).status == 404


def test_who_reads_past_a_childs_own_officer_is_named_on_the_page(manager, robin):
    manager.open("/staff/service/cover")
    assert "Nobody is named, so safeguarding duty reads it." in manager.text

    manager.press("Name them", **{"reader-officer": str(robin), "reader-since": "2026-03-03"})
    manager.press("Name them", **{"reader-officer": "duty", "reader-since": "2026-03-09"})

    said = [" ".join(li.get_text(" ").split()) for li in manager.page.select("main li")]
    assert said == ["Robin Reviewer, from 3 Mar 2026", "Safeguarding duty, from 9 Mar 2026"]
    manager.press("Name them", **{"reader-officer": "duty", "reader-since": "2026-03-01"})
    assert "Choose today or a day to come" in manager.text
