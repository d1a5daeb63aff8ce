"""Shares of what children said, held against published worked examples."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.evaluation import (
    AnchorCounts,
    Change,
    change,
    difference,
    say_index,
    treat_with_care,
    wilson,
)

COUNT = st.integers(min_value=0, max_value=500)


@pytest.mark.parametrize(
    ("part", "base", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_the_one_newcombe_printed_in_1998(part, base, low, high):
    interval = wilson(part, base)

    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_difference_is_the_one_newcombe_printed_in_1998_as_method_10(now, before, low, high):
    interval = difference(*now, before=before)

    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


def test_only_a_difference_that_leaves_out_nothing_is_called_one():
    assert change(56, 70, before=(48, 80)) is Change.HIGHER
    assert change(48, 80, before=(56, 70)) is Change.LOWER
    assert change(5, 56, before=(0, 29)) is Change.NONE


@pytest.mark.parametrize(("part", "base"), [(0, 0), (3, 2), (-1, 4)])
def test_there_is_no_share_of_nothing(part, base):
    with pytest.raises(ValueError, match="a part within a base"):
        wilson(part, base)


@given(base=st.integers(min_value=1, max_value=400), part=COUNT)
def test_an_interval_holds_its_share(base, part):
    part = min(part, base)
    interval = wilson(part, base)

    assert 0 <= interval.low <= part / base + 1e-12
    assert part / base - 1e-12 <= interval.high <= 1


@given(base=st.integers(min_value=1, max_value=400), part=COUNT)
def test_a_year_is_no_clear_change_from_itself(base, part):
    part = min(part, base)

    assert change(part, base, before=(part, base)) is Change.NONE


@pytest.mark.parametrize(
    ("answered", "index"),
    [((9, 0, 0), 100), ((0, 9, 0), 50), ((0, 0, 9), 0), ((1, 1, 1), 50)],
)
def test_the_say_index_runs_from_0_to_100_and_leaves_out_not_sure(answered, index):
    assert say_index((AnchorCounts(*answered, unsure=7),) * 6) == index


def test_not_sure_is_counted_apart_and_flagged_above_a_fifth():
    clear = AnchorCounts(yes=40, bit=30, no=10, unsure=20)
    unclear = AnchorCounts(yes=40, bit=30, no=9, unsure=20)

    assert (clear.n, clear.share_of_yes) == (80, Fraction(1, 2))
    assert not clear.many_unsure
    assert unclear.many_unsure


def test_nobody_answering_is_no_share_rather_than_nought():
    nobody = AnchorCounts(0, 0, 0, 0)

    assert (nobody.share_of_yes, nobody.share_unsure, nobody.index) == (None, None, None)
    assert not nobody.many_unsure


def test_the_say_index_is_the_mean_over_the_anchors():
    all_yes, half = AnchorCounts(10, 0, 0, 5), AnchorCounts(0, 10, 0, 0)

    assert say_index((all_yes, half)) == 75
    assert say_index((all_yes, AnchorCounts(0, 0, 0, 9))) is None
    assert say_index(()) is None


def test_fewer_than_three_in_ten_answering_needs_care():
    assert treat_with_care(29, 100)
    assert not treat_with_care(30, 100)
    assert treat_with_care(0, 0)
