"""Get help, somebody today, an advocate: from every page, without finishing anything."""

from datetime import timedelta

import pytest

from feedback.services.raise_concern import acknowledge
from feedback.store.models import Concern, ConcernKind
from tests.portal.children.conftest import after_the_review
from tests.road import NOW


def test_every_number_is_there_and_rings(mia):
    mia.open("/help")

    assert [link["href"] for link in mia.page.select("a[href^='tel:']")] == [
        "tel:999",
        "tel:08001111",
        "tel:01632960123",
        "tel:01632960999",
        "tel:08088005792",
    ]
    assert "Nobody watches this page all the time." in mia.text


@pytest.mark.parametrize(
    ("link", "button", "kind"),
    [
        ("I want to talk to someone today", "Yes, please tell someone", ConcernKind.TALK_TODAY),
        ("I want an advocate", "Yes, I want an advocate", ConcernKind.ADVOCATE),
    ],
)
def test_asking_for_a_person_from_the_middle_raises_exactly_one_concern(
    settled, link, button, kind
):
    settled.goes_to("good").follow(link).press(button)

    assert "We got it." in settled.text
    assert "should see it by 14:45" in settled.text
    assert [concern.kind for concern in settled.road.rows(Concern)] == [kind]
    assert settled.follow("Go back to where I was").path == "/ask/good"


def test_pressing_it_twice_is_still_one(settled):
    settled.open("/talk/someone")
    page = settled.page
    settled.press("Yes, please tell someone")
    settled.page = page

    settled.press("Yes, please tell someone")

    assert len(settled.road.rows(Concern)) == 1


@pytest.mark.parametrize("link", ["/talk/someone", "/talk/advocate", "/safe"])
def test_before_we_got_it_is_said_the_journal_has_it(settled, link):
    settled.open(link).press()

    assert "We got it." in settled.text
    (line,) = settled.road.journal.lines()
    assert [row.id for row in line.rows] == [row.id for row in settled.road.rows(Concern)]


def test_where_the_journal_cannot_be_written_duty_is_told_and_the_child_to_ring(settled):
    settled.open("/talk/someone")
    settled.road.journal.folder.write_bytes(b"")

    settled.press("Yes, please tell someone")

    assert settled.status == 503
    assert settled.heading == "Please ring someone now"
    assert "We got it" not in settled.text
    assert len(settled.road.rows(Concern)) == 1
    settled.road.journal.folder.unlink()
    assert "We got it." in settled.open("/talk/someone").press("Yes, please tell someone").text
    assert len(settled.road.rows(Concern)) == len(list(settled.road.journal.lines())) == 1


def test_where_a_visit_left_too_long_calls_the_journal_has_that_too(settled, clock):
    settled.open("/talk/someone")
    clock.shift(timedelta(minutes=25))

    settled.press("Yes, please tell someone")

    assert len(settled.road.rows(Concern)) == len(list(settled.road.journal.lines())) == 1


def test_only_looking_raises_nothing(settled):
    settled.open("/talk/someone").open("/talk/advocate").open("/help")

    assert settled.road.rows(Concern) == []


def test_a_child_hears_that_somebody_has_it_only_when_somebody_has(settled):
    settled.open("/talk/someone").press("Yes, please tell someone")
    assert "has seen it" not in settled.text
    (concern,) = settled.road.rows(Concern)

    with settled.road.store.begin() as transaction:
        acknowledge(
            transaction, concern.id, settled.road.officer_id, keys=settled.road.keys, now=NOW
        )

    assert "A person on duty has seen it." in settled.open("/talk/someone").text


def test_whoever_picks_up_the_letter_does_not_learn_that_help_was_asked_for(settled):
    settled.open("/talk/someone").press("Yes, please tell someone")

    settled.leaves().comes_in().open("/talk/someone")

    assert "We got it." not in settled.text


def test_without_a_letter_one_can_ring_and_is_told_to_open_it(browser):
    browser.open("/talk/someone")

    assert "Open your letter first." in browser.text
    assert browser.page.select("a[href='tel:08001111']")
    assert not browser.page.select("main form")


def test_help_works_before_the_pictures_and_during_an_evaluation(mia):
    after_the_review(mia).comes_in()

    mia.follow("I want to talk to someone today").press("Yes, please tell someone")

    assert len(mia.road.rows(Concern)) == 1


def test_an_unknown_kind_of_help_is_not_here(settled):
    assert settled.open("/talk/nobody").status == 404


@pytest.mark.parametrize(
    "address", ["https://bad.example/", "//bad.example", "/staff", "javascript:1"]
)
def test_the_way_back_leads_to_no_page_but_a_childs(browser, address):
    browser.open(f"/help?back={address}")

    assert browser.page.select_one(".frame a")["href"] == "/"
