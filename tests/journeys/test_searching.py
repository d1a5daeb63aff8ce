"""The search of the journeys finds what it should, so that finding nothing says something."""

import json
import logging
import sqlite3
from base64 import b64encode
from urllib.parse import quote

import pytest

from tests.journeys.searching import files_under, found_in, words_of

SAID = "Nobody knows Brumblewick, the dog of Żółwikowo"
WORDS = words_of([SAID])


def test_only_words_long_enough_to_be_nobody_elses_are_looked_for():
    assert {"Brumblewick", "Żółwikowo"} == WORDS


@pytest.mark.parametrize(
    "written",
    [
        SAID.encode(),
        SAID.encode("utf-16-le"),
        quote(SAID).encode(),
        json.dumps(SAID).encode(),
        SAID.encode().hex().upper().encode(),
        b64encode(SAID.encode()),
        b64encode(b"x" + SAID.encode()),
        b64encode(b"xx" + SAID.encode()),
    ],
)
def test_a_word_is_found_in_every_guise(written):
    found = found_in(WORDS, {"somewhere": b"before" + written + b"after"})

    assert {word for word, _ in found} == WORDS


def test_a_word_is_found_in_capitals_too():
    assert found_in({"Brumblewick"}, {"somewhere": SAID.upper().encode()})


def test_a_word_planted_in_clear_is_found_in_a_file_a_database_and_a_log(tmp_path, caplog):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "notes.txt").write_text(SAID, "utf-8")
    with sqlite3.connect(tmp_path / "clear.sqlite") as database:
        database.execute("CREATE TABLE kept (said TEXT)")
        database.execute("INSERT INTO kept VALUES (?)", (SAID,))
    database.close()
    logging.getLogger("anywhere").warning("heard %s", SAID)

    found = found_in(WORDS, files_under(tmp_path) | {"log": caplog.text.encode()})

    places = {place.rpartition("/")[2] for word, place in found if word == "Brumblewick"}
    assert places == {"notes.txt", "clear.sqlite", "log"}


def test_nothing_is_found_where_nothing_was_said(tmp_path):
    (tmp_path / "quiet.txt").write_text("Nobody said a thing.", "utf-8")

    assert found_in(WORDS, files_under(tmp_path)) == []
