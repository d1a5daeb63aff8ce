"""Fifty simulated years of releases, attacked. ``make attack`` draws any number."""

import pytest

from tests.tools.attack.naive import by_hand, small_only
from tests.tools.attack.year import attacked_year

pytestmark = pytest.mark.long

YEARS = 50


@pytest.mark.parametrize("seed", range(YEARS))
def test_of_a_simulated_year_nothing_is_found_and_nobody_proven_to_be_there(seed):
    tally = attacked_year(seed)

    assert (tally.exact, tally.presence, tally.narrow, tally.refused) == (0, 0, 0, 0)
    assert tally.breaks == {}


def test_what_a_year_is_spared_stands_in_its_quarters_and_is_never_small():
    """Counted by hand, not as the auditor counts it: a small council is what needs it."""
    tally = attacked_year(8, children=470)

    assert tally.told
    assert (tally.exact, tally.presence, tally.narrow, tally.refused) == (0, 0, 0, 0)


@pytest.mark.parametrize("hide", [small_only, by_hand])
def test_a_naive_protector_is_broken_by_the_same_auditor(hide):
    tally = attacked_year(1, children=1500, hide=hide)

    assert tally.refused
    assert tally.breaks
    assert tally.exact
    assert tally.presence
