"""The visitors: everybody who might stand before the portal, with what their browsers hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from feedback.services import staff
from feedback.services.another_reader import appoint
from feedback.store.models import Duty, Staff
from portal.sessions import is_staff_side
from portal.storage import keys, now, store
from tests.browser import Browser
from tests.people import StaffBrowser, enrolled, signed_in

IDLE = timedelta(minutes=16)
_FORM = "/staff/recovery-codes"


@dataclass(frozen=True, slots=True)
class Held:
    """What a browser holds on one side of the portal: a cookie, and the token of its forms."""

    cookie: str
    value: str
    token: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who they are, on either side; a stranger on the side they have no business at."""

    name: str
    staff_side: Held
    childrens_side: Held
    staff_id: UUID | None = None

    def ask(self, app: Flask, method: str, address: str, form: Mapping[str, str]) -> TestResponse:
        """Ask for a page, or press its button, with nothing filled in but what is given."""
        held = self.staff_side if is_staff_side(address) else self.childrens_side
        client = app.test_client()
        client.set_cookie(held.cookie, held.value)
        data = {"csrf_token": held.token, **form} if method == "POST" else None
        return client.open(address, method=method, data=data)


def held(browser: Browser, page: str) -> Held:
    """Keep what a browser holds, with the token of a page that has a form."""
    name = "heard-staff" if is_staff_side(page) else "heard"
    token = browser.open(page).page.select_one("[name=csrf_token]")["value"]
    return Held(name, browser.client.get_cookie(name).value, token)


def stranger(app: Flask) -> Visitor:
    """Return somebody who only ever saw both front doors."""
    sides = (held(Browser(app.test_client()), page) for page in ("/staff/sign-in", "/"))
    return Visitor("stranger", *sides)


def everybody_on_staff(app: Flask, clock: time_machine.Traveller) -> Mapping[str, Visitor]:
    """Enrol and sign in one person for each duty, and those who may nothing."""
    asleep = _signed_in(app, Duty.OFFICER, "Ash Asleep")
    idle = held(asleep, _FORM)
    clock.shift(IDLE)
    somebody = stranger(app)
    staff_side = {"asleep": (idle, asleep.staff_id)}
    for duty in Duty:
        browser = _signed_in(app, duty)
        staff_side[duty.value] = held(browser, _FORM), browser.staff_id
    staff_side["reader"] = _reader(app)
    staff_side["nobody"] = _without_duty(app)
    staff_side["leaver"] = _let_go(app)
    staff_side["halfway"] = _halfway(app)
    found = {
        name: Visitor(name, theirs, somebody.childrens_side, staff_id)
        for name, (theirs, staff_id) in staff_side.items()
    }
    return {"stranger": somebody, **found}


def _signed_in(app: Flask, duty: Duty, name: str = "") -> StaffBrowser:
    return signed_in(app, enrolled(app, duty, name=name))


def _reader(app: Flask) -> tuple[Held, UUID]:
    browser = _signed_in(app, Duty.OFFICER, "Rae Reader")
    with app.app_context(), store().begin() as transaction:
        appoint(transaction, browser.enrolment.email, keys=keys(), now=now())
    return held(browser, _FORM), browser.staff_id


def _without_duty(app: Flask) -> tuple[Held, UUID]:
    browser = _signed_in(app, Duty.OFFICE, "Nick Nobody")
    with app.app_context(), store().begin() as transaction:
        transaction.get_one(Staff, browser.staff_id).roles = []
    return held(browser, _FORM), browser.staff_id


def _let_go(app: Flask) -> tuple[Held, UUID]:
    """Let somebody go the moment after a page was drawn for them."""
    browser = _signed_in(app, Duty.OFFICER, "Lee Leaver")
    kept = held(browser, _FORM)
    with app.app_context(), store().begin() as transaction:
        staff.let_go(transaction, browser.enrolment.email, keys=keys(), now=now())
    return kept, browser.staff_id


def _halfway(app: Flask) -> tuple[Held, UUID]:
    enrolment = enrolled(app, Duty.OFFICER, name="Hal Halfway")
    browser = Browser(app.test_client()).open("/staff/sign-in")
    browser.press(email=enrolment.email, password=enrolment.password)
    return held(browser, "/staff/second-step"), enrolment.id
