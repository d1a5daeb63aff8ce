"""The public pages in a real browser: on a small phone, by every measure, and on paper."""

import pytest

from portal.front.pages import PAGES
from tests.journeys.measuring import look_closely
from tests.journeys.watching import NOTHING, PHONE, Watched

pytestmark = pytest.mark.browser

EVERY = ["/", "/about/", *(f"/about/{page.slug}" for page in PAGES)]


@pytest.fixture
def reader(portal, chromium):
    """Somebody on a small phone, with no letter."""
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    yield Watched(context, portal)
    context.close()


def test_every_public_page_can_be_used_and_leaves_nothing_behind(reader, portal):
    page, faults = reader.page(), []
    for address in EVERY[2:]:
        page.goto(portal.address + address)
        faults += [f"{address}: {fault}" for fault in look_closely(page, "short")]

    assert faults == []
    assert reader.what_is_kept(page) == NOTHING
    assert reader.cookies == set()
    for address in EVERY[:2]:
        page.goto(portal.address + address)
        assert look_closely(page, "short") == []


@pytest.mark.parametrize("address", ["/help", "/about/complaints", "/about/rights"])
def test_the_numbers_to_ring_stay_when_a_page_is_printed(reader, portal, address):
    page = reader.page()
    page.goto(portal.address + address)
    on_screen = page.locator("main a[href^='tel:']").all_inner_texts()

    page.emulate_media(media="print")

    assert on_screen
    assert [one.inner_text() for one in page.locator("main a[href^='tel:']").all()] == on_screen
    assert all(one.is_visible() for one in page.locator("main a[href^='tel:']").all())
    assert not page.locator(".leave").is_visible()
