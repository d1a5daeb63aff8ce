"""Alpha, held against Bland and Altman (BMJ 1997) and against its other formula."""

from collections import Counter
from fractions import Fraction
from statistics import covariance, mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.reliability import alpha, alpha_of

SHEET = st.tuples(*[st.integers(min_value=0, max_value=2)] * 6)


def _spread(sheets):
    return [Counter(answers) for answers in zip(*sheets, strict=True)], Counter(map(sum, sheets))


def test_alpha_of_the_mini_haq_is_the_0_95_bland_and_altman_printed_in_1997():
    found = alpha_of(10, each=Fraction("11.16"), whole=Fraction("77.44"))

    assert round(found, 2) == Fraction("0.95")


@given(st.lists(SHEET, min_size=100, max_size=130).filter(lambda s: len({sum(x) for x in s}) > 1))
def test_alpha_is_the_one_of_the_mean_covariance_and_the_mean_variance(sheets):
    columns = list(zip(*sheets, strict=True))
    pairs = [(a, b) for i, a in enumerate(columns) for b in columns[:i]]
    between = mean(covariance(a, b) for a, b in pairs)
    within = mean(variance(column) for column in columns)

    found = alpha(*_spread(sheets))

    assert float(found) == pytest.approx(6 * between / (within + 5 * between), abs=1e-9)


def test_fewer_than_a_hundred_sheets_have_no_alpha():
    sheets = [(2, 2, 2, 2, 2, 2), (0, 0, 0, 0, 0, 0)] * 50

    assert alpha(*_spread(sheets)) == 1
    assert alpha(*_spread(sheets[1:])) is None


def test_where_everybody_says_the_same_there_is_nothing_to_hang_together():
    assert alpha(*_spread([(1, 1, 1, 1, 1, 1)] * 100)) is None


def test_sheets_with_an_anchor_missed_are_refused():
    anchors, totals = _spread([(2, 2, 2, 2, 2, 2), (0, 0, 0, 0, 0, 0)] * 50)
    anchors[0][2] -= 1

    with pytest.raises(ValueError, match="answered every anchor"):
        alpha(anchors, totals)


def test_one_question_cannot_hang_together():
    with pytest.raises(ValueError, match="two questions"):
        alpha_of(1, each=Fraction(1), whole=Fraction(1))
