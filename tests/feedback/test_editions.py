"""What was asked once stays as it was asked."""

import shutil
from dataclasses import replace

import pytest

from feedback.catalogue import load_catalogue, read_catalogue, read_lock
from feedback.editions import LOCK, Lock
from feedback.errors import QuestionnaireUnsound
from feedback.lock_editions import QUESTIONNAIRES, lock_editions
from feedback.questionnaire import Stage, Version


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(QUESTIONNAIRES, tmp_path / "questionnaires")


@pytest.fixture
def short():
    return load_catalogue().find(Stage.CONSULTATION, Version.SHORT)


def without_good(questionnaire, **changes):
    questions = tuple(q for q in questionnaire.questions if q.id != "good")
    return replace(questionnaire, questions=questions, **changes)


def test_everything_we_ask_is_locked():
    lock = read_lock(QUESTIONNAIRES)

    assert {id_ for id_, _ in lock.editions} == {q.id for q in load_catalogue().questionnaires}
    assert lock.write() == (QUESTIONNAIRES / LOCK).read_text("utf-8")


def test_a_changed_text_without_a_new_edition_stops_the_portal(folder):
    file = folder / "consultation" / "short.toml"
    file.write_text(file.read_text("utf-8").replace("a big thing or", "a huge thing or"), "utf-8")

    changed = read_catalogue(folder).questionnaires

    with pytest.raises(QuestionnaireUnsound, match="short edition 1 was changed: raise"):
        read_lock(folder).check(changed)


def test_a_changed_text_cannot_be_locked_over_the_old_one(folder):
    before = (folder / LOCK).read_text("utf-8")
    file = folder / "consultation" / "short.toml"
    file.write_text(file.read_text("utf-8").replace("a big thing or", "a huge thing or"), "utf-8")

    with pytest.raises(QuestionnaireUnsound, match="was changed"):
        lock_editions(folder)

    assert (folder / LOCK).read_text("utf-8") == before


def test_a_new_edition_is_locked_beside_the_old_one(folder):
    file = folder / "consultation" / "short.toml"
    text = file.read_text("utf-8").replace("edition = 1", "edition = 2")
    (folder / "consultation" / "short-2.toml").write_text(text, "utf-8")

    assert lock_editions(folder) == 1
    assert lock_editions(folder) == 0
    read_lock(folder).check(read_catalogue(folder).questionnaires)


def test_what_is_not_locked_stops_the_portal(folder):
    (folder / LOCK).unlink()

    with pytest.raises(QuestionnaireUnsound, match="is not locked"):
        read_lock(folder).check(read_catalogue(folder).questionnaires)


def test_an_id_that_was_retired_never_comes_back(short):
    lock = Lock().including([short, without_good(short, edition=2, digest="d2")])

    with pytest.raises(QuestionnaireUnsound, match=r"question good of .* edition 3 .* retired"):
        lock.including([replace(short, edition=3, digest="d3")])


def test_an_id_in_use_or_a_new_one_may_be_locked(short):
    renewed = replace(short, edition=2, digest="d2")
    grown = Lock().including([without_good(short), renewed])

    assert grown.editions[short.id, 2].digest == "d2"


@pytest.mark.parametrize("text", ["", "[]", '{"a": []}', '{"a": {"x": {}}}', '{"a": {"1": {}}}'])
def test_a_spoilt_lock_is_refused(text):
    with pytest.raises(QuestionnaireUnsound, match=r"editions\.lock: it cannot be read"):
        Lock.read(text)


def test_a_lock_is_read_as_it_was_written(short):
    lock = Lock().including([short])

    assert Lock.read(lock.write()) == lock
