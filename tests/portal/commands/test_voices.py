"""Somebody who records can ask what to say, and whoever keeps the folder what is out of date."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.voices.sentences import name_of
from tests.voices import ENGLISH, record


@pytest.fixture(autouse=True)
def instance(tmp_path, migrated, monkeypatch):
    """An installation with nothing in it."""
    place = tmp_path / "instance"
    monkeypatch.setenv("PORTAL_INSTANCE", str(place))
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{migrated}")
    monkeypatch.delenv("PORTAL_COUNCIL", raising=False)
    return place


def run(*arguments):
    return CliRunner().invoke(main, ["voices", *arguments])


def listed(*arguments):
    ran = run("list", *arguments)
    assert ran.exit_code == 0, ran.output
    return {row["sentence"] or row["file"]: row for row in csv.DictReader(io.StringIO(ran.output))}


def test_every_sentence_is_listed_once_with_its_file_and_the_forms_it_stands_in():
    row = listed()["Do you want to go to your review?"]

    assert row["state"] == "missing"
    assert row["file"] == name_of("Do you want to go to your review?", ENGLISH) + ".mp3"
    assert row["forms"].split() == [
        "consultation.full",
        "consultation.longer",
        "consultation.short",
    ]


def test_the_words_around_the_questions_are_listed_too():
    rows = listed("--form", "pages")

    for sentence in (
        "Get help",
        "Who will see this?",
        "Nobody can read this until you press Send.",
    ):
        assert "pages" in rows[sentence]["forms"].split()


def test_the_councils_own_words_are_what_is_spoken(instance):
    instance.mkdir()
    (instance / "council.toml").write_text('[glossary]\nreview = "big catch-up"\n', "utf-8")

    rows = listed()

    assert "Do you want to go to your big catch-up?" in rows
    assert "Do you want to go to your review?" not in rows


def test_what_is_recorded_is_there_and_what_nobody_says_is_stale(instance):
    record(instance, "Yes", "Words that are gone.")

    rows = listed()

    stale = name_of("Words that are gone.", ENGLISH) + ".wav"
    assert (rows["Yes"]["state"], rows["Yes"]["file"][-4:]) == ("there", ".wav")
    assert rows["No"]["state"] == "missing"
    assert rows[stale]["state"] == "stale"


def test_one_form_alone_can_be_listed_as_json():
    ran = run("list", "--as", "json", "--form", "evaluation.pictures")

    rows = json.loads(ran.output)
    assert {"Did people listen to you?", "Did people listen to what you told them?"} <= {
        row["sentence"] for row in rows
    }
    assert all("evaluation.pictures" in row["forms"] for row in rows)


def test_nothing_an_adult_writes_about_a_small_child_is_to_be_recorded():
    assert "When did you watch the child, and where?" not in listed()


def test_each_language_that_is_offered_has_its_own_sentences_and_files(instance, monkeypatch):
    monkeypatch.setenv("PORTAL_PSEUDO", "yes")
    record(instance, "Yes", language="ar-XB")

    rows = list(listed("--language", "ar-XB", "--form", "consultation.short").values())

    assert rows
    assert {row["language"] for row in rows} == {"ar-XB"}
    assert not [row for row in rows if row["sentence"] == "Yes"]
    stale = listed("--language", "ar-XB")[name_of("Yes", "ar-XB") + ".wav"]
    assert stale["state"] == "stale"


def test_a_check_says_how_much_of_each_form_is_recorded(instance):
    record(instance, "Yes")

    checked = run("check")

    assert checked.exit_code == 0
    assert "en-GB evaluation.pictures: 1 of 19 sentences are recorded." in checked.output


def test_a_check_fails_when_a_file_belongs_to_no_sentence(instance):
    (path,) = record(instance, "Words that are gone.")
    path.with_name("yes.mp3").write_bytes(b"ID3")

    checked = run("check")

    assert checked.exit_code == 1
    assert f"en-GB/{path.name}: its words are gone." in checked.output
    assert "en-GB/yes.mp3: it is no recording we can play." in checked.output
    assert "2 files belong to no sentence." in checked.output
