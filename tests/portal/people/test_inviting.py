"""Somebody is invited on a page, and enrols with what only they know."""

from datetime import timedelta

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from feedback.store.models import AuditRow, Duty, Message, Staff, StaffInvitation
from tests import cases
from tests.browser import Browser
from tests.people import HALF_A_MINUTE, enrolled, signed_in

MINE = "seven green bicycles sing"
WRONG = "aaaa-bbbb-cccc-dddd-eeee"
NO_MATCH = "That email address and code do not go together. Check both."
NOOR = "noor.new@council.example"


@pytest.fixture
def newcomer(app):
    return Browser(app.test_client())


def invites(keeper, **told):
    answers = {"name": "Noor New", "email": "Noor.New@Council.example", "duties": ["officer"]}
    keeper.open("/staff/people/invite").press("Make their code", **{**answers, **told})
    return code_on(keeper)


def code_on(browser):
    assert browser.heading == "A code to pass on", browser.mistakes
    return browser.page.select_one(".letter__code").get_text()


def enters(browser, code, email=NOOR):
    return browser.open("/staff/welcome").press("Go on", email=email, code=code)


def key_on(browser):
    return browser.page.select_one(".code__key").get_text().replace(" ", "")


def shows_digits(browser):
    authenticator = TOTP(key=key_on(browser))
    browser.press("Go on", code=authenticator.generate().token)
    return authenticator


def enrols(browser, code, email=NOOR):
    enters(browser, code, email)
    authenticator = shows_digits(browser)
    browser.press("Enrol", new=MINE, again=MINE)
    return authenticator


def comes_in(browser, authenticator, clock, email=NOOR):
    clock.shift(timedelta(seconds=HALF_A_MINUTE))
    browser.open("/staff/sign-in").press(email=email, password=MINE)
    return browser.press(code=authenticator.generate().token)


def test_somebody_invited_enrols_by_themselves_and_comes_in(keeper, newcomer, store, clock):
    code = invites(keeper)
    enters(newcomer, code)
    secret = key_on(newcomer)
    with store.look() as transaction:
        row = transaction.scalars(select(StaffInvitation)).one()
        kept = repr([getattr(row, column.name) for column in StaffInvitation.__table__.columns])

    authenticator = shows_digits(newcomer)
    newcomer.press("Enrol", new=MINE, again=MINE)

    assert newcomer.heading == "You are enrolled"
    assert len(newcomer.page.select("main code")) == 8
    newcomer.open("/staff/sign-in").press(email=NOOR, password=MINE)
    newcomer.press(code=authenticator.generate().token)
    assert newcomer.heading == "Enter your six digits", "the digits that enrolled sign nobody in"
    assert comes_in(newcomer, authenticator, clock).heading == "My reviews"
    assert not [word for word in (code, code.replace("-", ""), secret) if word in kept]
    with store.look() as transaction:
        noor = transaction.scalars(select(Staff).where(Staff.name == "Noor New")).one()
        assert [role.name for role in noor.roles] == [Duty.OFFICER]
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts[-5:-2] == ["invited-staff", "entered-invitation", "enrolled-staff"]


def test_whoever_passed_the_code_on_and_looked_first_has_seen_nothing_that_opens(
    app, keeper, newcomer
):
    code, nosy = invites(keeper), Browser(app.test_client())
    enters(nosy, code)
    seen = key_on(nosy)
    enters(newcomer, code)

    nosy.press("Go on", code=TOTP(key=seen).generate().token)

    assert nosy.heading == "Your code for the first time"
    assert "entered once more since" in nosy.text
    assert shows_digits(newcomer).base32_key != seen
    newcomer.press("Enrol", new=MINE, again=MINE)
    assert enters(nosy, code).mistakes[-1].startswith("This code was used")


def test_nothing_tells_whether_an_address_was_invited_and_whoever_guesses_waits(keeper, newcomer):
    code = invites(keeper)
    assert enters(newcomer, code, "other@council.example").mistakes[-1] == NO_MATCH
    assert enters(newcomer, WRONG, "other@council.example").mistakes[-1] == NO_MATCH
    for _ in range(10):
        assert enters(newcomer, WRONG).mistakes[-1] == NO_MATCH

    enters(newcomer, code)

    assert (newcomer.status, newcomer.heading) == (429, "Please wait a while")


def test_slips_are_met_kindly_and_the_code_stays_good(keeper, newcomer, store):
    code = invites(keeper)
    enters(newcomer, f" {code.upper().replace('-', ' ')} ", " Noor.New@council.EXAMPLE")
    before = key_on(newcomer)
    newcomer.press("Go on", code="000000")
    assert "Wait for the next six" in newcomer.mistakes[-1]
    assert key_on(newcomer) == before
    shows_digits(newcomer)

    for new, again, said in (
        ("short", "short", "15 signs or more"),
        (MINE, "something else", "not the same"),
        ("noor new noor 1", "noor new noor 1", "your own name"),
        ("passwordpassword", "passwordpassword", "tried first"),
    ):
        newcomer.press("Enrol", new=new, again=again)
        assert any(said in mistake for mistake in newcomer.mistakes)

    with store.look() as transaction:
        assert transaction.scalars(select(StaffInvitation.used_at)).one() is None


def test_no_step_is_gone_round_and_none_waits_for_ever(keeper, newcomer, clock):
    newcomer.open("/staff/welcome/password")
    assert "Enter your code first." in newcomer.text
    enters(newcomer, invites(keeper))
    assert newcomer.open("/staff/welcome/password").heading == "Set up your authenticator"
    clock.shift(timedelta(minutes=31))

    newcomer.open("/staff/welcome/authenticator")

    assert "You were away for a while" in newcomer.text


def test_what_cannot_be_is_said_on_the_form(keeper):
    for told, said in (
        ({"email": "KIM.keeps@council.example"}, "enrolled already"),
        ({"email": "no address"}, "not an e-mail address"),
        ({"duties": []}, "Choose at least one."),
        ({"first_day": "2026-03-05", "last_day": "2026-03-04"}, "before the first"),
    ):
        answers = {"name": "N", "email": "n@council.example", "duties": ["office"]} | told
        keeper.open("/staff/people/invite").press("Make their code", **answers)

        assert any(said in mistake for mistake in keeper.mistakes)


def test_a_first_day_opens_the_code_and_a_last_day_shuts_the_door(keeper, newcomer, store, clock):
    with store.begin() as transaction:
        imported = cases.an_officer(transaction, "Named by an import")
        imported.reference = "R7"
        officer = str(imported.id)
    code = invites(keeper, officer=officer, first_day="2026-03-09", last_day="2026-03-10")
    enters(newcomer, code)
    assert newcomer.mistakes[-1] == "This code opens on your first day."
    clock.shift(timedelta(days=6))

    authenticator = enrols(newcomer, code)

    assert comes_in(newcomer, authenticator, clock).heading == "My reviews"
    clock.shift(timedelta(days=2))
    newcomer.open("/staff/reviews")
    newcomer.press(email=NOOR, password=MINE)
    assert newcomer.heading == "Sign in for staff"
    with store.look() as transaction:
        assert str(transaction.scalars(select(Staff.id).filter_by(email=NOOR)).one()) == officer


def test_whoever_lost_their_authenticator_enrols_anew_and_the_old_way_in_is_shut(
    app, keeper, newcomer, store, clock
):
    robin = enrolled(app, Duty.OFFICER, name="Robin Reviewer")
    elsewhere = signed_in(app, robin)
    keeper.open("/staff/people").follow("They lost their way in : Robin Reviewer")
    keeper.press("Shut the old one and make a code")
    code = code_on(keeper)

    assert elsewhere.open("/staff/reviews").path == "/staff/sign-in"
    elsewhere.press(email=robin.email, password=robin.password)
    assert elsewhere.heading == "Sign in for staff"
    assert "Has to enrol anew" in keeper.open("/staff/people").text
    authenticator = enrols(newcomer, code, robin.email)
    assert comes_in(newcomer, authenticator, clock, robin.email).heading == "My reviews"
    with store.look() as transaction:
        told = transaction.scalars(select(Message)).one()
        assert (told.staff_id, told.cause[:6]) == (robin.id, "way in")


def test_codes_are_made_anew_and_taken_back(keeper, kim, newcomer):
    old = invites(keeper)
    keeper.open("/staff/people").press("New code for Noor New")
    new = code_on(keeper)
    assert enters(newcomer, old).mistakes[-1].startswith("This code was taken back.")

    keeper.open("/staff/people").press("Take it back : Noor New")

    assert "Taken back." in keeper.text
    assert "Noor New" not in keeper.open("/staff/people").text
    assert enters(newcomer, new).mistakes[-1].startswith("This code was taken back.")
    keeper.open(f"/staff/people/{kim.id}/way-in").press("Shut the old one and make a code")
    assert "Somebody else gives you a new way in." in keeper.text


def test_a_manager_sees_who_is_invited_and_invites_nobody(app, keeper):
    invites(keeper)
    manager = signed_in(app, enrolled(app, Duty.MANAGER, name="Morgan Manager"))

    manager.open("/staff/people")

    assert "Noor New" in manager.text
    assert "Kim Keeps" in manager.text
    assert "New code" not in manager.text
    assert manager.open("/staff/people/invite").status == 403


def test_a_button_pressed_too_late_asks_for_the_password_and_leads_back(keeper, kim, clock):
    invites(keeper)
    keeper.open("/staff/people")
    clock.shift(timedelta(minutes=11))

    keeper.press("Take it back : Noor New")

    assert keeper.heading == "Your password once more"
    assert "press the button once more" in keeper.text
    keeper.press(password=kim.password)
    assert keeper.path == "/staff/people"
    assert "Noor New" in keeper.text
