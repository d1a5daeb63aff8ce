"""Two doors of one program: what one serves, the other does not even read in."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from benchmarks.made_up_letters import environment, prepare
from feedback.council import Council, Numbers
from feedback.errors import KeyMisplaced, SettingsUnsound
from feedback.store.door_keys import make_door_keys
from feedback.store.models import Duty
from portal import create_app
from portal.doors import Doors
from portal.serving import must_be_complete
from tests.people import enrolled, signed_in

_AT_EITHER = {"/healthz", "/health/live", "/health/ready", "/metrics", "/robots.txt"}
_NUMBERS = Numbers("01632 960001", "01632 960002", "01632 960003", "Someone On Your Side")
_LOADS = """
import sys
from dataclasses import replace
from portal.doors import Doors
from portal.serving import Server
from portal.settings import Settings
Server(replace(Settings.from_environment(), doors=Doors.CHILDREN), {}).load()
print(*sorted(sys.modules), sep="\\n")
"""
_STAFFS_OWN = {
    "portal.comments", "portal.duty", "portal.insight", "portal.managers", "portal.nav",
    "portal.office", "portal.officers", "portal.pdf", "portal.returns", "portal.signing_in",
    "portal.staff_pages", "portal.staff_store", "portal.staffs_side", "portal.translators",
    "feedback.services.caseload_page", "feedback.services.read_views", "feedback.redaction",
    "feedback.disclosure", "feedback.auditor", "feedback.releases", "feedback.analysis",
    "flask_login", "flask_principal", "flask_security", "passlib",
    "alembic", "psycopg",
}  # fmt: skip


@pytest.fixture
def childrens(settings):
    door = settings.instance / "door"
    make_door_keys(settings.keys, door)
    return replace(settings, doors=Doors.CHILDREN, keys_elsewhere=door)


@pytest.fixture
def staffs(settings):
    return replace(settings, doors=Doors.STAFF, address="https://heard.example")


@pytest.fixture
def serve(compiled):
    """Put a portal together and give its pages’ addresses and a browser before it."""
    apps = []

    def put_together(settings):
        app = create_app(settings)
        app.jinja_env.bytecode_cache = compiled
        apps.append(app)
        return {rule.rule for rule in app.url_map.iter_rules()}, app.test_client()

    yield put_together
    for app in apps:
        app.extensions["heard.store"].engine.dispose()


def test_the_childrens_door_reads_in_nothing_of_staffs_and_serves_without_it(tmp_path):
    prepare(tmp_path, 1)

    told = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", _LOADS],
        env={**os.environ, **environment(tmp_path, Doors.CHILDREN)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert "portal.children" in told.splitlines()
    assert _STAFFS_OWN & set(told.splitlines()) == set()


def test_every_page_is_at_one_door_and_staffs_are_those_under_their_own_address(
    serve, settings, childrens, staffs
):
    (all_pages, _), (children, _), (staff, _) = map(serve, (settings, childrens, staffs))

    assert children | staff == all_pages
    assert not [page for page in children if page.startswith("/staff")]
    own = {page for page in staff if page.startswith("/staff")}
    assert len(own) > 100
    assert {page for page in staff - own if not page.startswith(("/files/", "/style/"))} == (
        _AT_EITHER
    )


@pytest.mark.parametrize("path", ["/staff", "/staff/sign-in", "/staff/duty", "/staff/reviews"])
def test_a_staff_address_is_nowhere_at_the_childrens_door_and_says_so_kindly(
    serve, childrens, path
):
    _, browser = serve(childrens)

    answers = [browser.get(path), browser.post(path)]

    assert answers[0].status_code == 404
    assert "Get help" in answers[0].text
    assert "Sign in" not in answers[0].text
    assert answers[1].status_code in {400, 404}
    assert all("heard-staff" not in str(answer.headers) for answer in answers)


@pytest.mark.parametrize("path", ["/", "/q", "/ask/home", "/help", "/about/", "/copy"])
def test_a_childs_address_is_nowhere_at_the_staffs_door(serve, staffs, path):
    _, browser = serve(staffs)

    answer = browser.get(path)

    assert answer.status_code == 404
    assert 'href="/staff"' in answer.text


def test_either_door_says_that_it_runs_and_asks_machines_to_stay_away(serve, childrens, staffs):
    (_, child), (_, staff) = serve(childrens), serve(staffs)

    assert child.get("/healthz").text == staff.get("/healthz").text == "well\n"
    assert "Allow: /about/" in child.get("/robots.txt").text
    assert staff.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_a_cookie_that_the_childrens_door_could_sign_opens_nothing_at_staffs(app):
    """Both doors know the children’s key; staff’s is at theirs alone."""
    with app.test_request_context("/staff/duty"):
        staffs_own = app.session_interface.get_signing_serializer(app)
    with app.test_request_context("/"):
        forged = app.session_interface.get_signing_serializer(app).dumps({"_user_id": "x"})

    assert not staffs_own.loads_unsafe(forged)[0]


def test_staff_sign_in_and_work_with_the_account_of_their_own_door(staffs, desk_url, app):
    """On PostgreSQL alone: it reads and writes what staff’s pages need, and owns nothing."""
    officer = enrolled(app, Duty.OFFICER)
    at_their_door = replace(staffs, database_url=desk_url)
    desk = create_app(at_their_door)

    browser = signed_in(desk, officer)
    browser.open(browser.landing)

    assert (browser.path, browser.status) == ("/staff/reviews", 200)
    desk.extensions["heard.store"].engine.dispose()


def test_the_childrens_door_does_not_start_beside_a_key_that_opens(serve, childrens):
    with pytest.raises(KeyMisplaced, match="portal keys for-door"):
        serve(replace(childrens, keys_elsewhere=None))


def test_the_staffs_door_does_not_start_before_letters_can_say_where_children_come_in(staffs):
    complete = replace(staffs, council=Council(numbers=_NUMBERS))

    must_be_complete(complete)
    with pytest.raises(SettingsUnsound, match="PORTAL_ADDRESS"):
        must_be_complete(replace(complete, address=""))
