"""One person writes, a qualified second person accepts, and only that counts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from feedback.errors import TranslationUnsound
from feedback.phrases import Phrase
from feedback.services import translate
from feedback.services.translate import Draft, Reviewer, Standing
from feedback.store import audit
from feedback.store.audit import Actor
from feedback.store.models import AuditRow, Staff, TranslationStep

NOW = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
GO = Phrase("consultation.short", "go", "Do you want to go to your {review}?")
YES = Phrase("consultation.short", "go", "Yes")
DRAFTED = "هل تريد الذهاب إلى {review}؟"
BETTER = "هل تودّ الحضور إلى {review}؟"
DRAFTS = {GO.key: Draft((DRAFTED,), "a machine")}


@pytest.fixture
def desk(transaction) -> Staff:
    staff = Staff(name="Pat Participation")
    transaction.add(staff)
    transaction.flush()
    return staff


@pytest.fixture
def amira(desk, keys) -> Reviewer:
    actor = Actor(str(desk.id), "participation")
    return Reviewer("Amira Haddad", "Diploma in Public Service Interpreting", actor, keys, NOW)


@pytest.fixture
def other_desk(transaction) -> Staff:
    staff = Staff(name="Quinn Participation")
    transaction.add(staff)
    transaction.flush()
    return staff


@pytest.fixture
def basil(amira, other_desk) -> Reviewer:
    actor = Actor(str(other_desk.id), "participation")
    return replace(amira, name="Basil Nasser", actor=actor, now=NOW.replace(hour=16))


def book(transaction, language="ar"):
    return translate.read_book(transaction, language, DRAFTS)


def line(transaction, phrase=GO, *, every=(GO, YES)):
    keys = {one.key for one in every}
    return translate.lines(book(transaction), [phrase], every=keys)[0]


def test_a_draft_is_there_to_begin_from_and_counts_for_nothing(transaction):
    found = line(transaction)

    assert (found.standing, found.forms, found.by) == (Standing.DRAFTED, (DRAFTED,), "a machine")
    assert translate.whole(book(transaction), [GO]) is None


def test_what_has_no_text_is_left(transaction):
    assert line(transaction, YES).standing is Standing.LEFT


def test_a_second_person_who_is_qualified_accepts_and_it_counts(transaction, amira):
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)

    found = line(transaction)
    assert (found.standing, found.accepted_by) == (Standing.ACCEPTED, "Amira Haddad")
    assert found.accepted_on == date(2026, 3, 3)
    assert translate.whole(book(transaction), [GO]) == {GO: (DRAFTED,)}
    assert translate.whole(book(transaction), [GO, YES]) is None
    assert translate.languages_begun(transaction) == ("ar",)


def test_a_correction_is_a_text_of_its_own_that_its_writer_may_not_accept(
    transaction, amira, basil
):
    translate.write(transaction, book(transaction), (GO, (BETTER,)), by=amira)
    assert line(transaction).standing is Standing.DRAFTED

    own = replace(amira, name=" amira  HADDAD ")
    with pytest.raises(TranslationUnsound, match="somebody else must accept it"):
        translate.accept(transaction, book(transaction), (GO, (BETTER,)), by=own)

    translate.accept(transaction, book(transaction), (GO, (BETTER,)), by=basil)
    assert translate.whole(book(transaction), [GO]) == {GO: (BETTER,)}


def test_another_name_does_not_make_a_second_person_of_one_account(transaction, amira, basil):
    translate.write(transaction, book(transaction), (GO, (BETTER,)), by=amira)
    assert line(transaction).writers == {amira.staff_id}

    same = replace(basil, actor=amira.actor)
    with pytest.raises(TranslationUnsound, match="You were signed in when this was written"):
        translate.accept(transaction, book(transaction), (GO, (BETTER,)), by=same)

    translate.accept(transaction, book(transaction), (GO, (BETTER,)), by=basil)
    found = line(transaction)
    assert (found.accepted_by, found.accepted_at) == ("Basil Nasser", "Quinn Participation")


def test_a_text_that_two_people_wrote_is_accepted_by_neither(transaction, amira, basil):
    for writer in (amira, basil):
        translate.write(transaction, book(transaction), (GO, (BETTER,)), by=writer)

    for writer in (amira, basil):
        with pytest.raises(TranslationUnsound, match="somebody else must accept it"):
            translate.accept(transaction, book(transaction), (GO, (BETTER,)), by=writer)


def test_whoever_wrote_an_earlier_text_may_accept_what_another_made_of_it(
    transaction, amira, basil
):
    translate.write(transaction, book(transaction), (GO, (BETTER,)), by=amira)
    translate.write(transaction, book(transaction), (GO, (f"{BETTER}!",)), by=basil)
    later = replace(amira, now=NOW.replace(hour=18))

    translate.accept(transaction, book(transaction), (GO, (f"{BETTER}!",)), by=later)

    assert line(transaction).standing is Standing.ACCEPTED


def test_a_command_accepts_nothing(transaction, amira):
    command = replace(amira, actor=audit.COMMAND)

    with pytest.raises(TranslationUnsound, match="Somebody who is signed in accepts a text"):
        translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=command)


def test_a_correction_after_acceptance_takes_it_back_until_it_is_accepted_anew(
    transaction, amira, basil
):
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)

    translate.write(transaction, book(transaction), (GO, (BETTER,)), by=basil)

    assert line(transaction).standing is Standing.DRAFTED
    assert translate.whole(book(transaction), [GO]) is None


def test_a_text_that_changed_while_it_was_read_is_not_accepted(transaction, amira, basil):
    translate.write(transaction, book(transaction), (GO, (BETTER,)), by=basil)

    with pytest.raises(TranslationUnsound, match="changed while you read it"):
        translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)


def test_what_has_no_text_cannot_be_accepted(transaction, amira):
    with pytest.raises(TranslationUnsound, match="changed while you read it"):
        translate.accept(transaction, book(transaction), (YES, ("نعم",)), by=amira)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"qualification": "  "}, "fit to judge"),
        ({"name": "  "}, "Say who does this"),
        ({"name": "x" * 201}, "at most 200"),
    ],
)
def test_a_reviewer_says_who_they_are_and_why_they_are_fit_to_judge(
    transaction, amira, changed, why
):
    with pytest.raises(TranslationUnsound, match=why):
        translate.accept(
            transaction, book(transaction), (GO, (DRAFTED,)), by=replace(amira, **changed)
        )


def test_what_loses_a_placeholder_is_neither_written_nor_accepted(transaction, amira):
    with pytest.raises(TranslationUnsound, match=r"review. is missing"):
        translate.write(transaction, book(transaction), (GO, ("هل تريد؟",)), by=amira)

    lost = translate.Book("ar", {}, {GO.key: Draft(("هل تريد؟",), "a machine")})
    with pytest.raises(TranslationUnsound, match=r"review. is missing"):
        translate.accept(transaction, lost, (GO, ("هل تريد؟",)), by=amira)


def test_when_the_english_changes_what_was_accepted_is_stale_and_counts_no_more(
    transaction, amira
):
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)
    changed = replace(GO, english="Do you want to come to your {review}?")

    found = line(transaction, changed, every=(changed, YES))

    assert found.standing is Standing.STALE
    assert found.was == (GO.english, (DRAFTED,))
    assert found.forms == (DRAFTED,)
    assert translate.whole(book(transaction), [changed]) is None


def test_english_of_another_place_or_unlike_it_makes_nothing_stale(transaction, amira):
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)

    for other in (replace(GO, context="home", english=f"{GO.english}!"), YES):
        assert line(transaction, other, every=(other,)).standing is Standing.LEFT


def test_what_was_accepted_stays_when_the_draft_beside_it_changes(transaction, amira):
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)

    newer = translate.read_book(transaction, "ar", {GO.key: Draft((BETTER,), "a machine")})

    assert translate.whole(newer, [GO]) == {GO: (DRAFTED,)}
    assert newer.text(GO).forms == (DRAFTED,)


def test_one_language_knows_nothing_of_another(transaction, amira):
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)

    assert translate.whole(book(transaction, "ckb"), [GO]) is None


def test_every_step_is_in_the_log(transaction, amira, keys):
    translate.write(transaction, book(transaction), (YES, ("نعم",)), by=amira)
    translate.accept(transaction, book(transaction), (GO, (DRAFTED,)), by=amira)

    acts = set(transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)))
    assert acts == {"drafted-translation", "accepted-translation"}
    assert audit.first_broken(transaction, keys=keys) is None


def test_a_translator_s_file_may_be_taken_in_by_a_command(transaction, keys):
    command = Reviewer("Amira Haddad", "", audit.COMMAND, keys, NOW)

    translate.write(transaction, book(transaction), (YES, ("نعم",)), by=command)

    assert transaction.scalars(select(TranslationStep)).one().entered_by is None


def test_what_was_done_is_never_changed_not_even_in_the_database(transaction, amira):
    translate.write(transaction, book(transaction), (YES, ("نعم",)), by=amira)

    with pytest.raises(DBAPIError, match="never changed"):
        transaction.execute(text("UPDATE translation_step SET person = 'Somebody Else'"))


@pytest.mark.parametrize(
    ("column", "refused"), [("qualification", " "), ("person", ""), ("phrase", "short")]
)
def test_the_database_takes_no_acceptance_by_nobody_or_without_a_right(
    transaction, desk, column, refused
):
    sound = accepted_row(desk)
    transaction.add(TranslationStep(**sound))
    transaction.flush()

    transaction.add(TranslationStep(**(sound | {"id": uuid4(), column: refused})))
    with pytest.raises(IntegrityError):
        transaction.flush()


@pytest.mark.parametrize("told", ["its account", "its name", "nobody"])
def test_the_database_refuses_an_acceptance_by_whoever_wrote_the_text(
    transaction, desk, other_desk, told
):
    wrote = {"step": "drafted", "person": "Basil", "entered_by": other_desk.id, "id": uuid4()}
    own = {"its account": {"entered_by": other_desk.id}, "its name": {"person": " BASIL"}}
    transaction.add(TranslationStep(**(accepted_row(desk) | wrote)))
    transaction.flush()
    transaction.add(TranslationStep(**accepted_row(desk)))
    transaction.flush()

    refused = own.get(told, {"entered_by": None})
    transaction.add(TranslationStep(**(accepted_row(desk) | refused)))
    with pytest.raises(IntegrityError, match="whoever wrote a text does not accept it"):
        transaction.flush()


def accepted_row(desk: Staff) -> dict[str, object]:
    return {
        "id": uuid4(), "language": "ar", "phrase": GO.key, "context": "go", "at": NOW,
        "english": "Yes", "texts": ["نعم"], "step": "accepted", "person": "Amira",
        "qualification": "DPSI", "entered_by": desk.id,
    }  # fmt: skip
