"""Every version of both forms, by touch on a phone, in words that go from right to left."""

import pytest

from feedback.questionnaire import Stage
from tests.journeys.hands import Finger
from tests.journeys.walk import FROM_THE_RIGHT, VERSIONS, Walk
from tests.journeys.watching import NOTHING, PHONE, Watched

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("stage", [Stage.CONSULTATION, Stage.EVALUATION])
def test_every_version_is_filled_in_by_touch_and_leaves_nothing_on_the_phone(
    today, chromium, stage, version
):
    context = chromium.new_context(viewport=PHONE, locale="en-GB", has_touch=True, is_mobile=True)
    page = Watched(context, today.portal).page()
    walk = Walk(Finger(page), today.letters[stage, version], words=FROM_THE_RIGHT)

    walk.from_the_letter_to_the_thank_you(today.portal.address)

    assert Watched.of(page).what_is_kept(page) == NOTHING
    assert Watched.of(page).strangers == set()
    context.close()
