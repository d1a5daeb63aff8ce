"""Who may do what. Every page as everybody is walked in ``test_matrix``."""

import time
from uuid import UUID

import flask_login
import pytest
from flask import session

from feedback.store.models import Duty
from portal import staff_visit
from portal.access import MAY, guard_of, may
from tests.people import enrolled, signed_in


def pages_of(app, method):
    """Every staff page whose guard is a permission: its address and the permission."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        permission = guard_of(app.view_functions[rule.endpoint])
        if permission in MAY and method in rule.methods:
            values = {name: _sample(rule, name) for name in rule.arguments}
            yield adapter.build(rule.endpoint, values), permission


def _sample(rule, name):
    kind = type(rule._converters[name]).__name__  # noqa: SLF001  the map has no other way to ask
    if kind == "AnyConverter":
        return next(iter(rule._converters[name].items))  # noqa: SLF001  as above
    return {"UUIDConverter": UUID(int=1), "IntegerConverter": 1}.get(kind, "sample")


def test_somebody_with_two_duties_opens_the_pages_of_both(app):
    browser = signed_in(app, enrolled(app, Duty.OFFICER, Duty.SAFEGUARDING))

    assert browser.open("/staff/reviews").status == 200
    assert browser.open("/staff/duty").status == 200


@pytest.mark.parametrize("duty", [Duty.SAFEGUARDING, Duty.PARTICIPATION])
def test_an_officer_meets_no_evaluation_whatever_else_they_do(app, duty):
    both = signed_in(app, enrolled(app, Duty.OFFICER, duty))
    alone = signed_in(app, enrolled(app, duty, name="Only That"))
    pages = {
        Duty.SAFEGUARDING: ("duty/comments", "comments/quotes"),
        Duty.PARTICIPATION: ("comments", "comments/code", "comments/settle", "comments/quotes"),
    }[duty]

    for page in pages:
        assert alone.open(f"/staff/{page}").status == 200
        assert both.open(f"/staff/{page}").status == 403


def test_a_permission_nobody_wrote_down_stops_the_portal_from_starting():
    with pytest.raises(LookupError, match="gossip"):
        may("gossip")


def test_nobody_who_is_not_signed_in_opens_a_page_or_presses_a_button(app):
    stranger = app.test_client()

    opened = [stranger.get(address) for address, _ in pages_of(app, "GET")]

    assert {answer.status_code for answer in opened} == {302}
    assert all("/staff/sign-in" in answer.location for answer in opened)


def test_a_button_pressed_after_the_visit_ended_gives_the_words_back(officer_browser):
    officer_browser.open("/staff/reviews")
    token = officer_browser.page.select_one("[name=csrf_token]")["value"]
    with officer_browser.client.session_transaction("/staff/") as session:
        session["seen"] = 0

    answer = officer_browser.client.post(
        "/staff/reviews/00000000-0000-0000-0000-000000000001/record",
        data={"csrf_token": token, "reason": "It took me long to write this."},
    )

    assert answer.status_code == 401
    assert "It took me long to write this." in answer.get_data(as_text=True)
    assert "Sign in" in answer.get_data(as_text=True)


def test_what_matters_asks_for_the_password_once_more(app, insight_browser, now):
    guarded = may("close-periods", fresh=True)(lambda: "done")

    with app.test_request_context("/staff/somewhere"):
        flask_login.login_user(_account(app, insight_browser))
        staff_visit.begin(now)
        session["fs_paa"] = time.time()
        assert guarded() == "done"
        session["fs_paa"] -= 11 * 60
        assert guarded().location == "/staff/again?next=/staff/somewhere"


def _account(app, browser):
    return app.extensions["security"].datastore.find_user(email=browser.enrolment.email)
