"""What monitoring reads: numbers of machines, to whoever has the token, and none of a child."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from feedback.services.raise_concern import raise_concern
from feedback.services.work import Task, do_due
from feedback.store.door_keys import make_door_keys
from feedback.store.models import ConcernKind
from portal import create_app, health
from portal.doors import Doors
from portal.meters import Meters, kind_of
from tests.road import NOW, Road

TOKEN = "a-token-of-thirty-two-letters-or-more"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
_LINE = re.compile(r"^(heard_[a-z_]+)(?:\{(.*)\})? ([0-9.e+-]+)$")
_PROCESSES = """
import os, signal, sys
from portal.meters import Meters
meters = Meters()
for _ in range(3):
    if os.fork() == 0:
        for _ in range(300):
            meters.note("child", "GET", "2xx", 0.02)
        os._exit(0)
if os.fork() == 0:
    import fcntl
    fcntl.lockf(meters._file, fcntl.LOCK_EX)
    os.kill(os.getpid(), signal.SIGKILL)
for _ in range(4):
    os.wait()
meters.note("child", "GET", "2xx", 0.02)
print(meters.read()["requests", "child", "GET", "2xx"])
"""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def serve(settings, compiled):
    apps = []

    def serve(**more):
        app = create_app(replace(settings, **{"metrics_token": TOKEN, **more}))
        app.jinja_env.bytecode_cache = compiled
        apps.append(app)
        return app.test_client()

    yield serve
    for app in apps:
        app.extensions["heard.store"].engine.dispose()


@pytest.fixture
def client(serve):
    return serve()


def numbers(client):
    answer = client.get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    found = {}
    for line in answer.text.splitlines():
        if not line.startswith("# "):
            name, labels, value = _LINE.fullmatch(line).groups()
            found[name, labels or ""] = float(value)
    return found


def of_machines(found):
    """Every number but those of requests."""
    return {key: value for key, value in found.items() if not key[0].startswith("heard_request")}


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}]
)
def test_to_whoever_has_no_token_the_numbers_are_not_there(client, headers):
    assert client.get("/metrics", headers=headers).status_code == 404


def test_where_no_token_is_set_nothing_is_counted_and_no_token_is_right(serve):
    browser = serve(metrics_token="")

    assert browser.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert "heard.meters" not in browser.application.extensions


def test_requests_are_counted_by_half_of_the_portal_and_what_monitoring_asks_is_not(client):
    for path in ("/", "/help", "/nowhere", "/about/", "/staff/sign-in", "/health/live"):
        client.get(path)
    client.open("/", method="OPTIONS")
    client.post("/staff/sign-in", data={"email": "a@council.example", "password": "x"})

    found = numbers(client)

    assert found["heard_requests_total", 'kind="child",method="GET",status="2xx"'] == 2
    assert found["heard_requests_total", 'kind="child",method="GET",status="4xx"'] == 1
    assert found["heard_requests_total", 'kind="child",method="other",status="2xx"'] == 1
    assert found["heard_requests_total", 'kind="public",method="GET",status="2xx"'] == 1
    assert found["heard_requests_total", 'kind="staff",method="GET",status="2xx"'] == 1
    assert found["heard_request_seconds_count", 'kind="child"'] == 4
    assert found["heard_request_seconds_bucket", 'kind="child",le="+Inf"'] == 4
    assert found["heard_sign_in_refused_total", ""] == 1


def test_a_failure_that_nobody_caught_counts_as_ours(client):
    def fails(_environ, _start):
        raise ZeroDivisionError

    counting = client.application.wsgi_app
    counting.app = fails
    with pytest.raises(ZeroDivisionError):
        counting({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, None)

    found = counting.meters.read()
    assert found["requests", "child", "GET", "5xx"] == 1


def test_all_processes_add_to_the_same_numbers_and_one_that_is_killed_holds_nobody_up():
    told = subprocess.run(  # noqa: S603  ourselves
        [sys.executable, "-c", _PROCESSES], capture_output=True, check=True, text=True, timeout=30,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip

    assert told.stdout == "901\n"


def test_before_the_door_opens_the_numbers_begin_at_nothing():
    meters = Meters()
    meters.note("staff", "POST", "2xx", 99)
    meters.note_refused()
    assert meters.read()["steps", "staff", "inf"] == 1

    meters.forget()

    assert set(meters.read().values()) == {0}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/talk/someone", "child"),
        ("/ask/worries", "child"),
        ("/staffroom", "child"),
        ("/staff", "staff"),
        ("/staff/duty", "staff"),
        ("/about/rights", "public"),
        ("/style/abc/children.css", "file"),
    ],
)
def test_a_request_is_told_apart_by_half_of_the_portal_and_by_nothing_else(path, kind):
    assert kind_of(path) == kind


def test_no_number_moves_by_what_a_child_sends_or_calls_for_but_requests(
    client, store, keys, tmp_path
):
    before = of_machines(numbers(client))
    road = Road(store, keys, tmp_path)
    road.has_sent(wishes="A dog", worries="The stairs")
    with store.begin() as transaction:
        raise_concern(transaction, road.letter_id, ConcernKind.TALK_TODAY, now=NOW)

    after = of_machines(numbers(client))

    # The first line of a journal is rounded up to 64 MiB, and stays there.
    for found in (before, after):
        assert found.pop(("heard_journal_bytes", "")) in {0, health.COARSE}
        found.pop(("heard_disk_free_bytes", ""))
    assert after == before


def test_a_call_that_nobody_took_is_told_in_steps_and_never_how_many(
    client, store, keys, tmp_path, clock
):
    road = Road(store, keys, tmp_path)
    road.invited()
    with store.begin() as transaction:
        for kind in (ConcernKind.TALK_TODAY, ConcernKind.NOT_SAFE):
            raise_concern(transaction, road.letter_id, kind, now=NOW)
    told = []

    for minutes in (14, 1, 45, 180):
        clock.shift(timedelta(minutes=minutes))
        told.append(numbers(client)["heard_concern_minutes", ""])

    assert told == [0, 15, 60, 240]


def test_how_long_ago_work_was_done_is_told_once_it_was(client, store, clock):
    assert ("heard_worker_seconds", "") not in numbers(client)
    do_due(store, {"tray": Task(lambda *_: None, lambda now: now)}, holder=None, clock=lambda: NOW)

    clock.shift(timedelta(seconds=90))

    assert numbers(client)["heard_worker_seconds", ""] == 90


def test_the_childrens_door_tells_nothing_that_only_staffs_may_read(serve, settings, tmp_path):
    make_door_keys(settings.keys, tmp_path / "door")
    found = numbers(serve(doors=Doors.CHILDREN, keys_elsewhere=tmp_path / "door"))

    told = {name for name, _ in of_machines(found)}
    assert told == {"heard_well", "heard_disk_free_bytes", "heard_journal_bytes"}


def test_ready_says_what_is_missing_to_whoever_has_the_token_alone(client, settings):
    assert client.get("/health/live").text == "well\n"
    assert client.get("/health/ready").text == "ready\n"
    settings.journal.write_text("a file where the folder should be")

    answer, told = (client.get("/health/ready", headers=one) for one in ({}, BEARER))

    assert (answer.status_code, answer.text) == (503, "not ready\n")
    assert told.text == "not ready\ndatabase: well\nschema: well\ndisk: well\njournal: WRONG\n"


def test_a_database_of_another_version_is_not_ready(client, store):
    with store.begin() as transaction:
        transaction.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert "database: well\nschema: WRONG" in client.get("/health/ready", headers=BEARER).text


def test_of_a_database_that_is_away_nothing_is_told_and_the_rest_still_is(serve):
    client = serve(database_url="sqlite:////nowhere/at/all.sqlite")

    found = numbers(client)

    assert found["heard_well", 'what="database"'] == 0
    assert ("heard_concern_minutes", "") not in found
    assert client.get("/health/ready").status_code == 503
