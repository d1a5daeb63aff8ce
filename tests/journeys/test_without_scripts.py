"""English pages in words from the right, with no script. By touch test_touch walks them all."""

import pytest

from feedback.questionnaire import Stage, Version
from tests.journeys.hands import Pointer
from tests.journeys.walk import FROM_THE_RIGHT, Walk
from tests.journeys.watching import PHONE, Watched

pytestmark = pytest.mark.browser


FORMS = (
    (Stage.CONSULTATION, Version.PICTURES),
    (Stage.CONSULTATION, Version.FULL),
    (Stage.EVALUATION, Version.SHORT),
)
"""Between them they have a question of every kind."""


@pytest.mark.parametrize(("stage", "version"), FORMS)
def test_a_form_is_filled_in_from_the_right_on_english_pages_where_no_script_runs(
    today, chromium, stage, version
):
    context = chromium.new_context(viewport=PHONE, locale="en-GB", java_script_enabled=False)
    page = Watched(context, today.portal).page()
    walk = Walk(Pointer(page), today.letters[stage, version], words=FROM_THE_RIGHT)

    walk.from_the_letter_to_the_thank_you(today.portal.address)

    assert Watched.of(page).strangers == set()
    context.close()
