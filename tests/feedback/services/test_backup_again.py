"""More of a backup: what it holds, and what comes back from it."""

import json
import os
import shutil
import tarfile

import pytest
from sqlalchemy import select

from feedback.errors import BackupUnsound
from feedback.services.backup import Place, backup
from feedback.services.restore import restore
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.models import Base
from feedback.store.strongbox import lock
from tests import databases
from tests.road import NOW, Road


@pytest.fixture(autouse=True)
def _postgresqls_own_programs(monkeypatch):
    """Have pg_dump where a council’s machine has it."""
    if databases.URL in os.environ:
        monkeypatch.setenv("PATH", f"{databases.find_binaries()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def here(store, keys_folder, tmp_path):
    """A running installation in which Mia has sent what worries her."""
    instance = tmp_path / "here"
    instance.mkdir()
    shutil.copytree(keys_folder, instance / "keys")
    (instance / "council.toml").write_text('name = "Borough of Example"', "utf-8")
    mia = Road(store, read_keys(instance / "keys"), instance)
    mia.has_sent(worries="The dark")
    return mia


@pytest.fixture
def place(here, database_url):
    return Place(here.instance, database_url, here.instance / "keys", here.instance / "journal")


@pytest.fixture
def elsewhere(empty_database_url, tmp_path):
    """An empty machine, with the keys from the safe and nothing else."""
    instance = tmp_path / "elsewhere"
    return Place(instance, empty_database_url, instance / "keys", instance / "journal")


@pytest.fixture
def file(place, tmp_path):
    backup(place, tmp_path / "heard.backup", now=NOW)
    return tmp_path / "heard.backup"


@pytest.fixture
def key(place, tmp_path):
    """The key as it lies in the safe; the machine no longer has it."""
    return shutil.move(place.keys / "backup.key", tmp_path / "from-the-safe.key")


def everything(url: str) -> dict[str, list[tuple]]:
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return {
                table.name: sorted(map(repr, connection.execute(select(table))))
                for table in Base.metadata.sorted_tables
            }
    finally:
        engine.dispose()


def packed(place, folder, target):
    """Lock a folder as if it were a backup."""
    with tarfile.open(folder / "packed.tar", "w") as tar:
        tar.add(folder / "all", arcname=".")
    lock(folder / "packed.tar", target, place.keys)
    return target


CONTENTS = {
    "made_at": NOW.isoformat(), "database": "", "revision": "0001", "rows": {}, "digests": {}
}  # fmt: skip


@pytest.mark.parametrize(
    ("contents", "problem"),
    [
        (None, "does not say what is in it"),
        ("[]", "does not say what is in it"),
        (CONTENTS | {"digests": {"heard.sqlite": "00"}}, "heard.sqlite in this backup is missing"),
        (CONTENTS | {"database": "heard.other"}, "the other kind of database"),
        (CONTENTS | {"revision": "9999"}, "a newer version of the portal"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    place, elsewhere, key, tmp_path, contents, problem
):
    from feedback.store.whole_copy import file_name  # noqa: PLC0415  it fits the database

    (tmp_path / "made" / "all").mkdir(parents=True)
    if isinstance(contents, dict):
        kind = contents["database"] or file_name(elsewhere.database_url)
        contents = json.dumps(contents | {"database": kind})
    if contents is not None:
        (tmp_path / "made" / "all" / "contents.json").write_text(contents, "utf-8")
    locked = packed(place, tmp_path / "made", tmp_path / "made.backup")

    with pytest.raises(BackupUnsound, match=problem):
        restore(elsewhere, locked, key)

    assert list(elsewhere.instance.iterdir()) == []


def test_something_locked_that_is_no_backup_is_refused(place, elsewhere, key, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all", "utf-8")
    lock(tmp_path / "letter.txt", tmp_path / "letter.backup", place.keys)

    with pytest.raises(BackupUnsound, match="nothing can be unpacked"):
        restore(elsewhere, tmp_path / "letter.backup", key)


def test_a_council_that_set_nothing_and_had_nothing_sent_is_backed_up_too(
    database_url, keys_folder, elsewhere, tmp_path
):
    instance = tmp_path / "new"
    instance.mkdir()
    place = Place(instance, database_url, keys_folder, instance / "journal")
    backup(place, tmp_path / "new.backup", now=NOW)

    restore(elsewhere, tmp_path / "new.backup", keys_folder / "backup.key")

    assert everything(elsewhere.database_url) == everything(database_url)
    assert not elsewhere.journal.exists()
    assert not (elsewhere.instance / "council.toml").exists()


def test_the_councils_own_file_on_the_new_machine_is_kept(elsewhere, file, key):
    elsewhere.instance.mkdir()
    (elsewhere.instance / "council.toml").write_text('name = "Newer"', "utf-8")

    restore(elsewhere, file, key)

    assert (elsewhere.instance / "council.toml").read_text("utf-8") == 'name = "Newer"'
