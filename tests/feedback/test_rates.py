"""The rates are the ones the seed report should have printed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.participation import Indicator
from feedback.rates import Participation, Rate, on_time, participation, percent, rate_b, rate_c

SEED_REPORT = dict(
    zip(Indicator, (255, 520, 61, 38, 12, 212, 200, 100), strict=True)
)  # domain.md: a made-up split that gives the report’s 90.2 %
COUNTS = st.integers(min_value=0, max_value=2_000)
PN0, PN1, PN6, PN7 = Indicator.PN0, Indicator.PN1, Indicator.PN6, Indicator.PN7


def test_the_seed_reports_split_gives_1031_of_1143_which_is_90_2_percent():
    counted = participation(SEED_REPORT)

    assert (counted.rate.part, counted.rate.base) == (1_031, 1_143)
    assert counted.rate.printed() == "90.2 %"


def test_twelve_late_of_1398_is_99_1_percent_on_time_and_never_98_1():
    assert on_time(1_398, 12).printed() == "99.1 %"


def test_without_the_four_errors_of_date_it_is_99_4():
    assert on_time(1_398, 8).printed() == "99.4 %"
    assert on_time(1_398 - 4, 8).printed() == "99.4 %"


def test_null_returns_move_the_two_bounds_and_never_the_rate():
    counted = participation(SEED_REPORT, null=57)

    assert counted.rate == participation(SEED_REPORT).rate
    assert counted.lowest == Rate(1_031, 1_200)
    assert counted.highest == Rate(1_088, 1_200)


@given(took_part=COUNTS, did_not=COUNTS, null=COUNTS)
def test_the_rate_lies_between_its_bounds(took_part, did_not, null):
    counted = Participation(took_part, did_not, null)
    shares = (counted.lowest.share, counted.rate.share, counted.highest.share)

    if None not in shares:
        assert list(shares) == sorted(shares)


@pytest.mark.parametrize(
    ("rate", "printed"),
    [
        (Rate(0, 0), ""),
        (Rate(19, 19), ""),
        (Rate(10, 20), "50 %"),
        (Rate(33, 199), "17 %"),
        (Rate(33, 200), "16.5 %"),
        (Rate(1, 8 * 100), "0.1 %"),
        (Rate(25, 200), "12.5 %"),
        (Rate(125, 1_000), "12.5 %"),
        (Rate(13, 104), "13 %"),
    ],
)
def test_a_percentage_has_a_base_of_20_and_a_decimal_only_from_200(rate, printed):
    assert rate.printed() == printed


@given(COUNTS, st.integers(1, 2_000), st.sampled_from(["1", "0.1"]))
def test_what_is_printed_is_off_by_half_of_its_last_figure_at_most(part, rest, last_figure):
    share = Fraction(part, part + rest)

    off = Fraction(percent(share, Decimal(last_figure))) - share * 100

    assert Fraction(-1, 2) < off / Fraction(last_figure) <= Fraction(1, 2)


def test_children_under_four_are_in_neither_part():
    assert participation({PN0: 900, PN1: 30, PN7: 10}) == participation({PN1: 30, PN7: 10})


def test_rate_b_counts_children_all_of_whose_reviews_had_their_views():
    children = [[PN1, PN6], [PN1, PN7], [PN0, PN1], [PN0], []]

    assert rate_b(children) == Rate(2, 3)


def test_rate_c_counts_each_childs_latest_review():
    children = [[PN7, PN6], [PN1, PN7], [PN0, PN1], [PN0], []]

    assert rate_c(children) == Rate(2, 3)
    assert rate_c(children).share == Fraction(2, 3)
