"""How long somebody waits who tried wrong passwords or codes of staff."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.errors import StepShut, WaitAWhile
from feedback.services import staff_tries
from feedback.services.staff_tries import (
    ACCOUNT_TRIES,
    NETWORK_TRIES,
    SLOWED_TRIES,
    TRIES,
    Tried,
)
from feedback.store.models import StaffTry

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
HERE, ELSEWHERE = "198.51.100.0/24", "203.0.113.0/24"


@pytest.fixture
def robin(keys):
    return Tried.at("the door robin@council.example", HERE, keys=keys)


def kept(transaction, tried, count, *, at=NOON, network=None):
    transaction.add_all(
        StaffTry(whose=tried.whose, network=network or tried.network, at=at) for _ in range(count)
    )
    transaction.flush()


def kept_everywhere(transaction, tried, count=ACCOUNT_TRIES, *, at=NOON):
    for place in range(count):
        kept(transaction, tried, 1, at=at, network=f"10.{place}.0.0/24")


def test_the_eleventh_try_from_one_network_waits_until_the_first_is_a_quarter_of_an_hour_old(
    transaction, robin
):
    for minute in range(TRIES):
        staff_tries.write_down(transaction, robin, now=NOON + timedelta(minutes=minute))

    with pytest.raises(WaitAWhile) as waits:
        staff_tries.write_down(transaction, robin, now=NOON + timedelta(minutes=14))

    assert waits.value.until == NOON + timedelta(minutes=15)
    assert staff_tries.write_down(transaction, robin, now=waits.value.until)


def test_another_network_another_account_and_another_page_do_not_wait(transaction, robin, keys):
    kept(transaction, robin, TRIES)

    for name, network in (
        ("the door robin@council.example", ELSEWHERE),
        ("the door noor@council.example", HERE),
        ("six digits robin@council.example", HERE),
    ):
        assert staff_tries.write_down(transaction, Tried.at(name, network, keys=keys), now=NOON)


def test_a_network_that_tries_many_accounts_waits_for_all(transaction, robin, keys):
    for place in range(NETWORK_TRIES):
        kept(transaction, Tried.at(f"somebody {place}", HERE, keys=keys), 1)

    with pytest.raises(WaitAWhile):
        staff_tries.write_down(transaction, robin, now=NOON)


def test_a_right_try_is_taken_back_and_the_wrong_ones_before_it_stay(transaction, robin):
    kept(transaction, robin, TRIES - 1)
    for _ in range(3):
        key = staff_tries.write_down(transaction, robin, now=NOON)

        staff_tries.take_back(transaction, key)

    assert transaction.query(StaffTry).count() == TRIES - 1


def test_however_often_somebody_guesses_elsewhere_the_right_one_is_looked_at(transaction, robin):
    for _ in range(4):
        kept_everywhere(transaction, robin)

        key = staff_tries.write_down(transaction, robin, now=NOON)

        staff_tries.take_back(transaction, key)


def test_an_account_tried_from_everywhere_gives_each_network_two_tries(transaction, robin):
    kept_everywhere(transaction, robin, at=NOON - timedelta(hours=23))
    for _ in range(SLOWED_TRIES):
        staff_tries.write_down(transaction, robin, now=NOON)

    with pytest.raises(WaitAWhile) as waits:
        staff_tries.write_down(transaction, robin, now=NOON)

    assert not isinstance(waits.value, StepShut)
    later = NOON + timedelta(hours=2)
    assert [staff_tries.write_down(transaction, robin, now=later) for _ in range(TRIES)]


def test_after_a_right_password_a_hundred_codes_a_day_are_looked_at_from_everywhere(
    transaction, keys
):
    codes = Tried.at("six digits robin", HERE, keys=keys, known=True)
    kept_everywhere(transaction, codes, at=NOON - timedelta(hours=5))

    with pytest.raises(StepShut) as shut:
        staff_tries.write_down(transaction, codes, now=NOON)

    assert shut.value.until == NOON + timedelta(hours=19)


def test_whose_account_it_was_is_kept_as_a_digest(robin):
    assert b"robin" not in robin.whose
    assert len(robin.whose) == 32


def test_tries_of_staff_are_forgotten_after_a_day(transaction, robin):
    day = timedelta(days=1)
    for age in (day, day + timedelta(seconds=1)):
        kept(transaction, robin, 1, at=NOON - age)

    staff_tries.sweep(transaction, now=NOON)

    assert [tried.at for tried in transaction.query(StaffTry)] == [NOON - day]
