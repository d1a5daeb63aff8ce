"""A council with words of its own: its children meet no others."""

from dataclasses import replace

import pytest

from feedback.glossary import Glossary
from feedback.questionnaire import Version
from feedback.store.models import Letter
from portal.settings import Settings
from tests.portal.children.walking import Child

OURS = Glossary(review="planning day", meeting="big talk", iro="review chair")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, council=replace(settings.council, glossary=OURS))


@pytest.mark.parametrize(
    ("version", "word"), [(Version.PICTURES, "big talk"), (Version.FULL, "planning day")]
)
def test_a_child_reads_the_word_of_their_version_before_the_first_question(mia, version, word):
    with mia.road.store.begin() as transaction:
        transaction.get_one(Letter, mia.road.letter_id).version = version

    mia.comes_in()
    assert f"Your {word} is on:" in mia.text

    mia.says_who().picks()
    assert f"They use it at your {word}." in mia.text


def test_who_needs_their_pictures_is_sent_to_whom_the_council_calls_so(sent: Child):
    sent.leaves().comes_in().follow("See what happened").press("Go on without pictures")
    token = sent.open("/look").page.select_one("main [name=csrf_token]")["value"]

    refused = sent.client.post("/take-back", data={"csrf_token": token})

    assert "You can ask your review chair instead." in refused.text


def test_who_lost_their_letter_asks_whom_the_council_calls_so(mia: Child):
    mia.open("/")

    assert "the person who runs your planning day" in mia.text
