"""A few concerns while the mail server comes and goes; ``make alerts`` raises more."""

from datetime import timedelta

from tests.tools.alerts import alerts

EVERY = timedelta(minutes=8)


def test_whoever_must_know_of_a_concern_is_told_at_every_step_however_often_mail_fails():
    told = alerts(3, seed=3, every=EVERY)

    assert (told.concerns, told.due, told.missing) == (3, 33, 0)
    assert told.away > 0


def test_a_portal_that_takes_no_for_yes_is_found():
    assert alerts(2, seed=3, careless=True, every=EVERY).missing > 0
