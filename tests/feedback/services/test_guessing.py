"""How long somebody waits who tried wrong words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import LetterShut
from feedback.services.guessing import (
    LETTER_TRIES,
    last_midnight,
    letter_wait,
    must_not_wait,
    network_of,
    network_wait,
    next_midnight,
    sweep,
)
from feedback.store.models import WrongTry

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
    ],
)
def test_neighbours_on_one_network_are_counted_together(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("tries", "minutes"),
    [(0, None), (9, None), (10, 15), (19, 15), (20, 30), (30, 60), (40, 120), (49, 120)],
)
def test_a_network_waits_for_a_letter_after_every_tenth_wrong_try_and_twice_as_long(
    tries, minutes
):
    until = letter_wait([NOON] * tries)

    assert until == (None if minutes is None else NOON + timedelta(minutes=minutes))


@given(count=st.integers(0, 79))
def test_one_more_wrong_try_never_makes_the_wait_shorter(count):
    wait = letter_wait([NOON] * count) or NOON

    assert (letter_wait([NOON] * (count + 1)) or NOON) >= wait


def test_a_network_waits_an_hour_after_a_hundred_wrong_tries_in_an_hour():
    assert network_wait([NOON] * 99) is None
    assert network_wait([NOON] * 100) == NOON + timedelta(hours=1)
    assert network_wait([NOON] * 99 + [NOON - timedelta(minutes=61)]) is None


def test_a_day_ends_at_midnight_in_london_summer_or_winter():
    winter, summer = NOON, datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert next_midnight(winter) == datetime(2026, 3, 4, tzinfo=UTC)
    assert next_midnight(summer) == datetime(2026, 7, 1, 23, tzinfo=UTC)
    assert last_midnight(summer) == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_a_letter_tried_five_hundred_times_from_everywhere_is_closed_until_midnight(transaction):
    transaction.add_all(
        WrongTry(number="100000", network=f"network {place}", at=NOON)
        for place in range(LETTER_TRIES)
    )
    transaction.flush()

    with pytest.raises(LetterShut) as shut:
        must_not_wait(transaction, "100000", "at home", now=NOON)

    assert shut.value.until == next_midnight(NOON)
    must_not_wait(transaction, "200000", "at home", now=NOON)


def test_wrong_tries_are_forgotten_after_a_day(transaction):
    day = timedelta(days=1)
    transaction.add_all(
        WrongTry(number="100000", network="n", at=NOON - age)
        for age in (day, day + timedelta(seconds=1))
    )
    transaction.flush()

    sweep(transaction, now=NOON)

    assert [tried.at for tried in transaction.query(WrongTry)] == [NOON - day]
