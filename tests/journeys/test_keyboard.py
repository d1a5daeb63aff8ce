"""Every version of both forms, by keyboard alone, and each page weighed on the way."""

import pytest
from playwright.sync_api import Page

from feedback.questionnaire import Stage
from tests.journeys.keyboard import Keyboard
from tests.journeys.walk import VERSIONS, Council, Walk
from tests.journeys.watching import PHONE, Watched

pytestmark = pytest.mark.browser

PAGE, FIRST_VISIT = 10_000, 50_000  # bytes, gzipped


@pytest.fixture
def page(today: Council, chromium) -> Page:
    context = chromium.new_context(viewport=PHONE, locale="en-GB")
    yield Watched(context, today.portal).page()
    context.close()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("stage", [Stage.CONSULTATION, Stage.EVALUATION])
def test_every_version_is_filled_in_by_keyboard_with_the_focus_in_sight(
    today, page, stage, version
):
    walk = Walk(Keyboard(page), today.letters[stage, version])
    met = slice(len(today.portal.wire.exchanges), None)

    walk.from_the_letter_to_the_thank_you(today.portal.address)

    assert walk.hand.faults == set()
    pages = [one for one in today.portal.wire.exchanges[met] if one.is_page]
    assert {one.address: one.gzipped for one in pages if one.gzipped > PAGE} == {}
    assert Watched.of(page).strangers == set()


def test_a_first_visit_weighs_no_more_than_fifty_kilobytes(today, page):
    wire = today.portal.wire
    before = len(wire.exchanges)

    page.goto(today.portal.address, wait_until="networkidle")

    came = wire.exchanges[before:]
    assert {one.status for one in came} == {200}
    assert sum(one.gzipped for one in came) <= FIRST_VISIT
    assert Watched.of(page).strangers == set()
