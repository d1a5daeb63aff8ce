import csv
import errno
import io
import json
import os
from datetime import date
from hashlib import sha256

import pytest

from feedback.disclosure.declared import load_tables
from feedback.errors import FilesInTheWay
from feedback.periods import Period
from feedback.releases.csv_file import COLUMNS, csv_file
from feedback.releases.description import description
from feedback.releases.placing import place
from feedback.releases.report import Report, Reported

COUNTS = {"participation": {"took-part": 170, "did-not": 30, "null": 0}}
REPORT = Report(
    Period.named("2025-26Q3"),
    date(2026, 1, 9),
    made_up=True,
    tables=tuple(Reported(table, COUNTS.get(table.id)) for table in load_tables()),
)


def _rows():
    return list(csv.DictReader(io.StringIO(csv_file(REPORT).decode("utf-8"), newline="")))


def test_the_csv_holds_a_row_for_every_cell_and_names_every_column():
    rows = _rows()

    assert len(rows) == sum(len(table.cells) for table in load_tables())
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["count"] == "170"
    assert rows[0]["percent"] == "85.0"
    assert rows[0]["unit"] == "reviews"


def test_a_withheld_cell_is_c_in_every_column_of_numbers():
    withheld = [row for row in _rows() if row["table"] != "participation"]

    assert {row[name] for row in withheld for name in ("count", "base", "percent")} == {"c"}


def test_every_row_of_a_made_up_council_says_that_it_is_made_up():
    assert {row["made_up"] for row in _rows()} == {"yes"}


def test_the_description_gives_the_print_of_the_csv_and_a_meaning_to_every_column():
    content = csv_file(REPORT)
    package = json.loads(
        description(
            REPORT,
            content,
            path="figures.csv",
            council="Sampleshire",
            editions=["Short, edition 1"],
        )
    )
    (resource,) = package["resources"]

    assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
    assert [field["name"] for field in resource["schema"]["fields"]] == list(COLUMNS)
    assert all(field["description"] for field in resource["schema"]["fields"])
    assert resource["schema"]["missingValues"] == ["", "c", "z", "u"]
    assert package["notes"][0] == "These questions are not yet validated."
    assert package["instruments"] == ["Short, edition 1"]
    assert package["title"].startswith("Sampleshire")


def test_files_come_into_a_folder_together_when_they_are_let_stand(tmp_path):
    placed = place(tmp_path / "out", {"a.csv": b"a", "b.html": b"b"})
    assert not (tmp_path / "out" / "a.csv").exists()

    placed.settle()

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.csv", "b.html"]
    assert (tmp_path / "out" / "b.html").read_bytes() == b"b"


def test_the_very_same_files_may_be_there_already(tmp_path):
    place(tmp_path, {"a.csv": b"a"}).settle()

    place(tmp_path, {"a.csv": b"a"}).settle()

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_another_file_in_the_way_stops_them_all(tmp_path):
    (tmp_path / "b.html").write_bytes(b"something else")

    with pytest.raises(FilesInTheWay, match=r"^b\.html is there already"):
        place(tmp_path, {"a.csv": b"a", "b.html": b"b"})

    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]


def test_a_file_is_not_a_folder_to_put_files_in(tmp_path):
    (tmp_path / "out").write_bytes(b"")

    with pytest.raises(FilesInTheWay, match=r"^out is not a folder"):
        place(tmp_path / "out", {"a.csv": b"a"})


def test_when_the_disk_fails_halfway_no_file_is_left_behind(tmp_path, monkeypatch):
    def full(_number):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="no space left"):
        place(tmp_path, {"a.csv": b"a", "b.html": b"b"})

    assert list(tmp_path.iterdir()) == []
