"""The whole service after a year of 1,398 reviews: watch, office, manager and the 903 return."""

from collections import Counter
from csv import reader
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from feedback.due_dates import Clocks, add_months
from feedback.participation import Indicator
from feedback.services.invite import Desk
from feedback.services.monthly_watch import Missing, Null, watch
from feedback.services.overdue import Clock, overdue
from feedback.services.rehearse.plants import (
    NOT_ANSWERED,
    NOT_FILED,
    WITHOUT_CODE,
    Plant,
)
from feedback.store.models import Ask, Child, Letter, Review, SentViews
from tests.journeys.next_quarter import SIZE
from tests.journeys.rehearsed import NOW, REVIEWS, YEAR
from tests.portal.office.files import works

pytestmark = pytest.mark.browser

TODAY = NOW.date()
PLANNED = "CHILD,DATE,TIME,PART,OFFICER,OFFICER_NAME,SOCIAL_WORKER\n"
_BY_CODE = {Indicator.PN4: Missing.PN4, Indicator.PN7: Missing.PN7}


def test_the_months_hold_exactly_who_was_planted_and_what_follows_is_written_down(council):
    expected = _not_heard(council.story)
    assert _watched(council) == expected
    morgan = council.sits("morgan")
    for month in ("2025-06", "2025-11"):
        named = {
            k for k, _why in expected.items() if f"{council.story.reviews[k].day}"[:7] == month
        }
        morgan.opens(f"/staff/service/watch?month={month}")
        heading = morgan.page.get_by_role("heading", name="Not heard, or not known to be heard")
        assert heading.inner_text().endswith(f"({len(named)})")
        assert morgan.page.get_by_role("link", name="Write what follows").count() == len(named)

    morgan.follows("Write what follows")
    morgan.chooses(cause="no-wish")
    morgan.page.locator("[name=reason]").fill("Football that day")
    morgan.page.locator("[name=action]").fill("Ask for another day")
    morgan.page.locator("[name=owner]").select_option(str(council.id_of("robin")))
    morgan.page.locator("[name=due]").fill("2026-06-20")
    morgan.presses("Write this down")

    assert "They did not want to" in morgan.page.locator("main").inner_text()
    morgan.follows("Quarter pack")
    morgan.follows("2025-26Q3")
    assert "To be done" in morgan.page.locator("main").inner_text()


def test_a_manager_counts_exactly_what_was_forgotten_and_hands_children_over(council):
    expected = _overdue(council)
    assert _found(council) == expected
    morgan = council.sits("morgan")
    morgan.opens("/staff/service?show=read")
    lists = morgan.page.get_by_role("navigation", name="Lists").inner_text()
    words = {"read": "To be read", "record": "To be recorded", "answer": "Asks to be answered",
             "confirm": "Codes to be confirmed", "file": "To be filed"}  # fmt: skip
    for clock, keys in expected.items():
        assert f"{words[clock]} ({len(keys)})" in lists

    morgan.follows("Caseloads")
    assert str(SIZE) in morgan.page.locator("tr", has_text="Robin Reviewer").inner_text()
    morgan.follows("Robin Reviewer")
    for box in morgan.page.locator("[name=child]").all()[:2]:
        box.check()
    morgan.page.locator("[name=officer]").select_option(index=1)
    morgan.presses("Hand over those I ticked")
    assert "2 children handed over." in morgan.page.locator("main").inner_text()
    morgan.follows("Cover")
    morgan.page.locator("[name=away-officer]").select_option(str(council.id_of("robin")))
    morgan.page.locator("[name=away-cover]").select_option(index=1)
    for name, day in (("away-since", "2026-05-25"), ("away-until", "2026-05-29")):
        morgan.page.locator(f"[name={name}]").fill(day)
    morgan.presses("Let them cover")
    assert "Robin Reviewer" in morgan.page.locator("tbody").inner_text()


def test_the_office_looks_at_files_before_anything_of_them_is_written(council):
    alex, portal = council.sits("alex"), council.portal
    alex.opens("/staff/office/import")
    rows = f"{PLANNED}990001,2026-07-15,14:00,1,IRO99,Robin Reviewer,Sam Social\n"
    file = {"name": "planned.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    alex.page.locator("[name=files]").set_input_files([file])
    alex.presses("Look at them")
    works(portal.app)
    alex.waits_for("What these files would change")
    alex.presses("Write exactly this")
    works(portal.app)
    alex.waits_for("What became of the files")
    assert _day_of(council, "990001") == "2026-07-15"


def test_the_office_makes_letters_in_one_file_and_types_paper_in(council):
    alex, portal = council.sits("alex"), council.portal
    alex.opens("/staff/office?show=due")
    first_six = "n => document.querySelectorAll(n).forEach((one, at) => one.checked = at < 6)"
    alex.page.evaluate(first_six, "[name=review]")
    alex.presses("Make the letters I ticked")
    works(portal.app)
    alex.waits_for("Letters to print")
    alex.follows("Open the print file")
    assert alex.page.locator(".letter__qr").count() == 6

    alex.opens(f"/staff/office/letters/{_waiting(council)}")
    alex.follows("Type it in")
    alex.page.get_by_label("On paper").check()
    alex.page.get_by_label("On what day was it received?").fill("2026-05-18")
    alex.page.get_by_label("The child wrote them, alone").check()
    alex.page.locator("textarea.theirs").first.fill("The stairs are dark.")
    alex.presses("Keep it")
    assert "It is typed in, under the receipt" in alex.page.locator("main").inner_text()


def test_no_file_of_the_return_is_made_while_a_review_has_no_code(council):
    rita = _at_the_return(council)

    missing = len(council.story.forgotten(*WITHOUT_CODE))
    said = rita.page.locator("main").inner_text()
    assert f"{missing} things are not settled." in said
    assert rita.page.locator("tbody tr").count() == missing
    assert rita.page.get_by_role("link", name="Go on to the files").count() == 0


def test_the_files_of_the_return_hold_every_review_of_the_year(settled):
    rita = _at_the_return(settled)
    assert f"{REVIEWS} reviews, and nothing is missing." in rita.page.locator("main").inner_text()
    settled.clock.shift(660)

    rita.follows("Go on to the files")
    rita.page.locator("[name=password]").fill(settled.story.people["rita"].password)
    rita.page.locator("main form button").first.click()
    with rita.page.expect_download() as leaving:
        rita.page.get_by_role("button", name="Make reviews, header and episodes").click()

    with ZipFile(BytesIO(Path(leaving.value.path()).read_bytes())) as archive:
        rows = list(reader(archive.read("reviews.csv").decode().splitlines()))
    codes = Counter(row[3] for row in rows[1:])
    assert len(rows) == REVIEWS + 1
    assert codes == Counter(told.code for told in settled.story.reviews.values())


def _at_the_return(council):
    app = council.portal.app
    extensions = app.extensions
    extensions["heard.council"] = replace(extensions["heard.council"], return_page=True)
    rita = council.sits("rita")
    rita.opens("/staff/return?year=2026")
    return rita


def _not_heard(story):
    old = {k for k, told in story.reviews.items() if told.code is not Indicator.PN0}
    by_code = {
        k: _BY_CODE[told.code] for k, told in story.reviews.items() if told.code in _BY_CODE
    }
    pending = dict.fromkeys(story.forgotten(Plant.NO_CODE) & old, Missing.PENDING)
    never = dict.fromkeys(story.forgotten(Plant.NO_RECORD) & old, Missing.NOT_RECORDED)
    return by_code | pending | never


def _watched(council):
    """Return whom the twelve months name, and check their null returns on the way."""
    desk, story, found = _desk(council), council.story, {}
    for number in range(12):
        with council.portal.store.look() as transaction:
            month = watch(transaction, add_months(YEAR.first, number), desk=desk, today=TODAY)
        found |= {one.review_id: one for one in month}
    old = {k for k, told in story.reviews.items() if told.code is not Indicator.PN0}
    never = story.forgotten(Plant.NO_RECORD)
    blank = (story.forgotten(Plant.NOT_NOTED) | never) & old
    for null in (Null.SEEN_NOT_RECORDED, Null.CONTACT_NOT_RECORDED):
        assert {key for key, one in found.items() if null in one.nulls} == blank
    not_seen = {key for key, one in found.items() if Null.NOT_SEEN in one.nulls}
    assert not_seen == (story.forgotten(Plant.NOT_SEEN) - never) & old
    return {key: one.missing for key, one in found.items() if one.missing}


def _overdue(council):
    """Say what is overdue seven weeks after the year, by what was forgotten in it."""
    story = council.story
    with council.portal.store.look() as transaction:
        sent = set(transaction.scalars(select(SentViews.review_id)))
        asks = select(SentViews.review_id).join(Ask, Ask.views_id == SentViews.id)
        asked = set(transaction.scalars(asks))
    within = {k for k, told in story.reviews.items() if (TODAY - told.day).days <= 366}
    small = {k for k, told in story.reviews.items() if told.code is Indicator.PN0}
    never = story.forgotten(Plant.NO_RECORD) & within
    return {
        Clock.READ: story.forgotten(Plant.UNREAD) & sent,
        Clock.RECORD: never - small,
        Clock.ANSWER: story.forgotten(*NOT_ANSWERED) & asked,
        Clock.CONFIRM: (story.forgotten(Plant.NO_CODE) & within - never) | (never & small),
        Clock.FILE: story.forgotten(*NOT_FILED) & sent,
    }


def _found(council):
    found = {clock: set() for clock in Clock}
    with council.portal.store.look() as transaction:
        for one in overdue(transaction, desk=_desk(council), today=TODAY):
            found[one.clock].add(one.review_id)
    return found


def _desk(council):
    return Desk(Clocks(), council.portal.settings.locks)


def _day_of(council, number):
    planned = select(Review.day).join(Child).where(Child.number == number, Review.day > TODAY)
    with council.portal.store.look() as transaction:
        return transaction.scalars(planned).one().isoformat()


def _waiting(council):
    """Find a child with a letter from whom nothing came, and who writes words."""
    quiet = (
        select(Review.id)
        .join(Letter, Letter.review_id == Review.id)
        .where(Review.day > TODAY, Letter.version == "longer", Letter.revoked_at.is_(None))
        .where(~Review.id.in_(select(SentViews.review_id)))
        .order_by(Review.day, Review.id)
    )
    with council.portal.store.look() as transaction:
        return transaction.scalars(quiet).first()
