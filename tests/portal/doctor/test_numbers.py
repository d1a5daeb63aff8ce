"""Whom a child can ring, and where messages to staff go."""

from dataclasses import replace

import pytest

from feedback.council import Council, Numbers
from portal.doctor import State, numbers
from portal.mail import MailServer
from tests.portal.test_mail import post_office

WHOLE = Numbers("01632 960 001", "01632 960 002", "0800 960 003", "Coram Voice")


@pytest.fixture
def council(settings):
    """These settings, of a council that has said everything."""
    return replace(settings, council=Council(name="Northdale", numbers=WHOLE))


def found(settings, what):
    return {one.what: one for one in numbers.look_over(settings)}.get(what)


def test_whole_numbers_are_well(council):
    assert found(council, "numbers").state is State.WELL
    assert found(council, "council") is None


def test_blank_numbers_are_wrong_and_named(settings):
    assert "duty_night" in found(settings, "numbers").said
    assert found(settings, "council").state is State.LOOK


def test_a_number_nobody_can_ring_is_wrong_and_shown(council):
    odd = replace(council.council, numbers=replace(WHOLE, duty_night="see the intranet"))

    finding = found(replace(council, council=odd), "numbers")

    assert finding.state is State.WRONG
    assert "see the intranet" in finding.said


def test_without_a_mail_server_staff_are_told_nothing(council):
    assert found(council, "mail").state is State.WRONG


def test_a_mail_server_that_answers_is_well(council):
    with post_office() as office:
        finding = found(replace(council, mail=office.server), "mail")

    assert finding.state is State.WELL


def test_a_mail_server_that_is_away_is_wrong_and_named(council):
    away = MailServer("smtp", "127.0.0.1", 1, "heard@council.example")

    assert found(replace(council, mail=away), "mail").said.startswith("127.0.0.1 does not answer")
