"""What may be on a print that others see: never what a child kept for their officer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.catalogue import load_catalogue
from feedback.questionnaire import MORE, Kind, Question, Stage, Version
from feedback.services.interpreted import Interpreted, key_of_ask
from feedback.services.read_views import ReadAsk, Reading, Said
from feedback.services.share_words import LINES, first_said, for_sharing
from feedback.store.models import CameBy, FilledBy

CATALOGUE = load_catalogue()
SHORT = CATALOGUE.find(Stage.CONSULTATION, Version.SHORT)
TEXT = some.text(min_size=1, max_size=4_000).filter(str.strip)


def reading(answers=None, asks=(), asked=SHORT, made=(), **more):
    answers = answers or {}
    said = [Said(q, tuple(answers.get(q.id, ())), made if q.id == "good" else ())
            for q in asked.questions]  # fmt: skip
    said += (
        [Said(Question(MORE, Kind.WORDS, MORE), tuple(answers[MORE]))] if MORE in answers else []
    )
    values = {
        "views_id": uuid4(), "review_id": uuid4(), "questionnaire": asked, "said": tuple(said),
        "asks": tuple(ReadAsk(uuid4(), words, None, "", "", None) for words in asks),
        "earlier": {}, "withdrawn": False, "withdrawn_at": None, "erased_on": None,
        "follows": None,
        "filled_by": FilledBy.CHILD, "helper": None, "version": asked.version,
        "version_by_age": asked.version, "language": "en", "without_pictures": False,
        "sent_at": datetime(2026, 3, 3, tzinfo=UTC), "receipt": "x", "intends": None,
        "look_first": False, "marked": None, "wants_talk": False, "wants_advocate": False,
        "may_quote": False, "read_at": None,
        "came_by": CameBy.SCREEN, "typed_by": None, "typed_at": None, "folded_sheet": False,
        "drawn": False, "interpreted": None, "not_iro": False,
    }  # fmt: skip
    return Reading(**(values | more))


def said_first(*readings):
    return [thing.words for thing in first_said(readings).things]


def test_what_was_asked_for_comes_first_then_worries_then_other_words():
    one = reading({"good": ["My cat"], "worries": ["The dark"], MORE: ["More"]}, ["A bike"])

    assert said_first(one) == ["A bike", "The dark", "My cat"]
    assert first_said([one]).more


def test_three_asks_are_the_three_in_the_childs_order():
    found = first_said(
        [reading({"worries": ["The dark"]}, ["One", "Two"]), reading({}, ["Three"])]
    )

    assert [thing.words for thing in found.things] == ["One", "Two", "Three"]
    assert all(thing.said is None for thing in found.things)


def test_a_version_stands_with_its_piece_and_what_has_none_waits():
    asked = reading({"worries": ["الظلام"], "people": ["+::أشتاق"]}, ["دراجة"], language="ar")
    parts = {key_of_ask(asked.asks[0].id): "A bike", "people/0": "I miss her"}
    told = replace(asked, interpreted=Interpreted("Huda", date(2026, 3, 3), parts, whole=False))

    assert [thing.english for thing in first_said([asked]).things] == ["", "", ""]
    assert [thing.english for thing in first_said([told]).things] == ["A bike", "", "I miss her"]
    assert [thing.lines for thing in first_said([told]).things] == [3, 3, 3]


def test_what_was_chosen_and_what_is_in_english_need_no_version():
    chosen = first_said([reading({"home": ["happy"]}, language="ar")]).things
    english = first_said([reading({"good": ["My cat"]})]).things

    assert [thing.english for thing in (*chosen, *english)] == [None, None]


def test_the_version_of_what_was_kept_for_the_officer_is_on_no_print():
    parts = {"good/0": "My cat", "only-iro/0": "Kept", "only-iro/1": "Kept too"}
    version = Interpreted("Huda", date(2026, 3, 3), parts, whole=True)
    one = reading({"good": ["قطتي"], "only-iro": ["سر"]}, language="ar", interpreted=version)

    shared = for_sharing([one])[0]

    assert shared.interpreted.parts == {"good/0": "My cat"}


def test_words_about_people_are_words():
    assert said_first(reading({"people": ["near:more:Nan", "+::I miss her"]})) == ["I miss her"]
    assert said_first(reading({"people": ["near:more:Nan"]})) == []


def test_a_child_who_used_no_words_is_heard_in_what_they_chose():
    found = first_said([reading({"home": ["happy", "worried"], "go": ["no"], "talk": ["iro"]})])

    assert [thing.words for thing in found.things] == ["Happy, Worried"]
    assert not found.more


@pytest.mark.parametrize("answers", [{"last-time": ["yes"]}, {"talk": ["advocate"]}])
def test_what_is_not_for_the_meeting_is_not_said_there(answers):
    assert said_first(reading(answers)) == []


def test_wishes_for_the_meeting_stand_apart():
    longer = CATALOGUE.find(Stage.CONSULTATION, Version.LONGER)
    one = reading({"go": ["yes"], "join": ["speak"], "running": ["who"]}, asked=longer)

    wishes = {said.question.id: said.answer for said, _ in first_said([one]).meeting}

    assert wishes == {"go": ("yes",), "join": ("speak",), "running": ("who",)}


def test_who_should_come_or_stay_away_is_not_read_out_to_them():
    found = first_said([reading({"go": ["yes"], "who-comes": ["Nan. Not my uncle."]})])

    assert [said.question.id for said, _ in found.meeting] == ["go"]
    assert [thing.words for thing in found.things] == []


def test_what_was_drawn_or_said_aloud_is_named_and_an_ask_without_words_is_not_said():
    found = first_said([reading({}, ["", " "], made=("a drawing",))])

    assert found.things == ()
    assert found.made


def test_what_an_adult_observed_is_never_said_as_a_childs_words():
    watching = CATALOGUE.find(Stage.WATCHING, Version.WATCHING)

    found = first_said([reading({"content": ["He smiles"]}, ["More visits"], asked=watching)])

    assert found.things == found.meeting == ()


def test_what_was_taken_back_is_on_no_print():
    assert for_sharing([reading({"good": ["My cat"]}, withdrawn=True)]) == ()


def test_a_text_that_does_not_fit_is_left_out_whole_and_the_first_never_is():
    long, short = "word " * 1_000, "short"

    found = first_said([reading({"worries": [long], "good": [short]})])
    many_lines = first_said([reading({"worries": ["\n" * 3_000 + "end"], "good": [short]})])

    assert [thing.words for thing in found.things] == [long]
    assert [thing.words for thing in many_lines.things] == ["\n" * 3_000 + "end"]
    assert found.more


@given(some.lists(TEXT, max_size=4), TEXT, TEXT, TEXT)
def test_every_text_is_byte_for_byte_and_what_was_kept_for_the_officer_is_never_there(
    asks, good, worry, secret
):
    kept = f"only you {secret}"
    one = reading({"good": [good], "worries": [worry], "only-iro": [kept]}, asks)

    found = first_said([one])

    said = [thing.words for thing in found.things]
    assert set(said) <= {*asks, good, worry}
    assert len(said) <= 3
    assert len(said) == 1 or sum(thing.lines for thing in found.things) <= LINES
    assert all(s.question.id != "only-iro" for r in for_sharing([one]) for s in r.said)
