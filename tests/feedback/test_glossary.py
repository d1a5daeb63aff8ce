"""The council’s own words."""

import pytest

from feedback.errors import PlaceholderUnknown, SettingsUnsound
from feedback.glossary import Glossary, say
from feedback.questionnaire import Version


def test_children_read_the_words_their_council_uses():
    ours = Glossary(review="planning day", iro="review chair")

    assert (
        say("Your {iro} runs your {review}.", ours) == "Your review chair runs your planning day."
    )


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (Version.PICTURES, "talk"),
        (Version.EASY, "talk"),
        (Version.SHORT, "planning day"),
        (Version.LONGER, "planning day"),
        (Version.FULL, "planning day"),
        (Version.WATCHING, "planning day"),
    ],
)
def test_the_plainer_word_is_for_pictures_and_easy_read(version, said):
    ours = Glossary(review="planning day", meeting="talk")

    assert ours.review_in(version) == said


def test_a_text_without_placeholders_stays_as_it_is():
    assert say("How are you?", Glossary()) == "How are you?"


@pytest.mark.parametrize("text", ["Your {boss}", "Your {}", "{review.__class__}"])
def test_a_word_nobody_knows_is_refused(text):
    with pytest.raises(PlaceholderUnknown, match="in the glossary"):
        say(text, Glossary())


def test_a_blank_word_is_refused():
    with pytest.raises(SettingsUnsound, match="no word for home"):
        Glossary(home=" ")
