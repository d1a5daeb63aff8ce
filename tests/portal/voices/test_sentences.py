"""A recording is named after the exact words, so that it can never say something else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.voices.sentences import even, name_of, sentences


def test_a_text_is_spoken_sentence_by_sentence():
    said = list(sentences("Do you feel safe?  If you say no, we want to help you."))

    assert said == ["Do you feel safe?", "If you say no, we want to help you."]


def test_a_sentence_ends_in_every_writing():
    assert list(sentences("هل أنت بخير؟ نعم.")) == ["هل أنت بخير؟", "نعم."]


@pytest.mark.parametrize("silent", ["", "  ", "…", "– ."])
def test_what_has_no_word_is_silent(silent):
    assert list(sentences(silent)) == []


@pytest.mark.parametrize("same", ["A  dog\n", "\u00a0A dog", "A\tdog"])
def test_room_between_words_makes_no_other_recording(same):
    assert name_of(same, "en-GB") == name_of("A dog", "en-GB")


def test_how_letters_are_encoded_makes_no_other_recording():
    assert name_of("cafe\u0301", "fr") == name_of("caf\u00e9", "fr")


@pytest.mark.parametrize("other", ["a dog", "A dog.", "A dog?", "A dogs"])
def test_any_other_word_letter_or_mark_is_another_recording(other):
    assert name_of(other, "en-GB") != name_of("A dog", "en-GB")


def test_the_same_words_in_another_language_are_another_recording():
    assert name_of("Nein", "de") != name_of("Nein", "en-GB")


@given(st.text(), st.text())
def test_no_two_sentences_share_a_recording(one, other):
    assume(even(one) != even(other))

    assert name_of(one, "en-GB") != name_of(other, "en-GB")


@given(st.text())
def test_parting_a_text_loses_nothing_that_can_be_heard(text):
    letters = [letter for letter in even(text) if letter.isalnum()]

    assert [letter for one in sentences(text) for letter in one if letter.isalnum()] == letters
