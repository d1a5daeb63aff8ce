"""The office records, corrects and clears whether a child is disabled, on a page of its own."""

from sqlalchemy import delete

from feedback.store.models import Disability
from tests.portal.office.desk import rows

SAID = {"DISABLED": "yes", "RECORDED": "2026-03-01", "PURPOSE": "y"}
THERE = "Whether they are disabled, for the yearly figure"


def test_nothing_is_known_at_first_and_that_is_no_no(mia_page):
    assert "disabled" not in mia_page.text.replace(THERE, "").lower()

    mia_page.follow(THERE)

    assert "Nobody has recorded whether this child is disabled." in mia_page.text
    assert "Clear it" not in mia_page.text
    assert not mia_page.page.select("[name=DISABLED][checked], [name=PURPOSE][checked]")


def test_it_is_recorded_put_right_and_cleared(mia_page, store):
    mia_page.follow(THERE).press("Keep it", **SAID)
    assert "Disabled. Recorded on Sunday 1 March 2026" in mia_page.text

    mia_page.press("Keep it", **(SAID | {"DISABLED": "no", "RECORDED": "2026-02-27"}))
    assert "Not disabled. Recorded on Friday 27 February 2026" in mia_page.text

    mia_page.press("Clear it")
    assert "It is cleared. It counts as not known now." in mia_page.text
    assert rows(store, Disability) == []


def test_without_an_answer_a_day_and_the_purpose_nothing_is_kept(mia_page, store):
    mia_page.follow(THERE).press("Keep it", RECORDED="")

    assert mia_page.mistakes == [
        "Say yes or no.",
        "Say on which day it was recorded.",
        "What was recorded for anything else is not kept here.",
    ]
    assert rows(store, Disability) == []


def test_a_day_that_cannot_be_is_said_at_its_field(mia_page, store):
    mia_page.follow(THERE).press("Keep it", **(SAID | {"RECORDED": "2026-03-09"}))

    assert mia_page.mistakes == ["The day it was recorded is after today."]
    assert rows(store, Disability) == []


def test_clearing_what_was_cleared_meanwhile_says_nothing(mia_page, store):
    mia_page.follow(THERE).press("Keep it", **SAID)
    with store.begin() as transaction:
        transaction.execute(delete(Disability))

    mia_page.press("Clear it")

    assert "It is cleared." not in mia_page.text
    assert "Nobody has recorded" in mia_page.text
