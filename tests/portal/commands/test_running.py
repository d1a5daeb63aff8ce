"""Serving one door, and making its keys."""

import pytest
from click.testing import CliRunner

from feedback.store.door_keys import CHILDRENS
from feedback.store.keys import make_keys
from portal import serving
from portal.cli import main
from portal.doors import Doors


@pytest.fixture
def portal(tmp_path, monkeypatch, migrated):
    """Run a command on an installation that is ready."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path))
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{migrated}")
    make_keys(tmp_path / "keys")
    return lambda *words: CliRunner().invoke(main, words)


@pytest.fixture
def served(monkeypatch):
    """What would have been served."""
    asked = []
    monkeypatch.setattr(serving, "run", lambda settings, **how: asked.append((settings, how)))
    return asked


def test_the_doors_keys_are_put_into_a_folder_of_their_own(portal, tmp_path):
    done = portal("keys", "for-door", str(tmp_path / "door"))

    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "door").iterdir()} == set(CHILDRENS)


@pytest.mark.parametrize(
    ("words", "doors", "working"),
    [
        ((), Doors.BOTH, True),
        (("--door", "children"), Doors.CHILDREN, False),
        (("--door", "staff"), Doors.STAFF, True),
        (("--door", "staff", "--no-work"), Doors.STAFF, False),
    ],
)
def test_what_is_due_is_done_at_the_staffs_door(portal, served, words, doors, working):
    done = portal("serve", *words)

    assert done.exit_code == 0
    ((settings, how),) = served
    assert (settings.doors, how["working"]) == (doors, working)


def test_the_childrens_door_never_does_what_is_due(portal, served):
    done = portal("serve", "--door", "children", "--work")

    assert done.exit_code == 1
    assert "needs the keys of staff’s door" in done.output
    assert not served


def test_the_childrens_door_makes_no_keys(portal, tmp_path, monkeypatch, served):
    monkeypatch.setenv("PORTAL_KEYS", str(tmp_path / "nothing"))

    portal("serve", "--door", "children")

    assert served
    assert not (tmp_path / "nothing").exists()


def test_the_childrens_door_leaves_a_database_of_another_version_alone(
    portal, tmp_path, monkeypatch, served
):
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")

    done = portal("serve", "--door", "children")

    assert "run portal migrate" in done.output
    assert not served
