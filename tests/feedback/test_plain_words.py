"""What is written to a child is as easy to read as the form they answered."""

import pytest

from feedback.plain_words import problems
from feedback.questionnaire import Version

LONG = "You can see your sister every Sunday from now on because we asked her carers about it."


@pytest.mark.parametrize("version", Version)
@pytest.mark.parametrize("said", ["You see her every Sunday now.", "Yes!", "", "  ", "…"])
def test_short_plain_words_suit_every_child(version, said):
    assert list(problems(said, version)) == []


@pytest.mark.parametrize(
    ("version", "refused"),
    [(Version.PICTURES, True), (Version.LONGER, True), (Version.FULL, False)],
)
def test_a_sentence_is_as_long_as_the_childs_form_allows(version, refused):
    found = [one for one in problems(LONG, version) if "A sentence has 17 words" in one]

    assert bool(found) is refused


def test_several_sentences_are_short_on_average():
    said = "We did ask them at your last big one. We will ask them all the same next week."

    assert list(problems(said, Version.PICTURES)) == [
        "The sentences have 9.0 words each, where this child’s form has 7. Use shorter ones."
    ]


def test_one_sentence_may_be_as_long_as_the_longest():
    assert list(problems("You can see your mum and dad every week now.", Version.PICTURES)) == []


@pytest.mark.parametrize("word", ["placement", "siblings", "Contact", "participation"])
def test_words_of_the_office_are_named(word):
    found = list(problems(f"Your {word} is set.", Version.FULL))

    assert f"Children are never shown the word “{word.lower()}”. Say it in plain words." in found


def test_long_words_in_a_short_answer_are_named():
    assert list(problems("Unfortunately not.", Version.FULL)) == [
        "These words are long: Unfortunately. Use shorter ones."
    ]


def test_a_longer_answer_is_judged_by_its_grade_and_names_the_hardest_words():
    said = "The authority reconsidered accommodation arrangements. It necessitated deliberation and additional paperwork."  # noqa: E501

    (found,) = problems(said, Version.FULL)

    assert found.startswith("This is hard to read. Use shorter words, for example for ")
    assert "accommodation" in found


def test_names_are_spared_wherever_they_stand():
    said = "Now Alexandrovna Wisniewskiewicz and Bartholomew drive you to Hetherington-Smythe."

    assert list(problems(said, Version.LONGER)) == []
    assert (
        list(problems("Alexandrovna will ring.", Version.SHORT, names=["Alexandrovna P."])) == []
    )


def test_watching_is_read_by_adults():
    assert list(problems(f"Unfortunately {LONG}", Version.WATCHING)) == []
