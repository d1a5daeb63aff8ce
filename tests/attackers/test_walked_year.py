"""A year walked through the real services: children answer, officers confirm, quarters leave.

Sheets come late, codes are confirmed or corrected after their quarter left, and every release is
asked for again. What left is attacked from its files alone and held against the true rows.
"""

import pytest

from feedback.auditor.breaks import Kind
from tests.tools.attack.naive import by_hand, small_only
from tests.tools.attack.walked import (
    YEAR,
    a_scene,
    attack,
    made_again,
    naively,
    printed_otherwise,
    shown_as,
    walk,
)

pytestmark = pytest.mark.long


def test_of_a_year_that_was_lived_nothing_is_found_and_nobody_proven_to_be_there(tmp_path):
    with a_scene(tmp_path) as scene:
        walked = walk(scene, children=40, reviews=120, seed=5)
        again = {one.name: made_again(walked, one) for one in (*YEAR.quarters, YEAR)}

        tally = attack(walked)

        assert (tally.releases, tally.exact, tally.presence, tally.refused) == (5, 0, 0, 0)
        assert tally.breaks == {}
        assert printed_otherwise(walked) == []
        assert walked.late_sheets > 0
        assert walked.changed_reviews > 0
        assert walked.coded > 0
        assert again == walked.files
        assert naively(walked, small_only)
        assert naively(walked, by_hand)
        everything = shown_as(walked, lambda _one: frozenset())
        assert Kind.DIFFERENCE in {one.kind for one in everything.breaks}
