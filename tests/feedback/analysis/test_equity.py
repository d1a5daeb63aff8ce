"""Children whom a service may hear less stand beside all others, with how many they are."""

import pytest

from feedback.analysis.equity import equity
from feedback.analysis.in_short import in_short
from feedback.releases.figures import Symbol
from tests.reports import SEED, report, reviews


def test_special_groups_and_ages_stand_beside_everybody():
    shown = {
        **reviews(SEED),
        "at-a-distance": {"took-part": 30, "did-not": 10, "base": 40},
        "disability-not-recorded": {"not-recorded": 3},
    }

    table = equity(report("2015-16", shown))

    assert [row[0] for row in table.rows] == [
        "All children aged 4 or over",
        "Unaccompanied children",
        "Children living at a distance",
        "Disabled children",
        "Not recorded whether disabled",
        "Aged 4 to 9",
        "Aged 10 to 15",
        "Aged 16 and 17",
    ]
    assert [str(row[3]) for row in (table.rows[0], table.rows[2])] == ["90.2", "75"]
    assert table.rows[4][1:] == (Symbol.DOES_NOT_APPLY, 3, Symbol.DOES_NOT_APPLY)
    hidden = (table.rows[1], table.rows[3], *table.rows[5:])
    assert {row[1:] for row in hidden} == {(Symbol.WITHHELD,) * 3}


@pytest.mark.parametrize(
    ("took_part", "of", "unknown", "said"),
    [
        (
            90,
            120,
            41,
            [
                "90 of 120 reviews: 75 %, lower than the others by 9 to 26 percentage points,",
                "41 reviews",
            ],
        ),
        (108, 120, 1, ["108 of 120 reviews: 90 %, with no clear difference from", "1 review"]),
        (
            120,
            120,
            0,
            ["120 of 120 reviews: 100 %, higher than the others by 7 to 14 percentage points,"],
        ),
        (11, 13, 0, []),
    ],
)
def test_a_special_group_is_said_with_its_n_and_beside_all_others(took_part, of, unknown, said):
    shown = {
        **reviews(SEED),
        "disabled": {"took-part": took_part, "did-not": of - took_part, "base": of},
        "disability-not-recorded": {"not-recorded": unknown},
    }

    found = _heard_less(shown)

    assert len(found) == len(said)
    assert all(part in one for part, one in zip(said, found, strict=True))


@pytest.mark.parametrize("everybody", [{}, {"took-part": 45, "base": 50}])
def test_it_stands_alone_where_too_few_others_are_printed(everybody):
    group = {"took-part": 30, "did-not": 10, "base": 40}

    found = _heard_less({"participation": everybody, "disabled": group})

    assert found == ["Disabled children took part in 30 of 40 reviews: 75 %."]


def _heard_less(shown):
    said = in_short(report("2015-16", shown), None)
    return [one.words for one in said if one.about == "Heard_less"]
