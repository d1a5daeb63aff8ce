"""Every requirement of the security list that applies has a test or a dated note."""

import pytest

from tests.rules import tree
from tests.tools.asvs import faults, rows, summary, unseen

OURS = tree.text("docs/asvs.md")
A_ROW = "| 7.2.3 | 1 |"


def test_nothing_is_missing_from_our_answer():
    assert sorted(faults(OURS)) == []


def test_the_figure_counts_every_requirement_once():
    assert len(rows(OURS)) == 253
    assert summary(OURS).startswith("253 requirements of levels 1 and 2, ")


@pytest.mark.parametrize(
    ("was", "would_be", "said"),
    [
        (A_ROW, "| 7.2.3 | one |", "7.2.3 is missing."),
        (A_ROW, "| 7.2.3 | 2 |", "7.2.3 is not of level 2."),
        (A_ROW, "| 7.2.2 | 1 |", "7.2.2 stands there 2 times."),
        ("::test_the_cookie_says_nothing_to_whoever_finds_it", "::test_of_nothing", "not there"),
        ("does not apply: no LDAP | 2026-11-26 |", "does not apply: no LDAP | soon |", "no date"),
    ],
)
def test_a_gap_is_found(was, would_be, said):
    broken = OURS.replace(was, would_be, 1)

    found = list(faults(broken))

    assert broken != OURS
    assert any(said in one for one in found)


def test_the_commands_own_controls_are_found():
    assert unseen(OURS) == []
