"""Every version of both forms, where no script runs, in words from the right on English pages."""

import pytest

from feedback.questionnaire import Stage
from tests.journeys.hands import Pointer
from tests.journeys.walk import FROM_THE_RIGHT, VERSIONS, Walk
from tests.journeys.watching import PHONE, Watched

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("stage", [Stage.CONSULTATION, Stage.EVALUATION])
def test_every_version_is_filled_in_where_no_script_runs(today, chromium, stage, version):
    context = chromium.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=False)
    page = Watched(context, today.portal).page()
    walk = Walk(Pointer(page), today.letters[stage, version], words=FROM_THE_RIGHT)

    walk.from_the_letter_to_the_thank_you(today.portal.address)

    assert Watched.of(page).strangers == set()
    context.close()
