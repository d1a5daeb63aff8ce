"""The staff of the made-up council that tests play, and their way through the door."""

import time
from dataclasses import dataclass
from uuid import UUID

from bs4 import BeautifulSoup
from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import select

from feedback.services.staff import Person
from feedback.store.models import Duty, Staff
from portal.enrolling import Enrolment, enrol
from portal.storage import keys, now, store
from tests.browser import Browser

HALF_A_MINUTE = 30
FOUND = 302


@dataclass
class StaffBrowser(Browser):
    """A browser, and who sits before it."""

    enrolment: Enrolment | None = None
    landing: str = ""
    """Where the door led. Opened when somebody looks: most go straight to another page."""

    @property
    def page(self) -> BeautifulSoup:
        if self.landing:
            self.open(self.landing)
        return self._page

    @page.setter
    def page(self, page: BeautifulSoup) -> None:
        self._page, self.landing = page, ""

    @property
    def staff_id(self) -> UUID:
        return self.enrolment.id


def enrolled(app: Flask, *duties: Duty, name: str = "", email: str = "") -> Enrolment:
    """Enrol somebody, named after what they do."""
    name = name or f"Robin {duties[0].title()}"
    email = email or f"{name.lower().replace(' ', '.')}@council.example"
    with app.app_context():
        return enrol(store(), Person(name, email, frozenset(duties)), keys=keys(), now=now())


def code_of(app: Flask, enrolment: Enrolment) -> str:
    """Read the next six digits this person’s authenticator shows that were not used yet."""
    with app.app_context(), store().look() as transaction:
        used = transaction.scalar(select(Staff.totp_counter).where(Staff.id == enrolment.id))
    step = max(int(time.time()) // HALF_A_MINUTE, (used or 0) + 1)
    return TOTP(key=enrolment.authenticator).generate(time=step * HALF_A_MINUTE).token


def signed_in(app: Flask, enrolment: Enrolment) -> StaffBrowser:
    """Sign somebody in through both doors."""
    browser = StaffBrowser(app.test_client(), enrolment=enrolment)
    browser.open("/staff/sign-in")
    browser.press(email=enrolment.email, password=enrolment.password)
    token = browser.page.select_one("main form [name=csrf_token]")["value"]
    entering = {"csrf_token": token, "code": code_of(app, enrolment)}
    answer = browser.client.post(browser.path, data=entering)
    assert answer.status_code == FOUND, answer.text
    browser.landing = browser.path = answer.location
    return browser
