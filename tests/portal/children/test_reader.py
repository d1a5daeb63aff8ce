"""A child chooses who reads what they send, and is told truly who will."""

import pytest

from feedback.questionnaire import Version
from feedback.store.models import Draft, SentViews
from tests.portal.children.walking import Child


@pytest.fixture
def finished(settled):
    """Mia has answered everything and reads it back."""
    return settled.answers_everything()


def chooses(child, button):
    return child.follow("Choose who reads this").press(button)


def test_it_goes_to_their_own_officer_unless_they_say_otherwise(finished):
    assert "This goes to Robin Reviewer, your" in finished.text

    finished.press("Send")

    assert "Robin Reviewer reads it within two working days." in finished.text
    assert not finished.road.rows(SentViews)[0].not_iro


def test_a_child_who_wants_somebody_else_is_told_what_their_officer_still_sees(finished):
    finished.follow("Choose who reads this")

    assert "You do not have to say why" in finished.text
    assert "does not see what you said." in finished.text


def test_somebody_else_reads_it_when_a_child_says_so(finished):
    chooses(finished, "I want someone else to read it")

    assert "It does not go to Robin Reviewer." in finished.text
    finished.press("Send")
    assert "Someone else reads it within two working days." in finished.text
    assert finished.road.rows(SentViews)[0].not_iro


def test_a_child_may_change_back_before_it_is_sent(finished):
    chooses(finished, "I want someone else to read it")

    chooses(finished, "I want Robin Reviewer to read it")

    assert "This goes to Robin Reviewer, your" in finished.text
    assert not finished.road.rows(Draft)[0].not_iro


def test_choosing_twice_keeps_the_choice(finished):
    chooses(finished, "I want someone else to read it")

    chooses(finished, "Keep it with someone else")

    assert finished.road.rows(Draft)[0].not_iro


def test_an_evaluation_goes_to_no_officer_so_there_is_nothing_to_choose(afterwards):
    afterwards.settles_in().misses_everything()

    assert "Choose who reads this" not in afterwards.text
    afterwards.open("/who-reads")
    assert afterwards.path == "/check"


def test_what_an_adult_watched_goes_to_the_officer(app, road):
    road.invited(version=Version.WATCHING)
    child = Child(app.test_client(), road=road)
    child.comes_in()

    child.open("/who-reads")

    assert child.path != "/who-reads"
