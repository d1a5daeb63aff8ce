"""The office takes a folder in by one command, and a wrong one changes nothing."""

import csv
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from feedback.caseload.files import COLUMNS
from feedback.store import Store
from feedback.store.engine import connect
from portal.cli import main
from portal.commands import caseload as command
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, text
from tests.feedback.services.imports import digest

REVIEW = "0042,10/05/2010,01/03/2026,PN1"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch, migrated, keys_folder):
    """An installation with nothing in it, on a day in November."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
    shutil.copytree(keys_folder, tmp_path / "instance" / "keys")
    shutil.copy(migrated, tmp_path / "instance" / "heard.sqlite")
    engine = connect(f"sqlite:///{tmp_path / 'instance' / 'heard.sqlite'}")
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        yield Store(engine)
    engine.dispose()


@pytest.fixture
def directory(tmp_path):
    """A folder of one child in care with one sound review."""
    made = tmp_path / "folder"
    made.mkdir()
    (made / "header.csv").write_text(text("header.csv", HEADER_ROW), "utf-8")
    (made / "episodes.csv").write_text(text("episodes.csv", IN_CARE_ROW), "utf-8")
    (made / "reviews.csv").write_text(text("reviews.csv", REVIEW), "utf-8")
    return made


def take_in(*arguments):
    return CliRunner().invoke(main, ["caseload", "import", *map(str, arguments)])


def test_the_counts_are_printed_and_a_second_import_prints_the_same(directory, store):
    first = take_in(directory)
    before = digest(store)

    second = take_in(directory)

    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["files"]["reviews.csv"]["kept"] == 1
    assert second.stdout == first.stdout
    assert first.stderr == ""
    assert digest(store) == before


def test_the_report_names_every_row_to_look_at(directory, tmp_path):
    rows = text("reviews.csv", REVIEW, REVIEW, "7,10/05/2010,01/03/2026,PN1")
    (directory / "reviews.csv").write_text(rows, "utf-8")

    done = take_in(directory, "--report", tmp_path / "refused.csv")

    assert done.exit_code == 0
    with (tmp_path / "refused.csv").open(encoding="utf-8", newline="") as file:
        report = list(csv.reader(file))
    assert report[0] == ["file", "line", "verdict", "field", "reason"]
    assert [row[:4] for row in report[1:]] == [
        ["reviews.csv", "3", "refused", ""],
        ["reviews.csv", "4", "refused", "CHILD"],
    ]
    assert (tmp_path / "refused.csv").stat().st_mode & 0o777 == 0o600


def no_date(row):
    return row.replace("/", ".")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "reviews.csv: the file is empty"),
        (b"x" * 50_000_000, "reviews.csv: the file is larger than 20 MB"),
        (text("header.csv", HEADER_ROW).encode(), "reviews.csv: the column REVIEW is missing"),
        (
            b"CHILD,DOB,REVIEW,REVIEW_CODE,SHOE\n",
            "reviews.csv: column 5, SHOE, is unknown in this file",
        ),
        (
            text("reviews.csv", *[no_date(REVIEW)] * 10).encode(),
            "reviews.csv: none of the 10 dates in DOB is written dd/mm/yyyy",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence_and_nothing_is_changed(
    directory, store, content, sentence
):
    take_in(directory)
    before = digest(store)
    (directory / "header.csv").write_text(text("header.csv", HEADER_ROW, "7,1,01/01/2015,,,,"))
    (directory / "reviews.csv").write_bytes(content)

    refused = take_in(directory)

    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert refused.stderr == f"Error: {sentence}, so nothing was changed.\n"
    assert digest(store) == before


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    refused = take_in(tmp_path / "gone")

    assert refused.exit_code == 1
    assert refused.stderr == (
        "Error: gone: it is not a folder that can be read, so nothing was changed.\n"
    )


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_changed(
    directory, store, tmp_path
):
    before = digest(store)

    refused = take_in(directory, "--report", tmp_path / "nowhere" / "refused.csv")

    assert refused.exit_code == 1
    assert "No such file or directory" in refused.stderr
    assert digest(store) == before


def test_a_person_who_watches_sees_a_bar_and_a_program_does_not(monkeypatch):
    class Watched:
        def isatty(self):
            return True

    assert command.bar().hidden
    monkeypatch.setattr(command.sys, "stderr", Watched())

    assert not command.bar().hidden


def test_every_file_of_the_folder_has_its_columns_in_the_help_page():
    page = Path("docs/caseload.md").read_text("utf-8")

    assert all(",".join(columns) in page for columns in COLUMNS.values())
