"""``portal retention``: shown, let go, held, certified; and done every night by the worker."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.journal import Journal
from feedback.store.keys import read_keys
from portal.cli import main
from portal.commands.opening import Opened, moment
from portal.settings import Settings
from portal.worker import work_once
from portal.working import tasks
from tests.feedback.services.retention.lives import Town


@pytest.fixture
def town(tmp_path, migrated, keys_folder, monkeypatch):
    """An installation in which one child’s words are due and another’s are not filed."""
    shutil.copytree(keys_folder, tmp_path / "keys")
    shutil.copy(migrated, tmp_path / "heard.sqlite")
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    engine = connect(f"sqlite:///{tmp_path / 'heard.sqlite'}")
    town = Town(Store(engine), read_keys(tmp_path / "keys"), Journal(tmp_path / "journal"))
    long_ago = moment().date() - timedelta(days=200)
    for filed in (long_ago, None):
        town.review(town.child(ended=long_ago), long_ago, filed=filed)
    yield town
    engine.dispose()


def said(*arguments, status=0):
    done = CliRunner().invoke(main, ["retention", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done.output


def held_back(town):
    return {key for (key,), row in town.everything()["views"].items() if row["answers"]}


def test_a_dry_run_names_every_row_and_changes_nothing(town):
    before = town.everything()

    told = said("run", "--dry-run")

    assert len(re.findall(r"^delete \w+ \S+$", told, re.MULTILINE)) == 8
    assert re.search(r"^erase words of views [0-9a-f-]{36}$", told, re.MULTILINE)
    assert "ask: 1 would go\n" in told
    assert "1 reviews wait: their words are not in the case system yet." in told
    assert town.everything() == before


def test_a_run_lets_exactly_that_go_and_the_log_certifies_it(town):
    shown = said("run", "--dry-run")

    told = said("run")

    assert re.search("digest .*", told).group() == re.search("digest .*", shown).group()
    assert re.search(r"Row \d+ of the log certifies it", told)
    assert len(held_back(town)) == 1
    assert re.search("digest (.*)", told).group(1) in said("certificates")
    assert "Nothing is due." in said("run")


def test_nothing_has_gone_and_nothing_is_held_at_first(town):
    assert len(held_back(town)) == 2
    assert said("certificates") == "Nothing has gone yet.\n"
    assert said("holds") == "Nothing is held.\n"


def test_a_child_is_held_by_number_until_it_is_lifted(town):
    number = next(
        row["number"]
        for (key,), row in town.everything()["child"].items()
        if any(one["child_id"] == key for one in town.everything()["review"].values())
    )
    until = (moment() + timedelta(days=9)).strftime("%Y-%m-%d")
    for row in town.everything()["child"].values():
        said("hold", row["number"], "--until", until, "--why", "A court has asked for all of it.")

    assert "1 would be due but are held." in said("run")
    assert len(held_back(town)) == 2
    listed = said("holds")
    assert f"child {number}, until" in listed
    assert "    A court has asked for all of it.\n" in listed
    for hold in re.findall(r"^([0-9a-f-]{36}):", listed, re.MULTILINE):
        said("lift", hold)
    said("run")
    assert len(held_back(town)) == 1


def test_everything_is_held_at_once_and_a_slip_holds_nothing(town):
    until = (moment() + timedelta(days=9)).strftime("%Y-%m-%d")
    why = ("--until", until, "--why", "An inquiry has asked for all of it.")

    assert "Name one child" in said("hold", *why, status=2)
    assert "no child with that number" in said("hold", "nobody", *why, status=1)
    assert "Say in 20" in said("hold", "--everything", "--until", until, "--why", "x", status=1)
    said("hold", "--everything", *why)
    assert "everything, until" in said("holds")
    said("run")
    assert len(held_back(town)) == 2


def test_the_worker_lets_go_what_is_due_every_night_and_never_at_its_first_start(town):
    settings = Settings.from_environment()
    installation = Opened(settings, town.store, town.keys, moment())

    assert "retention" not in work_once(installation)
    again = tasks(installation)["retention"].again(moment())
    assert (again.hour, again.minute) == (3, 10)
    assert len(held_back(town)) == 2

    with time_machine.travel(again, tick=False):
        assert "retention" in work_once(installation)
    assert len(held_back(town)) == 1


@pytest.mark.usefixtures("town")
def test_a_council_that_keeps_words_for_longer_is_obeyed(tmp_path):
    Path(tmp_path / "council.toml").write_text("[keeping]\nwords_days = 400\n", "utf-8")

    assert "Nothing is due." in said("run")
