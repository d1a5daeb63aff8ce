"""A child may be in danger and their officer is away: from asking to what the child sees."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from feedback.store.models import Child, Duty, OutsideReading
from tests.people import enrolled, signed_in
from tests.portal.children.walking import Child as ChildBrowser
from tests.portal.made_and_sent import ids_of, sent_to
from tests.road import NOW

WHY = "She rang the office and is afraid. Her officer is ill."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mia(store, keys, tmp_path):
    """Mia of Robin Reviewer sent a drawing, a voice and that Nan is good."""
    return sent_to(None, store, keys, tmp_path)


@pytest.fixture
def number(mia):
    return mia.rows(Child)[0].number


@pytest.fixture
def kim(app):
    return signed_in(app, enrolled(app, Duty.OFFICER, name="Kim Other"))


@pytest.fixture
def manager(app):
    return signed_in(app, enrolled(app, Duty.MANAGER, name="Morgan Manager"))


@pytest.fixture
def opened(kim, manager, number):
    kim.open("/staff/outside/mine").press("Ask for it", number=number, reason=WHY)
    manager.open("/staff/outside/waiting").press("Agree: open it for one hour to Kim Other")
    return kim.open("/staff/outside/mine").follow("Read it")


def test_a_second_person_whose_password_is_old_finds_the_button_again(kim, manager, number, clock):
    kim.open("/staff/outside/mine").press("Ask for it", number=number, reason=WHY)
    manager.open("/staff/outside/waiting")
    clock.shift(timedelta(minutes=11))

    manager.press("Agree: open it for one hour to Kim Other")
    assert manager.heading == "Your password once more"
    manager.press(password=manager.enrolment.password)

    assert manager.path == "/staff/outside/waiting"
    manager.press("Agree: open it for one hour to Kim Other")
    assert "It is open to them for one hour." in manager.page.get_text(" ", strip=True)


def test_before_anything_was_asked_both_pages_say_so(kim, manager):
    assert "You have asked for nothing." in kim.open("/staff/outside/mine").text
    assert "Nothing waits" in manager.open("/staff/outside/waiting").text


def test_what_is_missing_is_said_beside_its_field(kim, number):
    kim.open("/staff/outside/mine").press("Ask for it", number=number, reason="Because.")
    assert "20 letters or more" in kim.mistakes[0]

    kim.press("Ask for it", number="X999", reason=WHY)

    assert "No child outside your own cases" in kim.mistakes[0]


def test_the_second_person_sees_who_asks_for_whom_and_why(kim, manager, number):
    kim.open("/staff/outside/mine").press("Ask for it", number=number, reason=WHY)
    assert "It waits for a second person." in kim.text

    manager.open("/staff/outside/waiting")

    assert "Kim Other asks to read what Mia Quill sent" in manager.text
    assert WHY in manager.text


def test_the_record_is_read_and_cannot_be_answered(opened, mia):
    assert "Nan" in opened.text
    assert "Open until" in opened.text
    assert not opened.page.select("textarea")
    images = [opened.client.get(one["src"]) for one in opened.page.select("main img[src^='/']")]
    assert {one.status_code for one in images} == {200}
    assert opened.open(f"/staff/reviews/{mia.review_id}").status == 404
    for creation_id in ids_of(mia).values():
        assert opened.open(f"/staff/reviews/made/{creation_id}").status == 404


def test_after_an_hour_or_when_it_is_given_back_it_is_shut(opened, clock):
    path = opened.path
    opened.press("Shut it now")
    assert "It is shut again." in opened.text

    assert opened.open(path).status == 404
    clock.shift(timedelta(minutes=5))
    assert opened.open(path).status == 404


def test_somebody_who_may_agree_does_not_agree_to_their_own(app, number):
    both = signed_in(app, enrolled(app, Duty.OFFICER, Duty.SAFEGUARDING, name="Kim Both"))
    both.open("/staff/outside/mine").press("Ask for it", number=number, reason=WHY)

    both.open("/staff/outside/waiting")

    assert "somebody else decides" in both.text
    assert not both.page.select("button[value=agree]")


def test_a_no_is_told(kim, app, number):
    duty = signed_in(app, enrolled(app, Duty.SAFEGUARDING, name="Dana Duty"))
    kim.open("/staff/outside/mine").press("Ask for it", number=number, reason=WHY)
    duty.open("/staff/outside/waiting").press("Do not agree to what Kim Other asks")
    assert "It stays shut." in duty.text

    assert "Dana Duty did not agree." in kim.open("/staff/outside/mine").text


def test_the_password_is_asked_for_once_more(kim, opened, clock):
    clock.shift(timedelta(minutes=12))

    for path in ("/staff/outside/mine", opened.path):
        assert kim.client.get(path).location.startswith("/staff/again")


@pytest.mark.usefixtures("opened")
def test_a_button_that_says_nothing_is_refused_and_what_was_decided_stays(manager, store):
    with store.look() as transaction:
        path = f"/staff/outside/waiting/{transaction.scalars(select(OutsideReading.id)).one()}"
    manager.open("/staff/recovery-codes")
    sent = {"csrf_token": manager.page.select_one("[name=csrf_token]")["value"]}

    assert manager.client.post(path, data=sent).status_code == 400
    answer = manager.client.post(path, data={**sent, "do": "decline"}, follow_redirects=True)
    assert "does not wait for a second person" in answer.get_data(as_text=True)
    assert "It is open until" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("opened")
def test_the_child_sees_who_read_it_and_that_it_was_not_their_officer(app, mia):
    child = ChildBrowser(app.test_client(), road=mia).comes_in()

    child.follow("See what happened").picks()

    assert "Kim Other is not your" in child.text
    assert "Somebody else agreed that they had to" in child.text
