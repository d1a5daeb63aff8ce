"""Fetching a file: after the password, and with a way back."""

from datetime import timedelta

import pytest
import time_machine

from feedback.store.models import Duty
from tests.people import enrolled, signed_in

LEDGER = "/staff/releases/ledger.csv?period=2025-26"


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def pat(app, clock):  # noqa: ARG001  the clock stops first
    return signed_in(app, enrolled(app, Duty.PARTICIPATION, name="Pat Participation"))


def test_whoever_signed_in_just_now_gets_the_file_at_once(pat, clock):
    clock.shift(timedelta(minutes=9))

    assert pat.client.get(LEDGER).mimetype == "text/csv"


def test_after_a_while_the_password_is_asked_for_and_the_file_comes_with_a_way_back(pat, clock):
    clock.shift(timedelta(minutes=11))
    pat.open(LEDGER)
    assert pat.heading == "Your password once more"
    assert pat.press(password="not my password").heading == "Your password once more"

    pat.press(password=pat.enrolment.password)

    assert pat.heading == "Your file is coming"
    fetched = pat.client.get(f"/staff/fetch?file={LEDGER.replace('?', '%3F')}")
    assert fetched.headers["Refresh"] == f"0; url={LEDGER}"
    assert pat.client.get(LEDGER).mimetype == "text/csv"
    assert pat.follow("Back to where it is offered").path == "/staff/releases/ledger"


def test_it_leads_to_files_of_ours_and_nowhere_else(pat):
    for other in (
        "",
        "/staff/people",
        "/nowhere",
        "https://elsewhere.example/staff/releases/ledger.csv",
        "//elsewhere.example/staff/releases/ledger.csv",
        "/staff/releases/ledger.csv\nSet-Cookie: a",
        "/",
    ):
        answer = pat.client.get("/staff/fetch", query_string={"file": other})

        assert (answer.status_code, "Refresh" in answer.headers) == (404, False), other
