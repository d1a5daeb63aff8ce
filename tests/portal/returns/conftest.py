"""Whoever makes the return, in a council that asked for its page, on a day in November."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import update

from feedback.participation import Indicator
from feedback.store.models import Duty, Review
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, folder
from tests.feedback.services.imports import take_in
from tests.people import enrolled, signed_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HELD = "0042,10/05/2010,01/03/2026,PN1"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def app(app, store, keys):
    council = app.extensions["heard.council"]
    app.extensions["heard.council"] = replace(council, return_page=True)
    rows = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW], "reviews": [HELD]}
    take_in(store, keys, folder(**rows))
    return app


@pytest.fixture
def maker(app):
    return signed_in(app, enrolled(app, Duty.RETURNS))


@pytest.fixture
def settled(app, store):  # noqa: ARG001  the caseload comes first
    """The one review of the year has its code."""
    with store.begin() as transaction:
        transaction.execute(update(Review).values(code=Indicator.PN1, confirmed_at=NOW))
