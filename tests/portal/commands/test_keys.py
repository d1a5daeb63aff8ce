"""``portal keys rotate``: a new key, an archive, and a backup from before that still opens."""

import re
import shutil
import subprocess
import sys
import textwrap

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.models import SentViews
from feedback.store.sealing import Place, key_id_of
from portal.cli import main
from tests.road import Road


@pytest.fixture
def run(monkeypatch):
    """Run a command against the installation in this folder."""

    def run(instance, *arguments):
        monkeypatch.setenv("PORTAL_INSTANCE", str(instance))
        monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
        done = CliRunner().invoke(main, [str(one) for one in arguments])
        assert done.exit_code == 0, done.output
        return done.output

    return run


@pytest.fixture
def here(tmp_path, migrated, keys_folder):
    """An installation in which Mia has sent what worries her."""
    instance = tmp_path / "here"
    instance.mkdir()
    shutil.copytree(keys_folder, instance / "keys")
    shutil.copy(migrated, instance / "heard.sqlite")
    engine = connect(f"sqlite:///{instance / 'heard.sqlite'}")
    Road(Store(engine), read_keys(instance / "keys"), instance).has_sent(worries="The dark")
    engine.dispose()
    return instance


def sent_by_mia(instance) -> tuple[bytes, bytes]:
    """Return the id of the key her words are sealed to, and her words, as keys here open them."""
    engine = connect(f"sqlite:///{instance / 'heard.sqlite'}")
    try:
        with Store(engine).look() as transaction:
            views = transaction.scalars(select(SentViews)).one()
            place = Place("views", "answers", views.id)
            opened = read_keys(instance / "keys").open(views.answers, place)
            return key_id_of(views.answers), opened
    finally:
        engine.dispose()


def test_replacing_the_key_is_told_and_leaves_the_log_whole(here, run):
    old, words = sent_by_mia(here)

    said = run(here, "keys", "rotate", "--settle", 0)

    new, same = sent_by_mia(here)
    assert new != old
    assert same == words
    assert "views: 1 of 1\n" in said
    assert "Put into the archive: 1 keys." in said
    assert "log is whole" in run(here, "audit", "verify")


def test_a_backup_from_before_is_restored_read_and_sealed_to_the_key_of_today(here, run, tmp_path):
    file, elsewhere = tmp_path / "heard.backup", tmp_path / "elsewhere"
    run(here, "backup", file)
    old, words = sent_by_mia(here)
    run(here, "keys", "rotate", "--settle", 0)
    elsewhere.mkdir()
    shutil.copytree(here / "keys", elsewhere / "keys")

    run(elsewhere, "restore", file, "--key", here / "keys" / "backup.key")

    assert sent_by_mia(elsewhere) == (old, words)
    said = run(elsewhere, "keys", "rewrap", "--settle", 0)
    assert sent_by_mia(elsewhere) == (read_keys(here / "keys").service.id, words)
    assert "Put into the archive: 0 keys." in said


def test_a_process_killed_in_the_middle_leaves_everything_readable_and_the_next_one_ends_it(
    here, run
):
    old, words = sent_by_mia(here)
    dying = textwrap.dedent(
        """
        import os, signal
        from portal.commands import keys
        def watch(step):
            if step.table == "ask" or step.table == "audit" or step.table == "views":
                os.kill(os.getpid(), signal.SIGKILL)
        keys._told = lambda: watch
        keys.keys(["rotate", "--settle", "0"])
        """
    )
    done = subprocess.run(  # noqa: S603  this very interpreter
        [sys.executable, "-c", dying], check=False, env={"PORTAL_INSTANCE": str(here)}
    )

    assert done.returncode == -9
    assert sent_by_mia(here)[1] == words
    coming = sorted(path.name for path in (here / "keys").glob("service-*.key"))
    assert len(coming) == 2
    run(here, "keys", "rotate", "--settle", 0)
    new, same = sent_by_mia(here)
    assert (same, f"service-{new.hex()}.key" in coming) == (words, True)
    assert [p.name for p in (here / "keys").glob("service-*.key")] == [f"service-{new.hex()}.key"]
    archived = [p.name for p in (here / "keys" / "archive").iterdir()]
    assert len(archived) == 1
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d-service-{old.hex()}\.key", archived[0])
