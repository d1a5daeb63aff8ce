"""The report for children as a page, in a year of which little may be told."""

from bs4 import BeautifulSoup

from feedback.analysis.for_children import for_children
from feedback.glossary import Glossary
from feedback.questionnaire import Version
from feedback.reading import banned_words, measure
from feedback.soundness.words import LIMITS
from portal.insight.year_for_children import SAY, alone
from tests.reports import SEED, TIMELY, report, reviews

WHY = "We keep these numbers private."


def _page(counts):
    told = for_children(report("2015-16", counts), Glossary())
    return BeautifulSoup(alone(told, council="Borough of Example", style="one.css"), "html.parser")


def test_what_is_kept_private_is_said_once_and_after_what_is_told():
    page = _page(reviews(SEED, TIMELY))

    headings = [one.get_text() for one in page.select("h2")]
    kept = page.find("h2", string="What we keep private").find_parent("section")
    assert headings == ["Having your say", "On time or late", "What we keep private"]
    assert page.get_text().count(WHY) == 1
    assert "Did people listen to you?" in [one.get_text() for one in kept.select("li")]
    assert "We keep this number private." not in page.get_text()


def test_the_words_about_it_are_as_short_as_the_others():
    words = [SAY["private"] + ".", *SAY["why"].split(". ")]
    found, limits = measure(words), LIMITS[Version.SHORT]

    assert found.longest <= limits.longest
    assert found.grade <= limits.grade
    assert banned_words(" ".join(words)) == ()
