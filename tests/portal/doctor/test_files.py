"""The folder of an installation: what others could read, what is missing, what is full."""

import os
from collections import namedtuple
from dataclasses import replace

import pytest

from feedback.store.door_keys import make_door_keys
from portal.doctor import State, files

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024  as shutil returns it


@pytest.fixture
def tidy(settings):
    """A folder that this account alone can reach, as the portal makes it."""
    settings.instance.chmod(0o700)
    settings.keys.chmod(0o700)
    settings.journal.mkdir(mode=0o700)
    (settings.keys / "backup.key").unlink()
    return settings


def found(settings, what):
    [finding] = [one for one in files.look_over(settings) if one.what == what]
    return finding


def test_a_tidy_folder_is_well(tidy):
    assert {one.state for one in files.look_over(tidy)} == {State.WELL}


def test_a_key_that_others_can_read_is_wrong_and_named(tidy):
    (tidy.keys / "pepper").chmod(0o640)

    finding = found(tidy, "folder")

    assert finding.state is State.WRONG
    assert "pepper" in finding.said


def test_a_missing_key_is_wrong_and_named(tidy):
    (tidy.keys / "audit.key").unlink()

    assert found(tidy, "keys").state is State.WRONG
    assert "audit.key" in found(tidy, "keys").said


def test_a_door_that_cannot_open_what_children_send_is_said_to_be_one(tidy):
    for path in tidy.keys.glob("service-*.key"):
        path.unlink()

    assert found(tidy, "keys").state is State.LOOK


def test_the_three_keys_of_the_childrens_door_are_well(tidy):
    door = tidy.instance / "door"
    make_door_keys(tidy.keys, door)

    finding = found(replace(tidy, keys_elsewhere=door), "keys")

    assert finding.state is State.WELL
    assert "children’s door" in finding.said


def test_what_opens_backups_belongs_in_a_safe(tidy):
    (tidy.keys / "backup.key").touch(mode=0o600)

    assert found(tidy, "backups").state is State.LOOK


def test_a_journal_that_cannot_be_written_is_wrong(tidy, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tidy.journal)

    assert found(tidy, "journal").state is State.WRONG


def test_before_the_first_journal_the_folder_above_is_asked(tidy):
    tidy.journal.rmdir()

    assert found(tidy, "journal").state is State.WELL


def test_a_disk_that_fills_up_is_wrong(tidy, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(1, 1, 300 << 20))

    assert found(tidy, "disk").said == "300 MiB are free and 1 GiB should be; make room."


def test_a_folder_that_is_not_there_is_all_there_is_to_say(tidy, tmp_path):
    [finding] = files.look_over(replace(tidy, instance=tmp_path / "nowhere"))

    assert finding.state is State.WRONG
