"""Making the database’s roles by a command, and printing what makes them."""

import pytest
from click.testing import CliRunner

from portal.cli import main


@pytest.fixture
def portal(tmp_path, monkeypatch):
    """Run a command on whatever database is named."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    return lambda *words: CliRunner().invoke(main, words)


def test_what_makes_the_roles_is_printed_without_asking_any_database(portal):
    done = portal("roles", "print")

    assert done.exit_code == 0
    assert "CREATE ROLE heard_children NOLOGIN;" in done.output
    assert all(line.endswith(";") for line in done.output.splitlines())


def test_on_sqlite_it_is_said_that_there_are_none(portal):
    done = portal("roles", "make")

    assert done.exit_code == 1
    assert "SQLite has no roles" in done.output


@pytest.mark.usefixtures("door_url")
def test_made_again_they_stay_and_the_next_step_is_said(portal, monkeypatch, database_url):
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)

    done = portal("roles", "make")

    assert done.exit_code == 0
    assert "made:" not in done.output
    assert 'CREATE ROLE "heard-door" LOGIN IN ROLE heard_children;' in done.output


@pytest.mark.usefixtures("door_url")
def test_migrating_sets_what_the_roles_may_do_again(portal, monkeypatch, database_url, store):
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("GRANT SELECT ON views TO heard_children")

    done = portal("migrate")

    assert done.exit_code == 0
    with store.engine.connect() as connection:
        asked = "SELECT has_table_privilege('heard_children', 'views', 'SELECT')"
        assert connection.exec_driver_sql(asked).scalar() is False
