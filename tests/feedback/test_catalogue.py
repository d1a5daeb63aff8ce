"""The questionnaires we hold, and who is asked which."""

import shutil

import pytest

from feedback.catalogue import load_catalogue, read_catalogue, version_for
from feedback.errors import QuestionnaireUnknown, QuestionnaireUnsound
from feedback.lock_editions import QUESTIONNAIRES
from feedback.questionnaire import Kind, Role, Stage, Version
from feedback.reading import words
from feedback.soundness.service import VALUES_OF_ROLES

FOR_CHILDREN = [version for version in Version if version is not Version.WATCHING]
CONSULTATIONS = [load_catalogue().find(Stage.CONSULTATION, version) for version in FOR_CHILDREN]
EVALUATIONS = [load_catalogue().find(Stage.EVALUATION, version) for version in FOR_CHILDREN]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(QUESTIONNAIRES, tmp_path / "questionnaires")


def of_id(questionnaire):
    return questionnaire.id


@pytest.mark.parametrize(
    ("age", "version", "easier"),
    [
        (0, Version.WATCHING, Version.WATCHING),
        (3, Version.WATCHING, Version.WATCHING),
        (4, Version.PICTURES, Version.PICTURES),
        (7, Version.PICTURES, Version.PICTURES),
        (8, Version.SHORT, Version.PICTURES),
        (11, Version.SHORT, Version.PICTURES),
        (12, Version.LONGER, Version.SHORT),
        (15, Version.LONGER, Version.SHORT),
        (16, Version.FULL, Version.LONGER),
        (25, Version.FULL, Version.LONGER),
    ],
)
def test_a_version_goes_by_age_or_one_step_easier(age, version, easier):
    assert version_for(age) is version
    assert version_for(age, easier=True) is easier


def test_all_five_versions_are_asked_before_and_after_and_one_is_for_watching():
    held = {questionnaire.id for questionnaire in load_catalogue().questionnaires}

    assert held == {
        *(f"consultation.{version}" for version in FOR_CHILDREN),
        *(f"evaluation.{version}" for version in FOR_CHILDREN),
        "watching.watching",
    }


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [
        ("pictures", 6, 3),
        ("short", 7, 3),
        ("longer", 9, 4),
        ("full", 10, 5),
        ("easy", 8, 4),
    ],
)
def test_a_form_says_how_many_minutes_it_takes(version, before, after):
    assert load_catalogue().find(Stage.CONSULTATION, Version(version)).minutes == before
    assert load_catalogue().find(Stage.EVALUATION, Version(version)).minutes == after


@pytest.mark.parametrize("questionnaire", CONSULTATIONS, ids=of_id)
def test_feeling_safe_and_only_my_iro_are_asked_of_every_child(questionnaire):
    roles = {question.role for question in questionnaire.path({})}

    assert {Role.GO, Role.SAFE, Role.TALK, Role.ONLY_IRO, Role.ASKS} <= roles


@pytest.mark.parametrize("questionnaire", CONSULTATIONS, ids=of_id)
def test_no_version_offers_not_to_be_heard(questionnaire):
    ways = {role: questionnaire.with_role(role).values for role in (Role.GO, Role.JOIN, Role.SEND)}

    assert ways == {role: VALUES_OF_ROLES[role] for role in ways}


@pytest.mark.parametrize("questionnaire", CONSULTATIONS, ids=of_id)
def test_feelings_have_as_many_hard_ones_as_good_ones(questionnaire):
    grids = [q for q in questionnaire.questions if q.kind is Kind.FEELINGS]

    assert grids
    for grid in grids:
        assert grid.values[:4] == ("happy", "safe", "calm", "excited")
        assert grid.values[4:8] == ("sad", "worried", "cross", "lonely")


@pytest.mark.parametrize("questionnaire", EVALUATIONS, ids=of_id)
def test_an_anchor_has_the_same_id_in_every_version(questionnaire):
    anchors = {q.anchor: q.id for q in questionnaire.questions if q.anchor}

    assert anchors == {
        "A1": "information",
        "A2": "space",
        "A3": "voice",
        "A4": "audience",
        "A5": "influence",
        "A6": "feedback",
    }


@pytest.mark.parametrize("questionnaire", [*CONSULTATIONS, *EVALUATIONS], ids=of_id)
def test_ages_never_show(questionnaire):
    for question in questionnaire.questions:
        shown = (question.title, question.help, *(option.label for option in question.options))
        assert not {"year", "years", "age", "aged"} & {w.lower() for w in words(" ".join(shown))}


def test_an_answer_leads_back_to_exactly_what_was_asked():
    asked = CONSULTATIONS[0]

    assert load_catalogue().pinned(asked.id, asked.edition, asked.digest) is asked


def test_an_edition_with_other_words_is_not_found():
    asked = CONSULTATIONS[0]

    with pytest.raises(QuestionnaireUnknown, match="pictures edition 1 with that text"):
        load_catalogue().pinned(asked.id, asked.edition, "0" * 64)


def test_what_we_do_not_ask_is_not_found():
    with pytest.raises(QuestionnaireUnknown, match=r"evaluation\.watching"):
        load_catalogue().find(Stage.EVALUATION, Version.WATCHING)


def test_the_latest_edition_is_asked_and_the_earlier_one_is_kept(folder):
    first = folder / "consultation" / "short.toml"
    second = first.read_text("utf-8").replace("edition = 1", "edition = 2")
    (folder / "consultation" / "short-2.toml").write_text(second, "utf-8")

    catalogue = read_catalogue(folder)

    asked = catalogue.find(Stage.CONSULTATION, Version.SHORT)
    assert asked.edition == 2
    assert catalogue.pinned(asked.id, 1, asked.digest).edition == 1


def test_two_files_may_not_hold_the_same_edition(folder):
    copy = folder / "consultation" / "shorter.toml"
    shutil.copy(folder / "consultation" / "short.toml", copy)

    with pytest.raises(QuestionnaireUnsound, match=r"shorter\.toml: another file"):
        read_catalogue(folder)


def test_an_unsound_file_is_named_with_its_question(folder):
    file = folder / "consultation" / "short.toml"
    file.write_text(file.read_text("utf-8").replace("What is going well", "How well is it going"))

    with pytest.raises(QuestionnaireUnsound, match=r"consultation/short\.toml: question good"):
        read_catalogue(folder)


@pytest.mark.parametrize("file", ["answers.toml", "evaluation/full.toml"])
def test_a_file_that_is_not_text_is_named(folder, file):
    (folder / file).write_bytes(b"\xff\xfe\x00")

    with pytest.raises(QuestionnaireUnsound, match=f"{file}: it cannot be read"):
        read_catalogue(folder)


def test_other_files_in_the_folder_are_left_alone(folder):
    (folder / "consultation" / "notes.txt").write_text("for us", "utf-8")

    assert len(read_catalogue(folder).questionnaires) == 11
