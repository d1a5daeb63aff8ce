"""The weekly list of who read outside their own cases, for the manager and the auditor."""

from datetime import timedelta

import pytest
import time_machine

from feedback.services import another_reader, read_views
from feedback.services.read_views import Reader
from feedback.store.models import Child, Duty, SentViews
from tests.people import enrolled, signed_in
from tests.portal.made_and_sent import sent_to
from tests.road import NOW


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mia(app, store, keys, tmp_path):
    """Kim, who covers, read what Mia sent past her own officer."""
    road = sent_to(None, store, keys, tmp_path)
    kim = enrolled(app, Duty.OFFICER, name="Kim Cover")
    (views,) = road.rows(SentViews)
    with store.begin() as transaction:
        another_reader.appoint(transaction, kim.email, keys=keys, now=NOW)
        transaction.get_one(SentViews, views.id).not_iro = True
    read_views.open_views(store, Reader(kim.id, keys, road.catalogue), views.id, now=NOW)
    return road


@pytest.mark.parametrize(("duty", "sees"), [(Duty.MANAGER, True), (Duty.AUDITOR, False)])
def test_a_week_tells_who_read_as_what_and_a_manager_which_child(app, mia, duty, sees):
    browser = signed_in(app, enrolled(app, duty))

    browser.open("/staff/outside/reads")

    assert "Kim Cover" in browser.text
    assert "past their officer" in browser.text
    assert (mia.rows(Child)[0].number in browser.text) is sees
    assert "Quill" not in browser.text


def test_weeks_without_any_say_so_and_lead_back(app, mia):
    browser = signed_in(app, enrolled(app, Duty.MANAGER))

    browser.open("/staff/outside/reads").follow("The week before")
    assert "Nobody read outside" in browser.text

    browser.follow("The week after")
    assert "Kim Cover" in browser.text
    assert browser.open("/staff/outside/reads?week=nonsense").status == 200
    assert mia.review_id


def test_last_weeks_list_waits_until_somebody_who_is_not_on_it_looked(app, mia, clock):
    manager = signed_in(app, enrolled(app, Duty.MANAGER, name="Morgan Manager"))
    assert "This week is not over." in manager.open("/staff/outside/reads").text
    clock.shift(timedelta(days=7))
    manager = signed_in(app, manager.enrolment)

    manager.open("/staff/outside/reads")
    assert "Nobody has looked at last week’s list yet." in manager.text
    manager.follow("Look at it").press("I have looked at this week")

    assert "Morgan Manager looked at this list on" in manager.text
    assert not manager.page.select("main form")
    assert "Nobody has looked" not in manager.open("/staff/outside/reads").text
    assert mia.review_id


def test_this_week_is_not_called_looked_at(app, mia):
    manager = signed_in(app, enrolled(app, Duty.MANAGER))
    manager.open("/staff/recovery-codes")
    token = manager.page.select_one("[name=csrf_token]")["value"]

    answer = manager.client.post(
        "/staff/outside/reads", data={"csrf_token": token}, follow_redirects=True
    )

    assert "This week is not over" in answer.text
    assert mia.review_id
