"""Every letter is in words its reader can read, and promises nothing it cannot keep."""

import re
from datetime import date

import pytest

from feedback.questionnaire import Version
from feedback.reading import banned_words, measure
from feedback.store.models import Review
from tests import cases
from tests.portal.office.desk import address, makes

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
def version(request):
    return request.param


@pytest.fixture(params=["before the review", "after it"])
def written(request, office, version, a_named_child, store):
    """A letter as it is made in time, and one made anew when the review is over."""
    late = request.param == "after it"
    review = a_named_child(known_as="Mia", day=date(2026, 3, 2) if late else date(2026, 3, 20))
    if not late:
        return makes(office, review, version=version.value).page
    with store.begin() as transaction:
        cases.a_letter(transaction, transaction.get_one(Review, review))
    office.open(address(review, "/anew"))
    return office.press("Make the new letter", version=version.value).page


def test_a_letter_is_as_easy_to_read_as_the_form_it_opens(version, written):
    mean, longest, grade = LIMITS.get(version, (16, 22, 9))

    found = measure(said(written))

    assert found.mean <= mean
    assert found.longest <= longest
    assert found.grade <= grade


def test_a_letter_holds_no_word_of_the_office_and_no_promise_of_secrecy(written):
    text = written.select_one("article.letter").get_text(" ")

    assert banned_words(text) == ()
    assert not PROMISES.search(text)


def test_every_child_is_told_who_reads_it_or_that_danger_is_told(version, written):
    if version is Version.WATCHING:
        assert "never as the child’s own words" in " ".join(said(written))
    else:
        assert re.search(r"(danger|not safe).* we tell|danger\? We tell", " ".join(said(written)))


def test_no_letter_says_that_a_day_is_to_come_which_is_over(written):
    text = " ".join(written.select_one("article.letter").get_text(" ").split())

    assert ("is on Friday 20 March 2026" in text) != ("was on Monday 2 March 2026" in text)
    assert not (" soon" in text and "was on" in text)
    assert not ("Please tell us what you see" in text and "was on" in text)


def test_the_letter_of_a_small_child_is_written_to_who_looks_after_them(office, mia):
    makes(office, mia, version="watching")

    assert "To whoever looks after Amelia Quill" in office.text
    assert "Hello!" in office.text
