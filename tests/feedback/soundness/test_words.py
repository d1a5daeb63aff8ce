"""Every word we ask with keeps the rules of how we ask."""

from dataclasses import replace

import pytest

from feedback.questionnaire import Role
from feedback.soundness import prove
from tests.feedback.breaking import (
    changed,
    refused,
    with_option,
)


def test_a_form_without_a_name_is_refused(short):
    assert refused(replace(short, name=" "), "it has no name")


def test_a_question_without_words_is_refused(short):
    assert refused(changed(short, "good", title=" "), "question good: it has no words")


def test_a_word_the_glossary_does_not_hold_is_refused(short):
    assert refused(changed(short, "good", title="Does {boss} help?"), "question good: no word")


def test_a_lonely_brace_is_refused(short):
    assert refused(changed(short, "good", title="Does {iro help?"), "question good: a brace")


@pytest.mark.parametrize("where", ["title", "help"])
def test_a_straight_quote_is_refused(short, where):
    assert refused(changed(short, "good", **{where: "What's up"}), "question good: .* straight")


@pytest.mark.parametrize("text", ["Did you attend?", "Tell us about your placement."])
def test_a_word_of_the_office_is_refused(short, text):
    assert refused(changed(short, "good", help=text), "question good: .* never shown to children")


def test_a_word_of_the_office_is_refused_in_an_option_too(short):
    assert refused(with_option(short, "health", 0, label="My siblings"), "question health: sibl")


def test_a_question_in_the_negative_is_refused(short):
    assert refused(changed(short, "good", title="Did nobody help?"), "question good: .* negative")


@pytest.mark.parametrize(
    "change", [{"title": "Do you eat and sleep?"}, {"help": "Is it big?"}], ids=["title", "help"]
)
def test_two_questions_in_one_are_refused(short, change):
    assert refused(changed(short, "good", **change), "question good: it asks two things")


def test_a_question_that_presumes_is_refused(short):
    title = "What are three good things?"

    assert refused(changed(short, "good", title=title), "question good: .* for granted")


def test_the_words_for_a_child_who_was_away_keep_the_rules_too(evaluation):
    away = {"title_if_away": "Did nobody listen to what you said?"}

    assert refused(changed(evaluation, "audience", **away), "question audience: .* negative")


def test_an_advocate_is_never_left_unexplained(short):
    bare = changed(with_option(short, "talk", 1, label="Yes, to an advocate"), "talk", help="")

    assert refused(bare, "question talk: .* advocate does")


def test_a_sentence_too_long_for_its_version_is_refused(pictures):
    long = "It can be one big worry that you have had for days."

    assert refused(
        changed(pictures, "worries", help=long), "question worries: .* 12 words where 10"
    )


def test_a_form_whose_sentences_are_long_on_the_whole_is_refused(short):
    wordy = replace(
        short,
        questions=tuple(
            q
            if q.role is Role.TALK
            else replace(q, help="It may be a big one, it may be a small one.")
            for q in short.questions
        ),
    )

    assert refused(wordy, "its sentences have 9.* words where 9 are allowed")


def test_a_form_of_hard_words_is_refused(short):
    hard = "Your accommodation necessarily accommodates individual personality."
    wordy = replace(
        short,
        questions=tuple(
            q if q.role is Role.TALK else replace(q, help=hard) for q in short.questions
        ),
    )

    assert refused(wordy, "it reads at grade")


def test_staff_text_has_no_reading_limit_but_keeps_its_manners(watching):
    adult = changed(
        watching, "day", title="Why is the child not asleep, and where do they nap in the day?"
    )
    rude = changed(watching, "day", title="How is the placement?")

    prove("some.toml", adult)
    assert refused(rude, "question day: placement")
