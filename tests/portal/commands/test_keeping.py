"""``portal backup`` and ``portal restore``: an empty machine serves again.

The commands are given no address of a database, so what they meet is the one in the folder.
Of PostgreSQL the same is asked in tests/feedback/services/test_backup.py.
"""

import shutil

import pytest
from click.testing import CliRunner

from portal.cli import main
from tests.road import Road

pytestmark = pytest.mark.one_database


@pytest.fixture
def run(monkeypatch):
    """Run a command against the installation in this folder."""

    def run(instance, *arguments):
        monkeypatch.setenv("PORTAL_INSTANCE", str(instance))
        monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
        return CliRunner().invoke(main, [str(one) for one in arguments])

    return run


@pytest.fixture
def safe(tmp_path):
    return tmp_path / "safe"


@pytest.fixture
def here(store, tmp_path, keys_folder, keys):
    """An installation in which a child has sent something; ``store`` is its database."""
    shutil.copytree(keys_folder, tmp_path / "keys")
    Road(store, keys, tmp_path).has_sent(worries="The dark")
    return tmp_path


@pytest.fixture
def backed_up(run, here, safe):
    """Its keys in the safe, and a backup somewhere else."""
    shutil.copytree(here / "keys", safe)
    done = run(here, "backup", here / "heard.backup")
    assert done.exit_code == 0, done.output
    return here / "heard.backup"


@pytest.fixture
def elsewhere(tmp_path, safe, backed_up):  # noqa: ARG001  it was backed up before
    (tmp_path / "elsewhere").mkdir()
    shutil.copytree(safe, tmp_path / "elsewhere" / "keys")
    return tmp_path / "elsewhere"


def test_an_empty_machine_with_the_keys_serves_again(run, elsewhere, backed_up, safe):
    done = run(elsewhere, "restore", backed_up, "--key", safe / "backup.key")

    assert done.exit_code == 0, done.output
    assert "The log is whole." in done.output
    assert run(elsewhere, "audit", "verify").exit_code == 0


def test_what_could_not_be_put_back_is_said_with_its_number_and_an_exit_status_of_its_own(
    run, here, elsewhere, backed_up, safe, store, keys
):
    Road(store, keys, here).has_sent(worries="Moving again")
    shutil.copytree(here / "journal", elsewhere / "journal")

    done = run(elsewhere, "restore", backed_up, "--key", safe / "backup.key")

    assert done.exit_code == 3
    assert "MISSING: 1 of what the journal holds could not be put back" in done.output
    assert "The log is whole." in done.output


def test_a_second_restore_is_refused_in_one_sentence(run, elsewhere, backed_up, safe):
    run(elsewhere, "restore", backed_up, "--key", safe / "backup.key")

    again = run(elsewhere, "restore", backed_up, "--key", safe / "backup.key")

    assert again.exit_code == 1
    assert again.output.strip().count("\n") == 0
    assert "a restore never writes over one" in again.output


def test_without_the_keys_nothing_is_put_back(run, elsewhere, backed_up, safe):
    shutil.rmtree(elsewhere / "keys")

    done = run(elsewhere, "restore", backed_up, "--key", safe / "backup.key")

    assert done.exit_code == 1
    assert "service.pub" in done.output
    assert list(elsewhere.iterdir()) == []


def test_a_log_that_was_tampered_with_is_said_to_be_broken(
    run, elsewhere, backed_up, safe, keys_folder
):
    shutil.copy(keys_folder / "pepper", elsewhere / "keys" / "audit.key")

    done = run(elsewhere, "restore", backed_up, "--key", safe / "backup.key")

    assert "The log is broken at row 1." in done.output


def test_a_backup_is_never_written_over(run, here, backed_up):
    before = backed_up.read_bytes()

    again = run(here, "backup", backed_up)

    assert again.exit_code == 1
    assert "is there already" in again.output
    assert backed_up.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(run, here):
    done = run(here, "backup", here / "nowhere" / "heard.backup")

    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert not list(here.glob("backup-*"))
