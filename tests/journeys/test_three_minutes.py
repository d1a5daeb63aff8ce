"""Three minutes before a meeting: an officer with 500 children finds one child’s words."""

import pytest

from feedback.store.models import Duty
from tests.journeys.measuring import look_closely
from tests.journeys.people import Staff
from tests.journeys.watching import PHONE, Watched
from tests.people import enrolled
from tests.portal.officers.busy import SAID, caseload_of

pytestmark = pytest.mark.browser

SIZE = 500


@pytest.fixture
def robin(portal):
    officer = enrolled(portal.app, Duty.OFFICER, name="Robin Reviewer")
    with portal.store.begin() as transaction:
        caseload_of(transaction, portal.keys, officer.id, SIZE)
    return officer


@pytest.fixture
def staff(portal, chromium, robin):
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    staff = Staff(portal, Watched(context, portal).page())
    staff.signs_in(robin)
    yield staff
    context.close()


def test_an_officer_of_500_children_reads_one_of_them_and_takes_a_sheet_to_the_meeting(staff):
    """On a telephone: one tap from signing in to the words of whoever asked to talk."""
    page = staff.page
    assert staff.heading == "My reviews"
    asked = page.get_by_role("heading", name="Asked to talk to you before their review")
    assert asked.is_visible()
    assert look_closely(page, "staff") == []

    page.locator(".inbox__talk a").first.click()
    page.wait_for_load_state()
    said = page.locator("main").inner_text()
    assert said.index(SAID["home"][0].strip()) < said.index("Facts")
    assert SAID["only-iro"][0] in said
    assert "In their own words" in said
    assert look_closely(page, "staff") == []

    staff.follows("Sheet for the chair")
    sheet = page.locator("main").inner_text()
    assert SAID["wishes"][0] in sheet
    assert SAID["only-iro"][0] not in sheet


def test_an_officer_of_500_children_finds_one_by_name_and_narrows_the_list(staff):
    page = staff.page

    page.get_by_label("Find a child by name").fill("child314")
    staff.presses("Find")
    found = page.locator("main").inner_text()
    assert "Child314" in found
    assert "Child313" not in found
    assert "child314" not in staff.path.lower()

    staff.opens("/staff/reviews")
    page.locator("summary", has_text="Show only some").click()
    page.get_by_label("An advocate").check()
    staff.presses("Show these")
    assert page.locator("tbody tr").count() > 0
    narrowed = page.locator("tbody tr").count()
    page.get_by_role("link", name="take this off").first.click()
    page.wait_for_load_state()
    assert page.locator("tbody tr").count() > narrowed
