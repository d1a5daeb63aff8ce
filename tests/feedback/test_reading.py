"""How hard a text is to read, and the words no child should meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.reading import (
    NothingToRead,
    banned_words,
    measure,
    sentences,
    straight_quotes,
    syllables,
    words,
)


def test_a_text_is_parted_where_a_reader_stops():
    assert sentences("Hello. How are you? Fine… \n Bye!") == (
        "Hello.", "How are you?", "Fine…", "Bye!",
    )  # fmt: skip


def test_a_line_of_dots_is_no_sentence():
    assert sentences("Well. … ") == ("Well.",)


def test_an_apostrophe_keeps_a_word_whole_and_a_hyphen_parts_it():
    assert words("I’m a grown-up of 42") == ("I’m", "a", "grown", "up", "of", "42")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("home", 1), ("scale", 1), ("called", 1), ("likes", 1), ("the", 1), ("you’re", 1),
        ("table", 2), ("little", 2), ("wanted", 2), ("places", 2), ("review", 2), ("quiet", 2),
        ("people", 2), ("people’s", 2), ("being", 2), ("social", 2), ("worried", 2),
        ("various", 3), ("serious", 3), ("video", 3), ("decided", 3), ("advocate", 3),
        ("IRO", 3), ("BBC", 3), ("WWW", 9), ("experience", 4), ("identity", 4),
        ("education", 4), ("situation", 4), ("usually", 4), ("42", 1),
    ],
)  # fmt: skip
def test_sounds_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_grade_is_the_one_flesch_and_kincaid_gave():
    found = measure(["The cat sat.", "The dog ran home."])

    assert found.mean == 3.5
    assert found.longest == 4
    assert found.grade == pytest.approx(0.39 * 3.5 + 11.8 * 1 - 15.59)


def test_long_words_and_long_sentences_are_harder():
    plain = measure(["We met. We talked."])
    hard = measure(["Reviewing officers facilitated considerable deliberation regarding it."])

    assert hard.grade > plain.grade + 10


def test_there_is_nothing_to_measure_without_words():
    with pytest.raises(NothingToRead, match="no words"):
        measure(["…", ""])


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz’", min_size=1))
def test_every_word_has_a_sound(word):
    assert syllables(word) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "You are LAC.", "A CLA child", "Have contact with Mum", "Your placement", "your siblings",
        "respite care", "if you abscond", "Did you attend?", "You attended", "Participate!",
        "this consultation", "please indicate", "Regarding home", "your satisfaction",
        "Are you satisfied?", "PLACEMENTS",
    ],
)  # fmt: skip
def test_words_of_the_office_are_found_in_any_form(text):
    assert banned_words(text)


@pytest.mark.parametrize("text", ["the place where you live", "a black cat", "pay attention"])
def test_words_that_only_look_like_them_are_left_alone(text):
    assert not banned_words(text)


def test_straight_quotes_are_found_and_curly_ones_left():
    assert straight_quotes('it\'s "here"') == ("'", '"', '"')
    assert not straight_quotes("it’s “here”")
