"""A database says whether it keeps what it acknowledged, and whether anything in it is damaged."""

import sqlite3
from contextlib import closing

import pytest

from feedback.store.condition import damage, unsafe_modes
from feedback.store.engine import connect


def test_a_database_of_ours_keeps_what_it_acknowledged(store):
    found = unsafe_modes(store.engine)

    assert not any("foreign_keys" in mode or "log_statement" in mode for mode in found)


def test_a_sound_database_has_no_damage(store):
    assert damage(store.engine) is None


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "some.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE said (words TEXT)")
        connection.executemany("INSERT INTO said VALUES (?)", [("so",)] * 5_000)
        connection.execute("CREATE INDEX ix ON said (words)")
        connection.commit()
    return path


def test_damage_is_found(file):
    whole = file.read_bytes()
    at = len(whole) // 2
    file.write_bytes(whole[:at] + bytes(2_000) + whole[at + 2_000 :])
    engine = connect(f"sqlite:///{file}")

    found = damage(engine)

    engine.dispose()
    assert found


def test_a_setting_with_which_words_could_be_lost_is_named(file, monkeypatch):
    """The control: a connection that was never told to be careful."""
    monkeypatch.setattr("feedback.store.engine._SQLITE_PRAGMAS", ("PRAGMA synchronous = OFF",))
    engine = connect(f"sqlite:///{file}")

    found = unsafe_modes(engine)

    engine.dispose()
    assert found == ("journal_mode is delete", "synchronous is 0", "foreign_keys is 0")
