"""Words in another language wait for an interpreter’s version, kept beside the original."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from feedback.errors import AskUnsound, InterpretationRefused, NotYours
from feedback.questionnaire import Kind
from feedback.services import cards, withdraw
from feedback.services.answer_ask import Answered
from feedback.services.interpret import Given, interpret, pieces, waits
from feedback.services.read_views import open_views
from feedback.store.models import Ask, AuditRow, Interpretation, Outcome, SentViews
from tests import cases
from tests.feedback.services.after import answered_ask
from tests.road import NOW

TODAY = NOW.date()
SAID = {"good": "أحب المدرسة", "wishes": ["قفل على بابي"]}
DONE = Answered(
    Outcome.DONE, "There is a lock now.", theirs="يوجد قفل الآن", interpreter="Nour H.",
    interpreted_on=TODAY,
)  # fmt: skip
TOLD = Answered(Outcome.DONE, "There is a lock now.", told_by="Robin, with Nour", told_on=TODAY)


@pytest.fixture
def abroad(invited):
    """Mia, who wrote in Arabic."""
    invited.has_sent(**SAID)
    with invited.store.begin() as transaction:
        for views in transaction.query(SentViews):
            views.language = "ar"
    return invited


def _read(road):
    views_id = road.rows(SentViews)[0].id
    return open_views(road.store, road.reader, views_id, now=NOW)


def _given(road, *, interpreter="Nour H.", on=TODAY, leave_out=0):
    found = pieces(_read(road))
    parts = {piece.key: f"In English {n}" for n, piece in enumerate(found)}
    for piece in found[:leave_out]:
        parts[piece.key] = " "
    return Given(interpreter, on, parts)


def _interprets(road, given, **more):
    views_id = road.rows(SentViews)[0].id
    interpret(road.store, road.reader, views_id, given, now=NOW, **more)


def test_every_piece_of_words_waits_the_asks_last(abroad):
    reading = _read(abroad)

    assert [piece.words for piece in pieces(reading)] == ["أحب المدرسة", "قفل على بابي"]
    assert waits(reading)


def test_words_about_people_wait_too_but_not_their_names(abroad):
    reading = _read(abroad)
    people = next(one for one in reading.said if one.question.kind is Kind.PEOPLE)
    told = replace(people, answer=("near:more:جدتي", "+::أشتاق إليها"))
    said = tuple(told if one is people else one for one in reading.said)

    assert "أشتاق إليها" in [piece.words for piece in pieces(replace(reading, said=said))]


def test_english_words_wait_for_nobody(invited):
    invited.has_sent(**SAID)

    assert not waits(_read(invited))


def test_a_version_stands_beside_the_original_with_name_and_day(abroad):
    _interprets(abroad, _given(abroad))

    reading = _read(abroad)
    assert (reading.interpreted.interpreter, reading.interpreted.on) == ("Nour H.", TODAY)
    assert set(reading.interpreted.parts.values()) == {"In English 0", "In English 1"}
    assert reading.asks[0].words == "قفل على بابي"
    assert not waits(reading)
    assert b"English" not in abroad.rows(Interpretation)[0].words
    assert "noted-interpretation" in [row.act for row in abroad.rows(AuditRow)]


def test_half_a_version_is_kept_and_the_rest_still_waits(abroad):
    _interprets(abroad, _given(abroad, leave_out=1))
    assert waits(_read(abroad))

    _interprets(abroad, _given(abroad))

    assert not waits(_read(abroad))
    assert sorted(row.number for row in abroad.rows(Interpretation)) == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"interpreter": " "}, "who put it"),
        ({"leave_out": 2}, "what the child’s words say"),
        ({"on": TODAY + timedelta(1)}, "The day lies"),
        ({"on": date(2020, 1, 1)}, "The day lies"),
    ],
)
def test_a_version_without_name_words_or_a_day_that_can_be_is_refused(abroad, wrong, why):
    with pytest.raises(InterpretationRefused, match=why):
        _interprets(abroad, _given(abroad, **wrong))

    assert abroad.rows(Interpretation) == []


def test_words_nobody_wrote_are_not_interpreted(abroad):
    given = Given("Nour H.", TODAY, {"good/7": "Something else"})

    with pytest.raises(InterpretationRefused):
        _interprets(abroad, given)


def test_another_officer_adds_no_version(abroad):
    with abroad.store.begin() as transaction:
        other = cases.an_officer(transaction, "Sam Other").id
    views_id = abroad.rows(SentViews)[0].id
    reader = type(abroad.reader)(other, abroad.keys, abroad.catalogue)

    with pytest.raises(NotYours):
        interpret(abroad.store, reader, views_id, _given(abroad), now=NOW)


def test_an_ask_in_another_language_is_not_answered_before_its_version_is_there(abroad):
    with pytest.raises(AskUnsound, match="wait for an interpreter"):
        answered_ask(abroad, DONE)

    _interprets(abroad, _given(abroad))
    answered_ask(abroad, DONE)

    assert abroad.rows(Ask)[0].outcome is Outcome.DONE


def test_a_child_who_reads_another_language_is_not_answered_in_english_alone(abroad):
    _interprets(abroad, _given(abroad))

    with pytest.raises(AskUnsound, match="reads another language"):
        answered_ask(abroad, Answered(Outcome.DONE, "There is a lock now."))


def test_the_child_reads_the_answer_in_their_own_language(abroad):
    _interprets(abroad, _given(abroad))
    answered_ask(abroad, DONE)

    with abroad.open(abroad.comes_back()) as (transaction, opened):
        (shown,) = cards.read_all(transaction, opened).asks
    assert shown.said == "يوجد قفل الآن"
    ask = _read(abroad).asks[0]
    assert (ask.said, ask.interpreter) == ("There is a lock now.", "Nour H.")


def test_what_was_told_in_person_says_by_whom_and_when(abroad):
    answered_ask(abroad, TOLD)

    with abroad.open(abroad.comes_back()) as (transaction, opened):
        (shown,) = cards.read_all(transaction, opened).asks
    assert (shown.told_by, shown.told_on) == ("Robin, with Nour", TODAY)


def test_a_drawn_ask_has_no_words_that_wait(abroad):
    with abroad.store.begin() as transaction:
        ask = transaction.query(Ask).one()
        ask.words = abroad.keys.seal(b"", cases.Place("ask", "words", ask.id))

    answered_ask(abroad, DONE)

    assert abroad.rows(Ask)[0].outcome is Outcome.DONE


@pytest.mark.parametrize(
    "half",
    [
        {"theirs": "نعم"},
        {"theirs": "نعم", "interpreter": "Nour"},
        {"interpreter": "Nour"},
        {"interpreted_on": TODAY},
        {"told_by": "Robin"},
        {"told_on": TODAY},
    ],
)
def test_a_version_or_a_telling_without_who_and_when_is_refused(half):
    with pytest.raises(AskUnsound):
        Answered(Outcome.DONE, "Yes.", **half)


@pytest.mark.parametrize(
    "told",
    [
        Answered(Outcome.DONE, "Yes.", told_by="Robin", told_on=TODAY + timedelta(1)),
        Answered(Outcome.STILL_ASKING, "We ask.", "Robin", TODAY - timedelta(1)),
        Answered(Outcome.DONE, "Your placement is set."),
    ],
)
def test_a_day_that_cannot_be_and_words_of_the_office_are_refused(invited, told):
    invited.has_sent(wishes=["A lock"])

    with pytest.raises(AskUnsound):
        answered_ask(invited, told)


def test_what_the_child_takes_back_takes_the_version_along(abroad):
    _interprets(abroad, _given(abroad))

    withdraw.withdraw(abroad.store, abroad.comes_back(), post=abroad.post, now=NOW)

    assert abroad.rows(Interpretation) == []
    assert not waits(_read(abroad))
