"""When a child was in care, out of the episodes that a file lists one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.caseload.known import Stay, in_care_on, only_short_breaks, periods_of_care

MARCH = date(2020, 3, 1)


def stay(first, last=None, status="C2", reason="P"):
    end = None if last is None else MARCH + timedelta(last)
    return Stay(MARCH + timedelta(first), end, status, reason)


def days(stays):
    return [
        ((spell.start - MARCH).days, (spell.end - MARCH).days if spell.end else None)
        for spell in periods_of_care(stays)
    ]


@pytest.mark.parametrize(
    ("stays", "periods"),
    [
        ([], []),
        ([stay(0, 9), stay(9, 20), stay(21)], [(0, None)]),
        ([stay(21), stay(0, 9), stay(9, 20)], [(0, None)]),
        ([stay(0, 9), stay(9, 20)], [(0, 20)]),
        ([stay(0, 20), stay(5, 9)], [(0, 20)]),
        ([stay(0, 9), stay(11, 20)], [(0, 9), (11, 20)]),
        ([stay(0, 9), stay(10, 20, reason="S")], [(0, 9), (10, 20)]),
        ([stay(0), stay(10, 20, reason="S")], [(0, 9), (10, 20)]),
        ([stay(0, 9, status="V3"), stay(9, 20)], [(9, 20)]),
    ],
)
def test_episodes_that_follow_one_another_are_one_period_of_care(stays, periods):
    assert days(stays) == periods


SPELL = st.tuples(st.integers(0, 50), st.none() | st.integers(0, 20), st.sampled_from("SP")).map(
    lambda spell: stay(
        spell[0], None if spell[1] is None else spell[0] + spell[1], reason=spell[2]
    )
)


@given(st.lists(SPELL), st.integers(0, 80))
def test_no_day_is_in_two_periods_and_each_day_of_a_period_is_in_care(stays, after):
    day = MARCH + timedelta(after)

    holding = [period for period in periods_of_care(stays) if period.holds(day)]

    assert len(holding) <= 1
    assert not holding or in_care_on(day, stays)


def test_a_child_without_episodes_is_not_only_in_short_breaks():
    assert not only_short_breaks([])
