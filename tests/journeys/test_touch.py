"""Every version of both forms, by touch, where no script runs, all of it from the right."""

import pytest

from feedback.questionnaire import Stage
from portal.languages import TURNED
from tests.journeys.hands import Finger
from tests.journeys.measuring import NARROW
from tests.journeys.walk import FROM_THE_RIGHT, VERSIONS, Walk
from tests.journeys.watching import NOTHING, PHONE, Watched

pytestmark = pytest.mark.browser

SCREENS = {
    Stage.CONSULTATION: {"width": NARROW[0], "height": NARROW[1]},
    Stage.EVALUATION: PHONE,
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("stage", SCREENS)
def test_every_version_is_filled_in_by_touch_and_leaves_nothing_on_the_phone(
    today, chromium, stage, version
):
    screen, home = SCREENS[stage], today.portal.address
    told = {"locale": "en-GB", "has_touch": True, "is_mobile": True, "java_script_enabled": False}
    context = chromium.new_context(viewport=screen, **told)
    page = Watched(context, today.portal).page()
    walk = Walk(Finger(page), today.letters[stage, version], FROM_THE_RIGHT, TURNED.tag)

    walk.from_the_letter_to_the_thank_you(home)

    if stage is Stage.CONSULTATION:
        walk.reads_what_was_sent(home)
    assert Watched.of(page).what_is_kept(page) == NOTHING
    assert Watched.of(page).strangers == set()
    context.close()
