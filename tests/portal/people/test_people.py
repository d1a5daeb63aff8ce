"""One’s own way in, and the people who work here."""

import pytest

from feedback.store.models import Assignment, Duty, Staff
from tests import cases
from tests.people import code_of, enrolled, signed_in

NEW = "seven green bicycles sing"


@pytest.fixture
def robin(app):
    return enrolled(app, Duty.OFFICER, name="Robin Reviewer")


@pytest.fixture
def at_home(app, robin):
    return signed_in(app, robin)


@pytest.fixture
def keeper(app):
    return signed_in(app, enrolled(app, Duty.ADMINISTRATOR, name="Kim Keeps"))


def changes(browser, old, new=NEW, again=NEW):
    return browser.open("/staff/you").press("Change it", old=old, new=new, again=again)


def asked_directly(browser, path):
    sent = {"csrf_token": browser.page.select_one("[name=csrf_token]")["value"]}
    return browser.client.post(path, data=sent, follow_redirects=True).get_data(as_text=True)


def test_a_password_is_changed_and_every_visit_ends(app, robin, at_home):
    elsewhere = signed_in(app, robin)

    changes(at_home, robin.password)

    assert at_home.path == "/staff/sign-in"
    assert "Your password is changed" in at_home.page.get_text()
    assert elsewhere.open("/staff/reviews").path == "/staff/sign-in"
    at_home.press(email=robin.email, password=NEW).press(code=code_of(app, robin))
    assert at_home.open("/staff/reviews").status == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not my password at all", NEW, NEW, "That is not your password."),
        (None, "short", "short", "15 signs or more"),
        (None, NEW, "something else again", "not the same"),
        (None, "robin reviewer 1", "robin reviewer 1", "your own name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(at_home, robin, old, new, again, said):
    changes(at_home, old or robin.password, new, again)

    assert any(said in mistake for mistake in at_home.mistakes)


def test_somebody_who_guesses_at_an_open_machine_is_put_out(at_home):
    for _try in range(4):
        changes(at_home, "not my password at all")
        assert at_home.path == "/staff/you/password"

    changes(at_home, "not my password at all")

    assert at_home.path == "/staff/sign-in"
    assert at_home.open("/staff/reviews").path == "/staff/sign-in"


def test_somebody_ends_every_visit_of_their_own(app, robin, at_home):
    elsewhere = signed_in(app, robin)

    at_home.open("/staff/you").press("Sign out everywhere")

    assert at_home.path == "/staff/sign-in"
    assert elsewhere.open("/staff/reviews").path == "/staff/sign-in"


def test_the_page_says_how_many_recovery_codes_are_left(at_home):
    assert "You have none." in at_home.open("/staff/you").text

    at_home.open("/staff/recovery-codes").press("Make new recovery codes")

    assert "You have 8 left." in at_home.open("/staff/you").text


@pytest.mark.parametrize("duty", [Duty.ADMINISTRATOR, Duty.MANAGER])
def test_somebodys_visits_are_ended_and_they_may_come_in_again(app, robin, at_home, duty):
    other = signed_in(app, enrolled(app, duty, name="Kim Keeps"))

    other.open("/staff/people").press("End their visits of Robin Reviewer")

    assert "Every visit of theirs is ended" in other.text
    assert at_home.open("/staff/reviews").path == "/staff/sign-in"
    assert signed_in(app, robin).status == 200


def test_whoever_leaves_is_out_at_once_and_their_children_are_handed_over(
    app, robin, at_home, keeper, store, keys
):
    with store.begin() as transaction:
        cases.a_child(transaction, keys, robin.id)
    keeper.open("/staff/people").press("They left : Robin Reviewer")

    assert "They are out, on every machine." in keeper.text
    assert at_home.open("/staff/reviews").path == "/staff/sign-in"
    assert "Children are still theirs" in keeper.text
    assert "Hand them over" not in keeper.text
    manager = signed_in(app, enrolled(app, Duty.MANAGER, name="Morgan Manager"))
    manager.open("/staff/people").follow("Hand them over")
    assert manager.path == f"/staff/service/caseloads/{robin.id}"
    with store.look() as transaction:
        assert not transaction.get_one(Staff, robin.id).active
        assert transaction.query(Assignment).one().until is None


def test_nobody_closes_the_door_behind_themselves(keeper):
    keeper.open("/staff/people")
    said = [button.get_text(" ", strip=True) for button in keeper.page.select("main button")]
    assert said == ["End their visits of Kim Keeps"]

    assert "Somebody else closes the door" in asked_directly(
        keeper, f"/staff/people/{keeper.staff_id}/leave"
    )


def test_nobody_unknown_is_kept_or_let_go(keeper, store):
    with store.begin() as transaction:
        imported = cases.an_officer(transaction, "Named by an import").id
    keeper.open("/staff/people")

    for what in ("sessions", "leave"):
        assert "This page is not here" in asked_directly(
            keeper, f"/staff/people/{imported}/{what}"
        )
