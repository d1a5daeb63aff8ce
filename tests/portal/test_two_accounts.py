"""Two accounts with the folders of ``deploy/README.md``: each Send is kept, read and forgotten."""

import os
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from feedback.services.backup import Place, backup
from feedback.store.door_keys import make_door_keys, read_door_keys
from feedback.store.journal import Book, Journal, Line
from feedback.store.keys import make_keys
from feedback.store.models import Tray
from portal import health
from portal.doctor import State, files
from portal.settings import Settings
from portal.storage import now, today
from portal.translating import compiled
from tests.two_accounts import Machine

STAFF, DOOR = "heard", "heard-door"
HOMES = {STAFF: "/srv/heard", DOOR: "/srv/heard-door"}


@pytest.fixture
def machine():
    """A machine as the paper leaves it, where both accounts can reach their folders."""
    root = Path(tempfile.mkdtemp(prefix="heard-two-accounts-"))
    root.chmod(0o755)
    made = Machine(root)
    made.set_up()
    yield made
    shutil.rmtree(root)


def settings_of(machine, account):
    home = machine.at(HOMES[account])
    return Settings(instance=home, database_url=f"sqlite:///{home / 'heard.sqlite'}")


def adds(machine, account, *, day=None):
    """Add a line to the journal as an account, by its own way there; return the line’s key."""
    journal, key = Journal(settings_of(machine, account).journal), uuid4()
    line = Line(Book.VIEWS, key, (Tray(key=key, sheet=b"sealed", link=b"link"),))
    machine.run(account, lambda: journal.append(line, day=day or today()))
    return key


def keys_read(machine, account):
    journal = Journal(settings_of(machine, account).journal)
    return machine.run(account, lambda: [line.key for line in journal.lines()])


def examined(machine, account):
    settings = settings_of(machine, account)
    found = machine.run(account, lambda: [*files.look_over(settings)])
    return {one.what: one for one in found}


@pytest.mark.parametrize("first", [(STAFF, DOOR), (DOOR, STAFF)], ids=lambda pair: pair[0])
def test_whichever_account_writes_first_that_day_both_go_on_and_staff_read_it_all(machine, first):
    keys = [adds(machine, account) for account in (*first, *first)]

    assert keys_read(machine, STAFF) == keys
    (file,) = machine.at("/srv/heard-shared/journal").iterdir()
    assert file.stat().st_mode & 0o777 == 0o660


def test_what_the_door_wrote_is_in_the_nightly_backup(machine, migrated):
    adds(machine, DOOR)
    empty = migrated.read_bytes()
    settings = settings_of(machine, STAFF)
    place = Place(settings.instance, settings.database_url, settings.keys, settings.journal)

    def backed_up():
        make_keys(settings.keys)
        (settings.instance / "heard.sqlite").write_bytes(empty)
        return backup(place, machine.at("/backups") / "heard.backup", now=now())

    contents = machine.run(STAFF, backed_up)

    assert f"journal/views-{today()}.jsonl" in contents.digests


def test_staff_forget_at_night_what_the_door_wrote(machine):
    adds(machine, DOOR, day=date(2026, 1, 1))
    journal = Journal(settings_of(machine, STAFF).journal)

    assert machine.run(STAFF, lambda: journal.forget(date(2026, 2, 1))) == 1


def test_nobody_else_reaches_the_journal_and_the_door_no_key_of_staffs(machine):
    adds(machine, DOOR)
    shared = machine.at("/srv/heard-shared")

    assert not any(path.stat().st_mode & 0o007 for path in (shared, *shared.rglob("*")))
    assert machine.at("/srv/heard").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("account", [STAFF, DOOR])
def test_a_folder_made_as_the_paper_says_is_well(machine, account):
    settings = settings_of(machine, account)
    make_keys_of(machine)
    adds(machine, DOOR)
    adds(machine, STAFF)

    found = examined(machine, account)

    assert found["folder"].state is found["journal"].state is State.WELL
    assert "its group" in found["folder"].said
    assert machine.run(account, lambda: Journal(settings.journal).can_append(today()))


def make_keys_of(machine):
    """Make both folders of keys, the door’s as root does."""
    staff, door = (machine.at(home) / "keys" for home in HOMES.values())
    machine.run(STAFF, lambda: make_keys(staff))
    make_door_keys(staff, door)


def test_the_doors_keys_made_by_root_are_the_doors_to_read(machine):
    make_keys_of(machine)
    door = machine.at("/srv/heard-door/keys")

    machine.run(DOOR, lambda: bool(read_door_keys(door)))

    assert {path.stat().st_uid for path in door.iterdir()} == {door.stat().st_uid}


@pytest.mark.parametrize("account", [STAFF, DOOR])
def test_a_file_that_shuts_the_other_account_out_is_named_by_both(machine, account):
    adds(machine, STAFF, day=today() - timedelta(days=1))
    (file,) = machine.at("/srv/heard-shared/journal").iterdir()
    file.chmod(0o600)

    finding = examined(machine, account)["journal"]

    assert finding.state is State.WRONG
    assert file.name in finding.said


def test_a_door_that_todays_file_shuts_out_is_neither_well_nor_ready(machine):
    adds(machine, STAFF)
    (file,) = machine.at("/srv/heard-shared/journal").iterdir()
    file.chmod(0o600 if os.geteuid() == 0 else 0o400)
    settings = settings_of(machine, DOOR)
    journal = Journal(settings.journal)

    assert not machine.run(DOOR, lambda: journal.can_append(today()))
    assert examined(machine, DOOR)["journal"].state is State.WRONG
    assert machine.run(DOOR, lambda: health.journal_bytes(settings)) == health.COARSE


def test_a_journal_behind_a_folder_the_door_may_not_enter_is_wrong(machine):
    machine.at("/srv/heard-shared").chmod(0o700 if os.geteuid() == 0 else 0o000)

    try:
        finding = examined(machine, DOOR)["journal"]
    finally:
        machine.at("/srv/heard-shared").chmod(0o750)

    assert finding.state is State.WRONG
    assert "cannot be written by this account" in finding.said


def test_languages_that_the_worker_writes_are_the_doors_to_read(machine):
    folders = [machine.at(home) / "languages" for home in HOMES.values()]
    machine.run(STAFF, lambda: compiled.write(folders[0], {}))

    assert machine.run(DOOR, lambda: compiled.stamp(folders[1])) > 0
