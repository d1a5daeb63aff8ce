"""How old a child is at a review, what an officer may choose, and how codes are grouped."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.participation import (
    Group,
    Indicator,
    age_on,
    group_of,
    may_override,
    of_age_on,
    under4_on,
)


@pytest.mark.parametrize(
    ("code", "under4", "may"),
    [
        *((code, False, code != "PN0") for code in Indicator),
        *((code, True, code == "PN0") for code in Indicator),
        *((code, None, False) for code in Indicator),
    ],
)
def test_an_officer_may_choose_any_code_that_fits_the_age(code, under4, may):
    assert may_override(code, under4=under4) is may


@pytest.mark.parametrize(
    ("code", "group"),
    [
        (Indicator.PN1, "PN1"),
        (Indicator.PN2, "PN2-3"),
        (Indicator.PN3, "PN2-3"),
        (Indicator.PN5, "PN5-6"),
        (Indicator.PN6, "PN5-6"),
        (Indicator.PN4, "PN4 and 7"),
        (Indicator.PN7, "PN4 and 7"),
        (Indicator.PN0, "not settled"),
        (None, "not settled"),
    ],
)
def test_codes_are_grouped_as_the_sheets_are(code, group):
    assert group_of(code) is Group(group)


@pytest.mark.parametrize(
    ("born", "review", "age"),
    [
        (date(2020, 5, 2), date(2024, 5, 1), 3),
        (date(2020, 5, 2), date(2024, 5, 2), 4),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2020, 5, 2), date(2020, 5, 2), 0),
    ],
)
def test_a_child_is_a_year_older_on_the_birthday(born, review, age):
    assert age_on(born, review) == age


def test_on_the_fourth_birthday_the_child_is_four():
    born = date(2022, 3, 3)

    assert under4_on(born, date(2026, 3, 2)) is True
    assert under4_on(born, date(2026, 3, 3)) is False
    assert under4_on(None, date(2026, 3, 3)) is None


def test_on_the_eighteenth_birthday_the_child_is_of_age():
    born = date(2008, 3, 3)

    assert of_age_on(born, date(2026, 3, 2)) is False
    assert of_age_on(born, date(2026, 3, 3)) is True
    assert of_age_on(None, date(2026, 3, 3)) is False


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 9000))
def test_nobody_grows_younger(born, days):
    day = date.fromordinal(born.toordinal() + days)
    tomorrow = date.fromordinal(born.toordinal() + days + 1)

    assert age_on(born, tomorrow) - age_on(born, day) in {0, 1}
    assert days // 367 <= age_on(born, day) <= days // 365
