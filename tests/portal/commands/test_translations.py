"""Files go out to translators and come back as drafts, and only what is whole is offered."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result
from sqlalchemy import select

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.models import Step, TranslationStep
from portal.cli import main
from portal.settings import Settings
from portal.translating import drafts
from portal.translating.gathering import gathered

SHORT = "consultation.short"


@pytest.fixture
def portal(tmp_path, monkeypatch):
    """Run a command in an installation of its own."""
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    for name in ("PORTAL_DATABASE_URL", "PORTAL_COUNCIL"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, ["translations", *map(str, words)])

    return run


@pytest.fixture
def rows(portal):  # noqa: ARG001  the settings come first
    def read() -> list[TranslationStep]:
        engine = connect(Settings.from_environment().database_url)
        with Store(engine).look() as transaction:
            found = list(transaction.scalars(select(TranslationStep)))
            transaction.expunge_all()
        engine.dispose()
        return found

    return read


def test_a_translator_is_given_every_sentence_with_where_it_stands(portal, tmp_path):
    written = portal("draft", "gu", "--out", tmp_path / "out")

    assert written.exit_code == 0, written.output
    file = tmp_path / "out" / "gu" / "LC_MESSAGES" / f"{SHORT}.po"
    catalogue = read(file)
    assert {message.id for message in catalogue if message.id} == {
        phrase.english for phrase in gathered()[SHORT]
    }
    going = next(m for m in catalogue if m.id == "Do you want to go to your {review}?")
    assert (going.context, going.auto_comments[0]) == ("go", "question 9, choice: the question")
    assert "must not be shown to any child" in file.read_text("utf-8")


def test_what_comes_back_is_a_draft_that_nobody_accepted(portal, rows, tmp_path):
    file = _translated(portal, tmp_path, "ગુજરાતી {review}")

    taken = portal("take", "gu", file, "--name", "Bina Shah")

    assert (taken.exit_code, taken.output) == (0, "1 drafts were taken in.\n")
    assert [(one.step, one.person) for one in rows()] == [(Step.DRAFTED, "Bina Shah")]
    assert portal("take", "gu", file, "--name", "Bina Shah").output == "0 drafts were taken in.\n"
    assert f"gu {SHORT}: 0 of" in portal("list").output
    assert portal("compile").output == ""


def test_a_file_in_which_one_sentence_is_broken_is_refused_whole(portal, rows, tmp_path):
    file = _translated(portal, tmp_path, "ગુજરાતી")

    refused = portal("take", "gu", file, "--name", "Bina Shah")

    assert refused.exit_code == 1
    assert "{review} is missing" in refused.output
    assert rows() == []


@pytest.mark.parametrize("tag", ["xx", "en-GB", "ar-XB", "../gu"])
def test_a_language_that_is_not_in_the_table_is_refused(portal, tmp_path, tag):
    refused = portal("draft", tag, "--out", tmp_path / "out")

    assert refused.exit_code == 1
    assert "is not in the table of languages" in refused.output


def test_a_file_named_after_no_form_is_refused(portal, tmp_path):
    (tmp_path / "other.po").write_text("", "utf-8")

    refused = portal("take", "gu", tmp_path / "other.po", "--name", "Bina Shah")

    assert (refused.exit_code, "named after no form" in refused.output) == (1, True)


def test_drafts_that_are_behind_the_english_are_named(portal, monkeypatch):
    monkeypatch.setattr(drafts, "behind", lambda tag: {SHORT: (3, 1)} if tag == "ar" else {})

    behind = portal("fresh")

    assert behind.exit_code == 1
    assert f"ar {SHORT}: 3 are missing, 1 are of English that changed" in behind.output
    monkeypatch.setattr(drafts, "behind", lambda _tag: {})
    assert portal("fresh").output == "Every draft is fresh.\n"


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale="gu")


def _translated(portal, tmp_path, text: str):
    portal("draft", "gu", "--out", tmp_path / "out")
    file = tmp_path / "out" / "gu" / "LC_MESSAGES" / f"{SHORT}.po"
    catalogue = read(file)
    catalogue.get("Do you want to go to your {review}?", context="go").string = text
    with file.open("wb") as written:
        write_po(written, catalogue)
    return file


def test_drafts_behind_the_english_of_today_are_named_in_sentences(portal, monkeypatch):
    monkeypatch.setattr(drafts, "behind", lambda tag: {"letters": (2, 1)} if tag == "cy" else {})

    said = portal("fresh")

    assert said.exit_code == 1
    assert said.output.splitlines() == [
        "cy letters: 2 are missing, 1 are of English that changed",
        "Error: Draft what is missing and take out what is old, or let it be.",
    ]


def test_drafts_of_all_that_is_said_today_are_fresh(portal, monkeypatch):
    monkeypatch.setattr(drafts, "behind", lambda _tag: {})

    said = portal("fresh")

    assert (said.exit_code, said.output) == (0, "Every draft is fresh.\n")
