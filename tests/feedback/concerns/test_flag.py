"""What asks to be read first, and what is said on any other day. No rule weighs or scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.concerns import Kind, look_first


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He hits me.", Kind.PHYSICAL),
        ("my carer smaked me round the head", Kind.PHYSICAL),
        ("they CALL me names all the time", Kind.EMOTIONAL),
        ("he touches me under my pyjamas", Kind.SEXUAL),
        ("I owe money to the olders", Kind.EXPLOITATION),
        ("i go to bed hungry", Kind.NEGLECT),
        ("sometimes i want to die", Kind.SELF_HARM),
        ("I’m going to run away", Kind.RUNNING),
        ("he hurts my mum", Kind.DOMESTIC),
        ("I get bullied on the bus", Kind.BULLYING),
        ("he will leak my nudes", Kind.ONLINE),
        ("staff restrained me", Kind.PLACEMENT),
        ("mum makes me drink", Kind.SUBSTANCES),
        ("I don't feel safe", Kind.OTHER),
    ],
)
def test_each_kind_of_harm_is_found_however_it_is_spelt(text, kind):
    assert kind in {found.kind for found in look_first([text])}


@pytest.mark.parametrize(
    "text",
    [
        "I hit the ball over the fence",
        "we killed it at the talent show",
        "I am scared of spiders",
        "nobody hurts me here",
        "they never hit me",
        "I want to see my brother",
        "",
        "…!?",
        "١٢٣ مرحبا",
    ],
)
def test_what_is_said_on_any_other_day_is_not(text):
    assert look_first([text]) == ()


def test_the_words_that_were_found_are_told_and_each_kind_once():
    found = look_first(["School is fine. He hits me! he hits me again", "i want to die"])

    assert [(one.kind, one.words) for one in found] == [
        (Kind.PHYSICAL, "he hits me"),
        (Kind.SELF_HARM, "want to die"),
    ]


def test_what_was_found_is_not_told_by_accident():
    (found,) = look_first(["i want to die"])

    assert "die" not in repr(found)


def test_nothing_is_found_across_the_end_of_a_sentence():
    assert look_first(["we all run", "I like to run. Away games are good"]) == ()


@given(st.text(max_size=400))
def test_whatever_is_written_is_looked_through(text):
    for found in look_first([text]):
        assert found.words


@given(st.text(alphabet="abcdefghij ", max_size=60))
def test_a_disclosure_is_found_in_the_middle_of_anything_else(text):
    assert look_first([f"{text}. i want to kill myself. {text}"])
