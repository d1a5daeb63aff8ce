"""A copy of the database asks PostgreSQL’s own programs, and says plainly when it cannot."""

import os

import pytest

from feedback.errors import BackupUnsound
from feedback.store.whole_copy import POSTGRESQL, SQLITE, copy_whole, file_name

URL = "postgresql+psycopg://heard:a-password@nowhere.example/heard"


def test_the_kind_of_database_is_in_the_name_of_its_copy():
    assert file_name("sqlite:///heard.sqlite") == SQLITE
    assert file_name(URL) == POSTGRESQL


def test_without_postgresqls_programs_it_is_said_where_they_come_from(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupUnsound, match="it comes with PostgreSQL"):
        copy_whole(URL, tmp_path / "copy")


def test_what_a_program_that_failed_had_to_say_is_not_repeated(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho COPY child: a-password Amelia >&2\nexit 3\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")

    with pytest.raises(BackupUnsound, match="failed with status 3") as refused:
        copy_whole(URL, tmp_path / "copy")

    assert "Amelia" not in str(refused.value)
    assert "a-password" not in str(refused.value)
