"""Every letter is in words its reader can read, and promises nothing it cannot keep."""

import re

import pytest

from feedback.questionnaire import Version
from feedback.reading import banned_words, measure
from tests.portal.office.desk import makes

LIMITS = {
    Version.PICTURES: (7, 10, 2),
    Version.SHORT: (9, 12, 4),
    Version.LONGER: (11, 15, 6),
    Version.FULL: (13, 18, 7),
    Version.EASY: (8, 12, 3),
}
"""Mean and longest sentence in words, and grade (questionnaires.md, *Versions*)."""

PROMISES = re.compile(
    r"\b(secret|private|anonymous|confidential|nobody will|never tell)\b", re.IGNORECASE
)


def said(page) -> list[str]:
    """What the letter says to its reader, each list item or paragraph by itself."""
    blocks = page.select(".letter__say")
    parts = [part for block in blocks for part in block.select("p, li") or [block]]
    return [" ".join(part.get_text(" ", strip=True).split()) for part in parts]


@pytest.fixture(params=list(Version))
def written(request, office, mia):
    return request.param, makes(office, mia, version=request.param.value).page


def test_a_letter_is_as_easy_to_read_as_the_form_it_opens(written):
    version, page = written
    mean, longest, grade = LIMITS.get(version, (16, 22, 9))

    found = measure(said(page))

    assert found.mean <= mean
    assert found.longest <= longest
    assert found.grade <= grade


def test_a_letter_holds_no_word_of_the_office_and_no_promise_of_secrecy(written):
    _, page = written
    text = page.select_one("article.letter").get_text(" ")

    assert banned_words(text) == ()
    assert not PROMISES.search(text)


def test_every_child_is_told_who_reads_it_or_that_danger_is_told(written):
    version, page = written

    if version is Version.WATCHING:
        assert "never as the child’s own words" in " ".join(said(page))
    else:
        assert re.search(r"(danger|not safe).* we tell|danger\? We tell", " ".join(said(page)))


def test_the_letter_of_a_small_child_is_written_to_who_looks_after_them(office, mia):
    makes(office, mia, version="watching")

    assert "To whoever looks after Amelia Quill" in office.text
    assert "Hello!" in office.text
