"""``portal doctor``: everything is looked at, said in a line each, and nothing is changed."""

import pytest
from click.testing import CliRunner

from portal.cli import main


@pytest.fixture
def run(monkeypatch):
    def run(instance, *options, database=""):
        monkeypatch.setenv("PORTAL_INSTANCE", str(instance))
        monkeypatch.setenv("PORTAL_DATABASE_URL", database)
        return CliRunner().invoke(main, ["doctor", *options])

    return run


@pytest.mark.usefixtures("store")
def test_an_installation_begun_today_is_told_all_it_still_lacks(run, settings):
    done = run(settings.instance, "--thorough", database=settings.database_url)

    assert done.exit_code == 1
    for what in ("folder", "keys", "journal", "disk", "database", "work", "people", "numbers"):
        assert f"  {what}: " in done.output
    assert "WRONG  numbers: a child must be able to ring" in done.output


def test_where_there_is_no_installation_nothing_is_made(run, tmp_path):
    done = run(tmp_path / "nowhere")

    assert done.exit_code == 1
    assert not (tmp_path / "nowhere").exists()


def test_a_setting_that_is_unsound_is_one_sentence(run, settings, monkeypatch):
    monkeypatch.setenv("PORTAL_PROXIES", "some")

    done = run(settings.instance)

    assert done.exit_code == 1
    assert done.output.count("\n") == 1


def test_where_all_is_well_it_ends_well(run, settings, monkeypatch):
    monkeypatch.setattr("portal.doctor.look_over", lambda *_args, **_options: iter(()))

    assert run(settings.instance).exit_code == 0
