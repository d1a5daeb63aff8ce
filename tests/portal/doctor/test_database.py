"""What the database tells of how the portal is run, in plain words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from feedback.services.examine import NEEDED
from feedback.services.work import Task, do_due
from feedback.store.audit import SYSTEM, Act, write
from feedback.store.models import Job, Role, Staff
from portal.doctor import State, database


@pytest.fixture
def at():
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def well_run(store, at):
    """Somebody for every duty, and a worker that has just been there."""
    with store.begin() as transaction:
        roles = [transaction.get(Role, duty) or Role(name=duty) for duty in NEEDED]
        transaction.add(
            Staff(name="Robin", email="robin@council.example", password="a digest", roles=roles)
        )
    nothing = Task(lambda _store, _now: None, lambda moment: moment + timedelta(days=1))
    do_due(store, {"nothing": nothing}, holder=uuid4(), clock=lambda: at)
    return store


def looked(settings, at, *, thorough=False):
    found = database.look_over(settings, now=at, thorough=thorough)
    return {one.what: one for one in found}


@pytest.mark.usefixtures("well_run")
def test_a_well_run_portal_is_well(settings, at):
    found = looked(settings, at, thorough=True)

    assert {name for name, one in found.items() if one.state is not State.WELL} <= {"database"}
    assert found["log"].said == "it was read through and is whole."


@pytest.mark.usefixtures("store")
def test_nobody_on_duty_is_wrong_and_says_how_to_enrol_one(settings, at):
    found = looked(settings, at)

    assert found["people"].state is State.WRONG
    assert "portal staff add" in found["people"].said


@pytest.mark.usefixtures("store")
def test_where_nobody_works_it_says_what_to_start(settings, at):
    assert "start portal work" in looked(settings, at)["work"].said


def test_a_job_that_is_not_getting_done_is_named(well_run, settings, at):
    with well_run.begin() as transaction:
        transaction.add(Job(name="tray", due_at=at - timedelta(hours=2)))

    assert "tray" in looked(settings, at)["work"].said


def test_a_clock_that_runs_behind_the_log_is_wrong(well_run, settings, keys, at):
    with well_run.begin() as transaction:
        write(transaction, SYSTEM, Act("looked", "nothing"), keys=keys, now=at)

    assert looked(settings, at)["clock"].state is State.WELL
    assert looked(settings, at - timedelta(hours=1))["clock"].state is State.WRONG


def test_a_log_into_which_somebody_wrote_is_broken_at_its_row(well_run, settings, keys, at):
    with well_run.begin() as transaction:
        forged = replace(keys, audit=bytes(32))
        write(transaction, SYSTEM, Act("looked", "nothing"), keys=forged, now=at)

    assert "row 1" in looked(settings, at, thorough=True)["log"].said


@pytest.mark.usefixtures("well_run")
def test_without_the_key_of_the_log_it_is_not_read_through(settings, at):
    (settings.keys / "audit.key").unlink()

    assert "log" not in looked(settings, at, thorough=True)


@pytest.mark.usefixtures("well_run")
def test_a_damaged_database_is_told_with_what_to_do(settings, at, monkeypatch):
    monkeypatch.setattr(database, "damaged", lambda _store: "row 7 is missing")

    found = list(database.look_over(settings, now=at, thorough=True))

    assert any("restore the newest backup" in one.said for one in found)


@pytest.mark.usefixtures("well_run")
def test_a_setting_with_which_words_could_be_lost_is_wrong(settings, at, monkeypatch):
    monkeypatch.setattr(database, "unsafe", lambda _store: ("fsync is off",))

    assert looked(settings, at)["database"].state is State.WRONG


def test_a_database_that_is_not_ours_is_all_there_is_to_say(settings, at, tmp_path):
    (tmp_path / "no.sqlite").write_bytes(b"a letter to the council" * 100)
    elsewhere = replace(settings, database_url=f"sqlite:///{tmp_path / 'no.sqlite'}")

    [finding] = database.look_over(elsewhere, now=at, thorough=False)

    assert finding.state is State.WRONG


def test_a_made_up_council_is_said_to_be_one(well_run, settings, at):
    with well_run.begin() as transaction:
        transaction.execute(text("UPDATE installation SET made_up = true"))

    assert looked(settings, at)["people"].state is State.LOOK


@pytest.mark.usefixtures("well_run")
def test_the_account_of_the_childrens_door_is_well_and_looks_no_further(settings, at, door_url):
    found = looked(replace(settings, database_url=door_url), at, thorough=True)

    assert found["account"].state is State.WELL
    assert found["the rest"].state is State.LOOK
    assert "people" not in found
