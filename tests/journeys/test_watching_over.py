"""Filing, watching, handing over and the return in a real browser, without JavaScript too."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from feedback.participation import Indicator
from feedback.store.models import Duty, Review
from tests import cases
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, folder
from tests.feedback.services.imports import take_in
from tests.feedback.services.managing import SILENT, Service
from tests.journeys.measuring import axe_faults, look_closely
from tests.journeys.people import Staff
from tests.people import enrolled

pytestmark = pytest.mark.browser

WORDS = "A lock on my door"
SENT = datetime(2026, 2, 9, 16, tzinfo=cases.LONDON)


@pytest.fixture
def service(portal) -> Service:
    return Service(portal.store, portal.keys)


@pytest.fixture
def somebody(portal, chromium):
    """Let somebody sign in with a browser of their own, wide, and without scripts if told so."""
    contexts = []

    def sit_down(*duties: Duty, name: str, scripts: bool = True) -> Staff:
        context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, locale="en-GB", java_script_enabled=scripts
        )
        contexts.append(context)
        staff, who = Staff(portal, context.new_page()), enrolled(portal.app, *duties, name=name)
        staff.signs_in(who)
        staff.id, staff.enrolment = who.id, who
        return staff

    yield sit_down
    for context in contexts:
        context.close()


def looks_sound(staff: Staff) -> None:
    """Look at the page before somebody closely: sizes, sideways scroll, and what axe finds."""
    assert look_closely(staff.page, "staff") == []
    assert axe_faults(staff.page) == []


def test_a_childs_words_are_printed_filed_and_the_code_typed_back(service, somebody):
    robin = somebody(Duty.OFFICER, name="Robin Reviewer")
    child = service.child(robin.id)
    service.sends(service.review(child, date(2026, 3, 20)), WORDS, sent_at=SENT)
    robin.opens("/staff/reviews/to-file")
    looks_sound(robin)
    assert robin.page.locator(".tag--late").count() == 1

    robin.page.get_by_role("button", name="Make the statement").click()
    assert WORDS in robin.page.locator("article").inner_text()
    looks_sound(robin)
    code = robin.page.locator(".statement__code").inner_text()
    robin.page.emulate_media(media="print")
    assert robin.page.locator("article").is_visible()
    assert not robin.page.get_by_role("button", name="It is filed").is_visible()
    robin.page.emulate_media(media="screen")
    robin.page.get_by_label("Code on the statement").fill(code.lower())
    robin.presses("It is filed")

    assert "Everything your children sent is in the case system." in robin.page.inner_text("main")


def test_a_manager_sees_who_waits_hands_a_child_over_and_names_cover(service, somebody):
    morgan = somebody(Duty.MANAGER, name="Morgan Manager")
    robin, sam = service.staff("Robin Reviewer"), service.staff("Sam Second")
    child = service.child(robin)
    review = service.review(child, date(2026, 3, 20), officer_id=robin)
    service.sends(review, WORDS, sent_at=SENT)
    service.review(service.child(robin, "Ben Stone"), date(2026, 2, 10), officer_id=robin)
    morgan.opens("/staff/service?show=read")
    looks_sound(morgan)
    assert "Ada Quill" in morgan.page.inner_text("main")
    assert WORDS not in morgan.page.content()

    for page in ("Follow-ups", "Quarter pack", "Monthly watch"):
        morgan.follows(page)
        looks_sound(morgan)
    morgan.opens(f"/staff/service/follow-ups/{review}")
    looks_sound(morgan)
    morgan.follows("Caseloads")
    looks_sound(morgan)
    morgan.follows("Robin Reviewer")
    looks_sound(morgan)
    morgan.page.get_by_label("Ada Quill").check()
    morgan.page.locator("[name=officer]").select_option(str(sam))
    morgan.presses("Hand over those I ticked")
    assert "1 child handed over." in morgan.page.inner_text("main")
    morgan.follows("Cover")
    looks_sound(morgan)
    for name, key in (("away-officer", sam), ("away-cover", robin)):
        morgan.page.locator(f"[name={name}]").select_option(str(key))
    for name, day in (("away-since", "2026-03-03"), ("away-until", "2026-03-06")):
        morgan.page.locator(f"[name={name}]").fill(day)
    morgan.presses("Let them cover")

    assert "Sam Second" in morgan.page.locator("tbody").inner_text()


def test_a_month_is_watched_and_followed_up_without_scripts(service, somebody):
    morgan = somebody(Duty.MANAGER, name="Morgan Manager", scripts=False)
    robin = service.staff("Robin Reviewer")
    review = service.review(service.child(robin), date(2026, 2, 10), officer_id=robin)
    service.records(review, robin, SILENT)
    service.code(review, Indicator.PN7)
    morgan.follows("Monthly watch")
    morgan.follows("Write what follows")
    morgan.chooses(cause="no-wish")
    morgan.page.locator("[name=reason]").fill("Football that day")
    morgan.page.locator("[name=action]").fill("Ask for another day")
    morgan.page.locator("[name=owner]").select_option(str(robin))
    morgan.page.locator("[name=due]").fill("2026-03-20")

    morgan.presses("Write this down")

    assert "They did not want to" in morgan.page.locator("tbody").inner_text()
    morgan.follows("Quarter pack")
    morgan.follows("2025-26Q4")
    assert "To be done" in morgan.page.locator("tbody").first.inner_text()


def test_the_return_is_looked_at_and_made_with_the_password_once_more(
    portal, service, somebody, clock
):
    council = portal.app.extensions["heard.council"]
    portal.app.extensions["heard.council"] = replace(council, return_page=True)
    held = "0042,10/05/2010,01/03/2025,PN1"
    rows = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW], "reviews": [held]}
    take_in(portal.store, portal.keys, folder(**rows))
    rita = somebody(Duty.RETURNS, name="Rita Returns")
    rita.opens("/staff/return?year=2025")
    looks_sound(rita)
    assert "No code has been confirmed" in rita.page.inner_text("main")
    with portal.store.look() as transaction:
        key = transaction.scalars(select(Review.id)).one()
    service.code(key, Indicator.PN1)
    rita.opens("/staff/return?year=2025")
    clock.shift(660)

    rita.follows("Go on to the files")
    rita.page.locator("[name=password]").fill(rita.enrolment.password)
    rita.page.locator("main form button").first.click()
    looks_sound(rita)
    with rita.page.expect_download() as leaving:
        rita.page.get_by_role("button", name="Make reviews, header and episodes").click()

    with ZipFile(BytesIO(Path(leaving.value.path()).read_bytes())) as archive:
        assert archive.read("reviews.csv").decode().splitlines()[1] == held
