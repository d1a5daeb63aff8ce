"""The words of a letter never lie in an answer, and the child is asked kindly."""

import pytest

from feedback.questionnaire import MORE
from feedback.store.models import DraftAnswer, SentViews

KINDLY = "This has the words from your letter in it."


@pytest.fixture
def told(settled):
    """What a child writes who puts the words of their letter in it."""
    return f"My words are {settled.words}, do they work?"


def test_they_are_not_kept_and_the_page_comes_back_with_what_was_typed(settled, told):
    settled.goes_to("worries").press("Next", worries=told)

    assert settled.path == "/ask/worries"
    assert KINDLY in settled.mistakes[0]
    assert settled.words not in settled.mistakes[0]
    assert settled.page.textarea.text.strip() == told
    assert not settled.road.rows(DraftAnswer)


def test_the_numbers_under_them_are_not_kept_either(settled):
    numbers = " ".join(settled.road.issued.numbers)

    settled.goes_to("wishes").press("Next", wishes=[numbers])

    assert settled.mistakes
    assert not settled.road.rows(DraftAnswer)


def test_without_them_the_rest_is_kept(settled, told):
    settled.goes_to("worries").press("Next", worries=told)
    settled.press("Next", worries="My words work.")

    assert len(settled.road.rows(DraftAnswer)) == 1


def test_stepping_aside_does_not_keep_them(settled, told):
    settled.goes_to("worries").page.select_one("[name=aside]")["value"] = "/help"

    settled.press("Next", worries=told)

    assert settled.heading == "Get help"
    assert not settled.road.rows(DraftAnswer)


def test_four_other_words_of_the_list_are_a_childs_to_write(settled):
    settled.goes_to("worries").press("Next", worries="kayak doodle runner class")

    assert not settled.mistakes


def test_a_page_that_waited_too_long_does_not_keep_them(settled, told, clock):
    settled.goes_to("worries")
    clock.shift(60 * 25)

    settled.press("Next", worries=told)

    assert "We could not keep what you just wrote." in settled.text
    assert not settled.road.rows(DraftAnswer)


def test_they_are_not_added_after_send_either(sent, told):
    sent.open(f"/say-more/{MORE}").press("Send", **{MORE: told})

    assert KINDLY in sent.mistakes[0]
    assert len(sent.road.rows(SentViews)) == 1
