"""By commands, too, a release of real children needs two people, each by their own password."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from click.testing import CliRunner

from feedback.services.staff import Person
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Duty
from portal.cli import main
from portal.enrolling import enrol
from tests import planted

PLENTY = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9}
NOW = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def people(tmp_path, monkeypatch):
    """Pat, who prepares, and Sam, who agrees, with a closed quarter of a real council."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    folder = tmp_path / "instance" / "keys"
    make_keys(folder)
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    migrate(engine)
    store, keys = Store(engine), read_keys(folder)
    with store.begin() as transaction:
        planted.reviews(transaction, PLENTY, date(2025, 5, 6))
    pat, sam = (
        enrol(
            store, Person(name, f"{name}@council.example", frozenset({duty})), keys=keys, now=NOW
        )
        for name, duty in (("pat", Duty.PARTICIPATION), ("sam", Duty.MANAGER))
    )
    engine.dispose()
    with time_machine.travel(NOW, tick=False):
        run("close", "2025-26Q1")
        yield pat, sam


def run(*arguments, typed=""):
    return CliRunner().invoke(main, ["release", *arguments], input=typed)


def _prepare(person):
    asked = ("prepare", "--period", "2025-26Q1", "--by", person.email)
    return run(*asked, typed=f"{person.password}\n")


def _agree(person, said="y"):
    asked = ("agree", "--period", "2025-26Q1", "--by", person.email)
    return run(*asked, typed=f"{person.password}\n{said}\n")


def test_one_prepares_another_agrees_and_then_its_files_are_written(people, tmp_path):
    pat, sam = people
    make = ("make", "--period", "2025-26Q1", "--out", str(tmp_path / "out"))
    alone = run(*make)
    prepared = _prepare(pat)
    listed = run("list").stdout
    not_yet = run(*make)

    agreed = _agree(sam)

    assert alone.exit_code == not_yet.exit_code == 1
    assert "needs two people: one prepares it" in alone.stderr
    assert "2025-26Q1 is prepared." in prepared.stdout
    assert "2025-26Q1  prepared, waits for a second person" in listed
    assert agreed.exit_code == 0, agreed.output
    assert "Prepared by pat. Let it leave?" in agreed.stderr
    assert "took-part                      132" in agreed.stdout
    assert pat.password not in prepared.output
    assert run(*make).exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 8


def test_the_same_person_is_refused_and_so_is_a_wrong_password(people):
    pat, sam = people
    wrong = run("prepare", "--period", "2025-26Q1", "--by", sam.email, typed=f"{pat.password}\n")
    _prepare(pat)

    refused = _agree(pat)

    assert "do not belong together here" in wrong.stderr
    assert refused.exit_code == 1
    assert "somebody else agrees to it" in refused.stderr
    assert "waits for a second person" in run("list").stdout


def test_without_a_yes_nothing_leaves(people):
    pat, sam = people
    _prepare(pat)

    assert _agree(sam, said="n").exit_code == 1

    assert "waits for a second person" in run("list").stdout


def test_it_is_sent_back_with_a_reason(people):
    pat, sam = people
    _prepare(pat)
    asked = ("send-back", "--period", "2025-26Q1", "--by", sam.email, "--reason")

    silent = run(*asked, " ", typed=f"{sam.password}\n")
    done = run(*asked, "The codes of May are missing.", typed=f"{sam.password}\n")

    assert "Say why it cannot leave like this" in silent.stderr
    assert done.stdout == "2025-26Q1 is sent back.\n"
    assert "sent back" in run("list").stdout
    assert "No release of 2025-26Q1 waits" in _agree(sam).stderr
