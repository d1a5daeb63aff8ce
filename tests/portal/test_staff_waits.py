"""Who waits after wrong passwords and codes of staff, and who never does."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from passlib.handlers.argon2 import argon2
from sqlalchemy import select

from feedback.services.guessing import network_of
from feedback.services.staff_tries import ACCOUNT_TRIES, SLOWED_TRIES, Tried
from feedback.store.models import AuditRow, Duty, StaffTry
from portal import create_app
from tests.asked import asked_of
from tests.browser import Browser
from tests.people import code_of, enrolled

WAIT = (429, "Please wait a while")
NOBODY = "nobody@council.example"
NOT_IT = "not it at all"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture
def robin(app):
    return enrolled(app, Duty.SAFEGUARDING, name="Robin Reed")


def browser_at(app, address):
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return Browser(client)


def tries(browser, email, password=NOT_IT):
    browser.open("/staff/sign-in").press(email=email, password=password)
    return browser.status, browser.heading


def tried_before(app, account, networks, at, *, page="security.login"):
    """Keep a wrong try at one account from each of these networks."""
    whose = Tried.at(f"{page} {account}", "", keys=app.extensions["heard.keys"]).whose
    with app.extensions["heard.store"].begin() as transaction:
        transaction.add_all(StaffTry(whose=whose, network=one, at=at) for one in networks)


def tried_everywhere(app, account, now, *, page="security.login"):
    """Keep as many wrong tries at one account as slow it, each from a network of its own."""
    networks = [f"10.{place}.0.0/24" for place in range(ACCOUNT_TRIES)]
    tried_before(app, account, networks, now - timedelta(hours=20), page=page)


def test_wrong_passwords_from_elsewhere_keep_nobody_out(app, robin):
    stranger, at_work = browser_at(app, "203.0.113.7"), browser_at(app, "198.51.100.20")
    for _ in range(11):
        met = tries(stranger, robin.email)
    assert met == WAIT

    tries(at_work, robin.email, robin.password)

    at_work.press(code=code_of(app, robin))
    assert at_work.open("/staff/duty").status == 200


def test_neighbours_of_whoever_guesses_wait_with_them_for_that_account_alone(app, robin, now):
    with time_machine.travel(now, tick=False):
        other = enrolled(app, Duty.OFFICER, name="Noor New")
        tried_before(app, robin.email, ["203.0.113.0/24"] * 10, now)

        neighbour = browser_at(app, "203.0.113.99")

        assert tries(neighbour, robin.email, robin.password) == WAIT
        assert tries(neighbour, other.email, other.password) == (200, "Enter your six digits")


def test_a_network_waits_for_every_account_after_sixty(app, robin, now):
    with time_machine.travel(now, tick=False):
        for place in range(6):
            tried_before(app, f"nobody.{place}@council.example", ["203.0.113.0/24"] * 10, now)

        assert tries(browser_at(app, "203.0.113.7"), robin.email, robin.password) == WAIT
        assert tries(browser_at(app, "198.51.100.20"), robin.email, robin.password)[0] == 200


def test_another_process_and_a_restart_know_of_the_same_tries(app, settings, robin, now):
    with time_machine.travel(now, tick=False):
        other = create_app(settings)
        tried_before(app, robin.email, ["203.0.113.0/24"] * 8, now)
        for process in (app, other):
            assert tries(browser_at(process, "203.0.113.7"), robin.email)[0] == 200

        afterwards = create_app(settings)

        for process in (app, other, afterwards):
            assert tries(browser_at(process, "203.0.113.7"), robin.email, robin.password) == WAIT
    for made in (other, afterwards):
        made.extensions["heard.store"].engine.dispose()


def test_guessing_from_everywhere_slows_each_network_and_shuts_nobody_out(app, robin, now):
    tried_everywhere(app, robin.email, now)
    with time_machine.travel(now, tick=False):
        stranger, owner = browser_at(app, "203.0.113.7"), browser_at(app, "198.51.100.20")

        met = [tries(stranger, robin.email)[0] for _ in range(SLOWED_TRIES + 1)]

        assert met == [200] * SLOWED_TRIES + [429]
        assert tries(owner, robin.email, robin.password) == (200, "Enter your six digits")


def test_who_knows_the_password_tries_a_hundred_codes_a_day_from_wherever_and_no_more(
    app, robin, now
):
    with time_machine.travel(now, tick=False):
        owner = browser_at(app, "198.51.100.20")
        tries(owner, robin.email, robin.password)
        with owner.client.session_transaction("/staff/second-step") as kept:
            step = kept["tf_user_id"]
        page = "security.two_factor_token_validation"
        tried_everywhere(app, step, now, page=page)

        owner.press(code=code_of(app, robin))

        assert (owner.status, owner.heading) == (429, "No more digits are taken today")
        assert "One of your recovery codes still lets you in" in owner.text
        owner.open("/staff/recovery").press(code="AAAA-AAAA-AAAA")
        assert owner.mistakes[-1] == "That is not one of your recovery codes, or it has been used."


def test_a_wait_is_over_after_a_quarter_of_an_hour(app, robin, now):
    with time_machine.travel(now, tick=False) as clock:
        tried_before(app, robin.email, ["203.0.113.0/24"] * 10, now)
        clock.shift(timedelta(minutes=14))
        assert tries(browser_at(app, "203.0.113.7"), robin.email, robin.password) == WAIT
        clock.shift(timedelta(minutes=1))

        met = tries(browser_at(app, "203.0.113.7"), robin.email, robin.password)

        assert met == (200, "Enter your six digits")


def test_an_address_that_nobody_has_makes_the_same_work_and_gets_the_same_page(
    app, robin, monkeypatch
):
    """Counted and compared, never timed: the derivations, what the database is asked, the page."""
    derived = []
    for kind, name in ((argon2, "verify"), (argon2, "hash"), (PasswordHasher, "verify")):
        whole = getattr(kind, name)
        monkeypatch.setattr(kind, name, _counted(whole, derived))
    met = {}
    for email, address in ((robin.email, "203.0.113.7"), (NOBODY, "192.0.2.7")):
        browser = browser_at(app, address).client
        for others, status in ((0, 200), (9, 429)):
            tried_before(app, email, [network_of(address)] * others, datetime.now(UTC))
            token = TOKEN.search(browser.get("/staff/sign-in").text)[1]
            derived.clear()
            told = {"csrf_token": token, "email": email, "password": NOT_IT}
            with asked_of(app.extensions["heard.store"].engine) as asked:
                answer = browser.post("/staff/sign-in", data=told)
            work = [" ".join(statement.split()[:3]) for statement in asked]
            text = TOKEN.sub("", answer.text).replace(email, "")
            met.setdefault(email, []).append((len(derived), work, text))
            assert (len(derived), answer.status_code) == (int(status == 200), status)

    assert met[robin.email] == met[NOBODY]


def _counted(whole, derived):
    def counted(*given, **named):
        derived.append(1)
        return whole(*given, **named)

    return counted


def test_whose_account_was_tried_is_not_readable_in_the_database(app, robin, store):
    tries(browser_at(app, "203.0.113.7"), robin.email)

    with store.look() as transaction:
        (tried,) = transaction.query(StaffTry)
        assert (len(tried.whose), tried.network) == (32, "203.0.113.0/24")


def test_a_try_at_another_account_halfway_into_ones_own_is_noted_at_that_other(app, robin, store):
    noor = enrolled(app, Duty.OFFICER, name="Noor New")
    browser = browser_at(app, "203.0.113.7")
    tries(browser, noor.email, noor.password)
    token = browser.page.select_one("[name=csrf_token]")["value"]

    told = {"csrf_token": token, "email": robin.email, "password": NOT_IT}
    browser.client.post("/staff/sign-in", data=told)

    with store.look() as transaction:
        refused = transaction.scalars(
            select(AuditRow.subject_id).where(AuditRow.act == "sign-in-refused")
        ).all()
    assert refused == [robin.id]
