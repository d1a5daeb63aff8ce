"""``portal audit``: whether the log is whole, and still the one whose head was kept elsewhere."""

import re
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from portal.cli import main
from tests.road import Road


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    return lambda *told: CliRunner().invoke(main, ["audit", *(str(one) for one in told)])


@pytest.fixture
def database_url(migrated, tmp_path):
    """The embedded database on every run: it is the one the commands find by themselves."""
    shutil.copy(migrated, tmp_path / "heard.sqlite")
    return f"sqlite:///{tmp_path / 'heard.sqlite'}"


@pytest.fixture
def head(run, store, keys, keys_folder, tmp_path):
    """An installation with some rows in its log, and the head of it in a file elsewhere."""
    shutil.copytree(keys_folder, tmp_path / "keys")
    Road(store, keys, tmp_path).has_sent(worries="The dark")
    Road(store, keys, tmp_path).has_sent(worries="The stairs")
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(run("head").output)
    return elsewhere


def cut_off_the_last_row(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'heard.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_keeps_delete"))
        last = "(SELECT max(place) FROM audit)"
        connection.execute(text(f"DELETE FROM audit WHERE place = {last}"))  # noqa: S608  our own
    engine.dispose()


def test_a_head_is_one_line_that_tells_nothing_of_the_log(head):
    assert re.fullmatch(r"\d+ [0-9a-f]{64}\n", head.read_text())


def test_a_log_that_goes_on_from_its_head_is_whole(run, head):
    done = run("verify", "--head", head)

    assert done.exit_code == 0
    assert re.fullmatch(
        r"The log is whole: \d+ rows, and goes on from every head \(1\)\.\n", done.output
    )


def test_a_log_that_was_cut_short_is_found_beside_its_head_and_not_without(run, head, tmp_path):
    rows = int(head.read_text().split()[0])
    cut_off_the_last_row(tmp_path)

    assert run("verify").exit_code == 0
    done = run("verify", "--head", head)

    assert done.exit_code == 1
    assert done.output == (
        "Error: The log is not the one whose head is in elsewhere.txt: "
        f"row {rows} is missing or another.\n"
    )


def test_the_heads_that_the_portal_keeps_are_compared_without_asking(run, head, tmp_path):
    (tmp_path / "heads").mkdir()
    shutil.copy(head, tmp_path / "heads" / "2026-03-03.head")
    cut_off_the_last_row(tmp_path)

    done = run("verify")

    assert done.exit_code == 1
    assert "2026-03-03.head" in done.output


def test_a_file_that_is_no_head_is_refused_in_one_sentence(run, head):
    head.write_text("hello")

    done = run("verify", "--head", head)

    assert done.exit_code == 1
    assert "no head of a log" in done.output
    assert "Traceback" not in done.output
