"""An evaluation worries somebody on duty: from marking it to a name, and back into the dark."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from feedback.services.evaluate import link_place
from feedback.store.models import Child, Duty, LinkOpening, SafeguardingLink, WeekKey
from feedback.store.sealing import PublicKey
from tests import commented
from tests.people import enrolled, signed_in
from tests.road import NOW, Road

WHY = "The words speak of somebody who hurts them at night."
TOO = "It cannot wait, and nothing else says who it is."
SAID = "He comes in at night"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mia(app, store, keys):
    road = Road(store, keys, app.config["HEARD"].instance)
    road.invited()
    road.week_key()
    return road


@pytest.fixture
def sheets(mia):
    """Two sheets with words that nobody has read; the first is Mia’s."""
    with mia.store.begin() as transaction:
        quarter = {"quarter": "2025-26Q4"}
        said = SAID, "They were late"
        rows = [commented.a_sheet(transaction, mia.keys, one, **quarter) for one in said]
        week = transaction.scalars(select(WeekKey)).one()
        plain = rows[0].id.bytes + mia.letter_id.bytes
        link = PublicKey(week.public_key).seal(plain, link_place(week.week))
        transaction.add(SafeguardingLink(week=week.week, link=link))
        return [row.id for row in rows]


@pytest.fixture
def duty(app):
    return signed_in(app, enrolled(app, Duty.SAFEGUARDING, name="Dana Duty"))


@pytest.fixture
def manager(app):
    return signed_in(app, enrolled(app, Duty.MANAGER, name="Morgan Manager"))


@pytest.fixture
def worried(duty, sheets):
    duty.open("/staff/duty/comments")
    marks = {f"sheet-{sheets[0]}": "concern", f"sheet-{sheets[1]}": "no-concern"}
    return duty.press("I have read these", **marks)


@pytest.fixture
def asked(worried, sheets):
    return worried.press("Ask who wrote it", sheet=sheets[0], why=WHY)


@pytest.fixture
def opened(asked, manager):
    manager.open("/staff/who-wrote/asked").follow("Decide")
    manager.press("Agree: they see who it is for one hour", why=TOO)
    return asked.open("/staff/who-wrote").follow("See who wrote it")


def test_before_anything_worried_both_pages_say_so(duty, manager):
    assert "No evaluation of the last months" in duty.open("/staff/who-wrote").text
    assert "Nobody asks who wrote" in manager.open("/staff/who-wrote/asked").text


def test_whoever_is_worried_is_led_to_what_they_may_do_and_no_reason_is_lost(worried, sheets):
    assert "Tell the IRO manager now" in worried.text
    assert SAID in worried.text
    assert "They were late" not in worried.text

    worried.press("Ask who wrote it", sheet=sheets[0], why="Because.")

    assert "20 letters or more" in worried.mistakes[0]
    assert worried.page.select_one("textarea").text.strip() == "Because."


def test_the_manager_sees_who_asks_and_why_and_no_word_of_the_child_and_says_why_too(
    asked, manager
):
    assert "It waits for an IRO manager." in asked.text
    assert not asked.page.select("textarea")

    manager.open("/staff/who-wrote/asked").follow("Decide")
    assert "Dana Duty asked" in manager.text
    assert WHY in manager.text
    assert SAID not in manager.text
    manager.press("Do not agree", why="No.")
    assert "20 letters or more" in manager.mistakes[0]
    manager.press("Do not agree", why=TOO)

    assert "It stays shut." in manager.text
    assert "Morgan Manager did not agree:" in asked.open("/staff/who-wrote").text
    assert TOO in asked.text


def test_a_name_a_number_and_an_officer_are_seen_by_whoever_asked_until_it_is_shut(
    opened, manager, mia
):
    assert opened.heading == "Who wrote it"
    for told in ("Mia Quill", mia.rows(Child)[0].number, "Robin Reviewer", "Tell the child"):
        assert told in opened.text
    manager.open("/staff/who-wrote/asked")
    assert "Morgan Manager agreed. It is open until" in manager.text
    assert "Mia" not in manager.text

    path = opened.path
    opened.press("I have written it down: shut it")

    assert "It is shut again." in opened.text
    assert opened.open(path).status == 404


def test_a_dead_link_says_so_and_what_was_decided_meanwhile_leads_back(
    opened, manager, mia, clock
):
    for key in mia.weeks.glob("*.key"):
        key.unlink()
    opened.open(opened.path)
    assert "No link that is left" in opened.text
    assert "The key of one week is not on this machine" in opened.text

    path = f"/staff/who-wrote/asked/{mia.rows(LinkOpening)[0].id}"
    assert "does not wait for you any more" in manager.open(path).text

    clock.shift(timedelta(minutes=12))
    for somebody, where in ((opened, opened.path), (manager, path)):
        assert somebody.client.get(where).location.startswith("/staff/again")


def test_a_button_that_says_nothing_is_refused(asked, manager):
    manager.open("/staff/who-wrote/asked").follow("Decide")
    token = manager.page.select_one("main [name=csrf_token]")["value"]

    answer = manager.client.post(manager.path, data={"csrf_token": token, "why": TOO})

    assert answer.status_code == 400
    assert "It waits" in asked.open("/staff/who-wrote").text


def test_nobody_asks_twice_or_agrees_to_their_own(app, worried, mia, sheets):
    both = signed_in(app, enrolled(app, Duty.SAFEGUARDING, Duty.MANAGER, name="Bo Both"))
    both.open("/staff/who-wrote").press("Ask who wrote it", sheet=sheets[0], why=WHY)
    (row,) = mia.rows(LinkOpening)

    worried.press("Ask who wrote it", sheet=sheets[0], why=WHY)

    assert len(mia.rows(LinkOpening)) == 1
    assert "Bo Both asked" in worried.text
    assert "somebody else decides" in both.open("/staff/who-wrote/asked").text
    assert "does not wait for you" in both.open(f"/staff/who-wrote/asked/{row.id}").text
