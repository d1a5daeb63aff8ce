"""Privacy notices are as easy to read as the forms they go with, and stand on tested promises."""

import re

import pytest

from feedback.questionnaire import Version
from feedback.reading import banned_words, measure
from feedback.soundness.words import LIMITS
from tests.rules import tree

TEXT = tree.text("docs/notices.md")
SECTIONS = dict(re.findall(r"^## (.+)\n\n((?:(?!## ).+\n?|\n)*)", TEXT, re.MULTILINE))
PROMISES = tree.text("docs/privacy.md")
FOR_CHILDREN = {
    "For Pictures": Version.PICTURES,
    "For Easy read": Version.EASY,
    "For Short": Version.SHORT,
    "For Longer and Full": Version.LONGER,
}


@pytest.mark.parametrize("section", FOR_CHILDREN)
def test_a_notice_is_as_easy_to_read_as_the_form_it_goes_with(section):
    found, limits = measure([SECTIONS[section]]), LIMITS[FOR_CHILDREN[section]]

    assert found.mean <= limits.mean
    assert found.longest <= limits.longest
    assert found.grade <= limits.grade


@pytest.mark.parametrize("section", FOR_CHILDREN)
def test_a_notice_says_who_reads_and_when_others_are_told_and_promises_no_secrecy(section):
    text = SECTIONS[section].lower()

    assert banned_words(text) == ()
    assert re.search(r"read(s|) (it|them)", text)
    assert "people who can help" in text
    assert "anonym" not in text


def test_every_line_stands_on_a_promise_that_names_its_tests():
    promised = re.findall(r"\| \*(.+?)\* \|", TEXT)

    assert promised
    assert [one for one in promised if f"**{one}" not in PROMISES] == []


def test_there_is_a_notice_for_everybody_whose_data_is_kept():
    assert {*FOR_CHILDREN, "For people who help a child", "For staff"} <= SECTIONS.keys()
