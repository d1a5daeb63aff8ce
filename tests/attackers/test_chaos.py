"""Kills, power cuts and a lost database, a few of each; ``make chaos`` is the large one."""

import pytest

from tests.tools.chaos.__main__ import controls, cut, killed
from tests.tools.chaos.killing import acknowledgements
from tests.tools.chaos.town import letters_for

LETTERS, KILLS, CUTS = 10, 6, 4


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A folder, and letters for an installation in it that each test copies."""
    here = tmp_path_factory.mktemp("chaos")
    return here, letters_for(here / "new", LETTERS)


def test_what_was_acknowledged_outlives_kill_9_and_the_loss_of_its_database(town, capsys):
    assert killed(*town, seed=1, most=KILLS)

    assert (
        f"{acknowledgements(LETTERS)} acknowledged: 0 lost, 0 halved, 0 doubled"
        in capsys.readouterr().out
    )


def test_what_was_acknowledged_outlives_a_power_cut(town, capsys):
    assert cut(*town, seed=1, most=CUTS)

    assert "0 lost, 0 halved, 0 doubled, 0 not in the journal" in capsys.readouterr().out


def test_without_syncing_a_power_cut_loses_it_and_that_is_found(town, capsys):
    assert controls(*town, seed=1, most=2)

    assert "after the journal was written back" in capsys.readouterr().out
