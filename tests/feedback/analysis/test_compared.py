"""Years held against years, with the worked examples of Newcombe (1998)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.compared import Share, year_against_year
from feedback.evaluation import Change

NUMBER = st.integers(min_value=0, max_value=400)


@pytest.mark.parametrize(
    ("now", "before", "word", "points"),
    [
        ((56, 70), (48, 80), Change.HIGHER, (5, 34)),
        ((48, 80), (56, 70), Change.LOWER, (-34, -5)),
        ((5, 56), (0, 29), Change.NONE, (-4, 20)),
    ],
)
def test_a_year_is_called_higher_or_lower_as_newcombes_method_10_in_1998_allows(
    now, before, word, points
):
    found = year_against_year(Share(*now), Share(*before))

    assert (found.change, found.points) == (word, points)


def test_the_ends_widen_and_a_clear_difference_is_never_said_to_be_none():
    found = year_against_year(Share(1030, 1143), Share(1000, 1143))

    assert 0 < found.interval.low < 0.0005
    assert found.points == (0, 6)
    assert found.in_words == "higher, by up to 6 percentage points"


@given(part=NUMBER, base=NUMBER, was=NUMBER, of=NUMBER)
def test_what_is_said_of_a_difference_holds_all_of_its_interval(part, base, was, of):
    found = year_against_year(Share(min(part, base), base), Share(min(was, of), of))

    if found:
        low, high = found.points
        assert low <= 100 * found.interval.low <= 100 * found.interval.high <= high
        assert found.change is Change.NONE or "by 0 " not in found.in_words


@pytest.mark.parametrize("missing", [Share(None, 70), Share(56, None), Share(9, 19)])
def test_nothing_is_said_where_a_number_is_withheld_or_the_base_is_too_small(missing):
    assert year_against_year(missing, Share(48, 80)) is None
    assert year_against_year(Share(48, 80), missing) is None


@given(part=NUMBER, base=NUMBER, was=NUMBER, of=NUMBER)
def test_looking_back_says_the_opposite_of_looking_forward(part, base, was, of):
    now, then = Share(min(part, base), base), Share(min(was, of), of)
    forward, back = year_against_year(now, then), year_against_year(then, now)

    opposite = {Change.HIGHER: Change.LOWER, Change.LOWER: Change.HIGHER, Change.NONE: Change.NONE}
    assert (forward is None) == (back is None)
    if forward and back:
        assert back.change is opposite[forward.change]
