"""A year walked through the real services: children answer, officers confirm, quarters leave.

Sheets come late, codes are confirmed or corrected after their quarter left, and a release is
asked for again. What left is attacked from its files alone and held against the true rows.
"""

import pytest

from feedback.auditor.attacks import Kind
from tests.tools.attack.naive import by_hand, small_only
from tests.tools.attack.walked import (
    YEAR,
    a_scene,
    attack,
    editions_shown_as,
    made_again,
    naively,
    printed_otherwise,
    walk,
)


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """A small council’s year, all of which has left."""
    with a_scene(tmp_path_factory.mktemp("walked")) as scene:
        yield walk(scene, children=40, reviews=120, seed=5)


def test_of_a_year_that_was_lived_nothing_is_found_and_nobody_proven_to_be_there(walked):
    tally = attack(walked)

    assert tally.releases == 5
    assert (tally.exact, tally.presence, tally.refused) == (0, 0, 0)
    assert tally.breaks == {}


def test_every_number_that_is_shown_is_that_of_the_rows_when_its_period_left(walked):
    assert printed_otherwise(walked) == []


def test_sheets_came_late_and_codes_were_changed_after_their_quarter_left(walked):
    assert walked.late_sheets > 0
    assert walked.changed_reviews > 0


@pytest.mark.parametrize("period", [*YEAR.quarters, YEAR], ids=str)
def test_a_release_asked_for_again_is_the_same_to_the_byte_whatever_came_since(walked, period):
    assert made_again(walked, period) == walked.files[period.name]


@pytest.mark.parametrize("hide", [small_only, by_hand])
def test_naive_protectors_of_the_same_year_are_refused(walked, hide):
    assert naively(walked, hide)


def test_what_came_late_would_be_found_by_subtraction_if_nothing_were_hidden(walked):
    kinds = {one.kind for one in editions_shown_as(walked, lambda _one: frozenset()).breaks}

    assert Kind.DIFFERENCE in kinds
