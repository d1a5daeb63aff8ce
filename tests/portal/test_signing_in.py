import re
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import event, select

from feedback.store.models import AuditRow, Duty, Staff
from portal import signing_in
from portal.totp import authenticators
from tests.browser import Browser
from tests.people import code_of, enrolled, signed_in

NO_MATCH = "That email address and password do not go together. Check both."


@pytest.fixture
def robin(app):
    return enrolled(app, Duty.OFFICER, name="Robin Reed")


@pytest.fixture
def halfway(app, robin):
    """Somebody whose password was right."""
    halfway = Browser(app.test_client()).open("/staff/sign-in")
    return halfway.press(email=robin.email, password=robin.password)


def test_somebody_with_both_steps_right_is_let_in(officer_browser, store):
    assert officer_browser.heading == "My reviews"
    with store.look() as transaction:
        assert (
            "signed-in" in transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        )


def test_a_password_alone_opens_nothing(halfway):
    assert halfway.heading == "Enter your six digits"

    assert halfway.open("/staff").heading == "Sign in for staff"


def test_a_code_works_once(app, robin, halfway):
    code = code_of(app, robin)
    halfway.press(code=code)
    again = Browser(app.test_client()).open("/staff/sign-in")
    again.press(email=robin.email, password=robin.password)

    again.press(code=code)

    assert again.heading == "Enter your six digits"
    assert again.mistakes
    assert again.open("/staff").heading == "Sign in for staff"


def test_two_requests_with_one_code_at_the_same_moment_are_one_sign_in(app, robin):
    staff = app.extensions["security"].datastore
    account = staff.find_user(email=robin.email)

    assert [staff.use_code(account, 70), staff.use_code(account, 70)] == [True, False]


def test_a_wrong_code_is_met_kindly(halfway):
    halfway.press(code="000000")

    assert "Wait for the next six and try those." in halfway.mistakes[-1]


@pytest.mark.usefixtures("robin")
@pytest.mark.parametrize("who", ["somebody.else@council.example", "robin.reed@council.example"])
def test_nothing_tells_whether_somebody_is_enrolled(browser, who):
    browser.open("/staff/sign-in").press(email=who, password="not the password")

    assert browser.status == 200
    assert set(browser.mistakes) == {NO_MATCH}


def test_somebody_let_go_cannot_come_in_and_looks_like_nobody(browser, robin, store):
    with store.begin() as transaction:
        transaction.get(Staff, robin.id).active = False

    browser.open("/staff/sign-in").press(email=robin.email, password=robin.password)

    assert set(browser.mistakes) == {NO_MATCH}


def test_every_try_at_the_door_is_written_down_and_nothing_that_was_typed(app, robin, store):
    browser = Browser(app.test_client()).open("/staff/sign-in")
    browser.press(email=robin.email, password="not it at all")
    browser.open("/staff/sign-in").press(email="nobody@council.example", password="not it at all")
    browser.open("/staff/sign-in").press(email=robin.email, password=robin.password)
    browser.press(code="000000")

    with store.look() as transaction:
        rows = transaction.scalars(
            select(AuditRow).where(AuditRow.act == "sign-in-refused").order_by(AuditRow.place)
        ).all()
    assert [(row.who, row.subject_id) for row in rows] == [
        ("nobody", robin.id),
        ("nobody", None),
        ("nobody", robin.id),
    ]
    assert not any(row.reason for row in rows)


def test_an_account_waits_after_ten_wrong_passwords_from_one_network(browser, robin):
    for _ in range(10):
        browser.open("/staff/sign-in").press(email=robin.email, password="not it at all")

    browser.open("/staff/sign-in").press(email=robin.email, password=robin.password)

    assert (browser.status, browser.heading) == (429, "Please wait a while")
    assert re.search(r"You can try again at \d\d:\d\d\.", browser.text)
    assert "An administrator gives you a code for a new one." in browser.text


def test_the_second_step_waits_after_ten_wrong_codes(halfway):
    for _ in range(10):
        halfway.press(code="000000")

    halfway.press(code="000000")

    assert halfway.status == 429


def test_signing_in_rightly_counts_as_no_try(app, robin):
    for _ in range(11):
        browser = Browser(app.test_client()).open("/staff/sign-in")
        browser.press(email=robin.email, password=robin.password)

    assert browser.heading == "Enter your six digits"


def test_a_visit_ends_after_fifteen_idle_minutes_and_says_so(app, robin, now):
    with time_machine.travel(now, tick=False) as clock:
        browser = signed_in(app, robin)
        clock.shift(timedelta(minutes=14))
        assert browser.open("/staff/reviews").heading == "My reviews"
        clock.shift(timedelta(minutes=16))

        browser.open("/staff/reviews")

        assert browser.heading == "Sign in for staff"
        assert "nothing happened for 15 minutes" in browser.text


def test_a_visit_ends_after_ten_hours_whatever_happens(app, robin, now):
    with time_machine.travel(now, tick=False) as clock:
        browser = signed_in(app, robin)
        for _ in range(60):
            clock.shift(timedelta(minutes=10, seconds=1))
            browser.client.get("/staff/reviews")

        assert browser.open("/staff/reviews").heading == "Sign in for staff"


def test_half_a_sign_in_does_not_wait_for_ever(app, robin, now):
    with time_machine.travel(now, tick=False) as clock:
        browser = Browser(app.test_client()).open("/staff/sign-in")
        browser.press(email=robin.email, password=robin.password)
        clock.shift(timedelta(minutes=11))

        browser.press(code=code_of(app, robin))

        assert browser.heading == "Sign in for staff"


def test_signing_out_ends_every_copy_of_the_cookie(app, robin):
    browser = signed_in(app, robin)
    cookie = browser.client.get_cookie("heard-staff").value
    browser.press("Sign out")
    thief = Browser(app.test_client())
    thief.client.set_cookie("heard-staff", cookie)

    thief.open("/staff/reviews")

    assert browser.heading == thief.heading == "Sign in for staff"


def test_nobody_is_signed_out_by_a_link(officer_browser):
    officer_browser.open("/staff/sign-out")

    assert officer_browser.status == 405


def test_signing_in_again_leads_back_to_where_somebody_was(app, robin):
    browser = Browser(app.test_client()).open("/staff/nothing-here")
    browser.press(email=robin.email, password=robin.password)

    browser.press(code=code_of(app, robin))

    assert browser.path == "/staff/nothing-here"


def test_a_way_back_leads_nowhere_else(app, robin):
    browser = Browser(app.test_client()).open("/staff/sign-in?next=https://elsewhere.example/")
    browser.press(email=robin.email, password=robin.password)

    browser.press(code=code_of(app, robin))

    assert browser.path == "/staff/reviews"


def test_a_recovery_code_opens_the_door_once(app, officer_browser):
    officer_browser.open("/staff/recovery-codes").press("Make new recovery codes")
    codes = [code.get_text() for code in officer_browser.page.select("main code")]
    assert len(set(codes)) == 8
    robin = officer_browser.enrolment
    for heading in ("My reviews", "Enter a recovery code"):
        browser = Browser(app.test_client()).open("/staff/sign-in")
        browser.press(email=robin.email, password=robin.password)

        browser.follow("I do not have my authenticator with me").press(code=codes[0])

        assert browser.heading == heading


def test_recovery_codes_are_not_readable_in_the_database(officer_browser, store):
    officer_browser.open("/staff/recovery-codes").press("Make new recovery codes")
    code = officer_browser.page.select_one("main code").get_text()

    with store.look() as transaction:
        kept = transaction.get(Staff, officer_browser.staff_id).mf_recovery_codes
        assert len(kept) == 8
        assert code not in kept


def test_recovery_codes_are_made_only_after_a_fresh_password(app, robin, now):
    with time_machine.travel(now, tick=False) as clock:
        browser = signed_in(app, robin)
        clock.shift(timedelta(minutes=11))

        browser.open("/staff/recovery-codes")
        assert browser.heading == "Your password once more"
        browser.press(password="not my password")
        assert browser.mistakes[-1] == "That is not your password."
        browser.press(password=robin.password)

        assert browser.heading == "Recovery codes"


def test_losing_the_authenticator_leads_to_the_recovery_codes(halfway):
    assert halfway.open("/staff/lost-authenticator").heading == "Enter a recovery code"


def test_nothing_of_the_library_is_served_that_we_did_not_name(app):
    served = {
        rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security.")
    }

    assert served == {
        "security.login",
        "security.logout",
        "security.mf_recovery",
        "security.mf_recovery_codes",
        "security.two_factor_rescue",
        "security.two_factor_token_validation",
        "security.verify",
    }
    assert all(
        rule.rule.startswith("/staff/")
        for rule in app.url_map.iter_rules()
        if rule.endpoint in served
    )


def test_a_childs_page_never_asks_who_of_the_staff_is_there(app, robin):
    browser = signed_in(app, robin)
    cookie = browser.client.get_cookie("heard-staff").value
    child = Browser(app.test_client())
    child.client.set_cookie("heard", cookie)
    asked = []
    engine = app.extensions["heard.store"].engine
    child.open("/nowhere")
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    child.open("/nowhere")

    assert [words for words in asked if "staff" in words] == []
    with app.test_request_context("/"):
        assert signing_in.signed_in() is None


@pytest.mark.usefixtures("passwords_cost_what_they_should")
def test_a_password_is_kept_as_an_argon2id_digest_and_a_secret_under_a_key(app, robin, store):
    with store.look() as transaction:
        staff = transaction.get(Staff, robin.id)
        assert staff.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert PasswordHasher().verify(staff.password, robin.password)
        assert robin.authenticator not in staff.tf_totp_secret
        keys = app.extensions["heard.keys"]
        assert authenticators(keys).get_totp_b32_key(staff.tf_totp_secret) == robin.authenticator
