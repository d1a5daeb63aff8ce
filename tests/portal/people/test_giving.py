"""An administrator changes what somebody is here to do; a second person gives what is more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.store.models import Duty, DutyAsking, Staff
from tests.asked import asked_of
from tests.people import enrolled, signed_in
from tests.portal.people.test_people import asked_directly


@pytest.fixture
def robin(app, clock):  # noqa: ARG001  as above
    return enrolled(app, Duty.OFFICER, Duty.OFFICE, name="Robin Reviewer")


@pytest.fixture
def manager(app, clock):  # noqa: ARG001  as above
    return signed_in(app, enrolled(app, Duty.MANAGER, name="Morgan Manager"))


def on_duties_of(keeper, who):
    return keeper.open("/staff/people").follow(f"Change duties of {who}")


def asks(keeper, who, duty):
    return on_duties_of(keeper, who).press("Ask for it", duty=duty)


def held(store, who):
    with store.look() as transaction:
        return {role.name for role in transaction.get_one(Staff, who.id).roles}


def test_a_duty_is_asked_for_given_by_another_and_used_at_the_next_page(
    app, keeper, robin, manager, store
):
    at_home = signed_in(app, robin)
    assert at_home.open("/staff/log").status == 403

    asks(keeper, "Robin Reviewer", "auditor")

    assert "Asked. Another administrator or an IRO manager is told" in keeper.text
    assert "Somebody else decides." in keeper.text
    assert at_home.open("/staff/log").status == 403
    manager.open("/staff/people").press("Give it to Robin Reviewer")
    assert "Given. They have it from their next page on." in manager.text
    assert held(store, robin) == {Duty.OFFICER, Duty.OFFICE, Duty.AUDITOR}
    assert at_home.open("/staff/log").status == 200


def test_no_administrator_gives_themself_what_reads_a_childs_words(app, keeper, kim, store):
    asks(keeper, "Kim Keeps", "officer")
    assert "Give it" not in [one.get_text() for one in keeper.page.select("button")]
    with store.look() as transaction:
        path = f"/staff/people/duties/{transaction.scalars(select(DutyAsking.id)).one()}"

    sent = {"csrf_token": keeper.page.select_one("[name=csrf_token]")["value"], "do": "give"}
    said = keeper.client.post(path, data=sent, follow_redirects=True).get_data(as_text=True)

    assert "You asked for this, so somebody else decides." in said
    assert held(store, kim) == {Duty.ADMINISTRATOR}
    assert keeper.open("/staff/reviews").status == 403
    other = signed_in(app, enrolled(app, Duty.ADMINISTRATOR, name="Lee Keeps"))
    other.open("/staff/people").press("Do not give it to Kim Keeps")
    assert "It is not given." in other.text
    assert held(store, kim) == {Duty.ADMINISTRATOR}


def test_a_duty_is_taken_at_once_and_whoever_it_was_is_signed_out(app, keeper, robin, store):
    at_home = signed_in(app, robin)

    on_duties_of(keeper, "Robin Reviewer").press("Take it away : Office")

    assert "Taken away. Every visit of theirs is ended" in keeper.text
    assert held(store, robin) == {Duty.OFFICER}
    assert at_home.open("/staff/reviews").path == "/staff/sign-in"


def test_the_last_administrator_keeps_their_duty_and_is_told_why(app, keeper, kim, manager, store):
    asks(keeper, "Kim Keeps", "returns")
    manager.open("/staff/people").press("Give it to Kim Keeps")

    on_duties_of(keeper, "Kim Keeps")
    keeper.press("Take it away : Administrator")

    assert "They are the last administrator." in keeper.text
    enrolled(app, Duty.ADMINISTRATOR, name="Lee Keeps")
    keeper.press("Take it away : Administrator")
    assert keeper.path == "/staff/sign-in"
    assert held(store, kim) == {Duty.RETURNS}


def test_slips_are_met_kindly_and_what_was_asked_can_be_taken_back(keeper, robin, store):
    on_duties_of(keeper, "Robin Reviewer").press("Ask for it")
    assert "Choose a duty first." in keeper.text
    asks(keeper, "Robin Reviewer", "returns")
    assert "returns" not in [one["value"] for one in keeper.page.select("[type=radio]")]

    keeper.press("Take it back : Robin Reviewer")

    assert "Taken back. Nothing changes." in keeper.text
    with store.look() as transaction:
        assert transaction.scalars(select(DutyAsking.id)).all() == []
    for nonsense in ("king", ""):
        sent = {"csrf_token": keeper.page.select_one("[name=csrf_token]")["value"]}
        path = f"/staff/people/{robin.id}/duties/take"
        answer = keeper.client.post(path, data={**sent, "duty": nonsense})
        assert answer.status_code == 400
    assert "We could not read that" in asked_directly(keeper, f"/staff/people/duties/{robin.id}")


def test_a_manager_gives_and_never_asks_or_takes(keeper, robin, manager):
    asks(keeper, "Robin Reviewer", "returns")

    manager.open("/staff/people")

    assert "Change duties" not in manager.text
    assert "Take it back" not in manager.text
    for path in ("", "/take"):
        told = asked_directly(manager, f"/staff/people/{robin.id}/duties{path}")
        assert "This page is not for you" in told
    assert manager.open(f"/staff/people/{robin.id}/duties").status == 403


@pytest.mark.usefixtures("robin")
def test_a_button_pressed_too_late_asks_for_the_password_first(keeper, kim, clock, store):
    on_duties_of(keeper, "Robin Reviewer")
    clock.shift(timedelta(minutes=11))

    keeper.press("Ask for it", duty="auditor")

    assert keeper.heading == "Your password once more"
    keeper.press(password=kim.password)
    assert keeper.path == "/staff/people"
    with store.look() as transaction:
        assert transaction.scalars(select(DutyAsking.id)).all() == []


@pytest.mark.usefixtures("robin")
def test_the_page_of_the_people_asks_as_little_when_much_waits(app, keeper):
    for number in range(12):
        enrolled(app, Duty.OFFICE, name=f"Office {number}")
    for duty in ("returns", "auditor", "participation"):
        asks(keeper, "Robin Reviewer", duty)

    with asked_of(app.extensions["heard.store"].engine) as asked:
        keeper.open("/staff/people")

    assert 0 < len(asked) <= 10, asked
