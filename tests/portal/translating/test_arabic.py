"""The Arabic draft on its whole road: two people accept it, children read it, English changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import pytest

from feedback.glossary import Glossary
from feedback.questionnaire import Version
from feedback.services import translate
from feedback.services.translate import Reviewer
from feedback.store.audit import Actor
from feedback.store.models import Child as ChildRow
from feedback.store.models import Duty, Letter
from portal.translating import compiled, compiling, drafts
from portal.translating.gathering import LETTERS, PAGES, PAPER, PUBLIC, gathered
from portal.translators import listing
from tests.people import StaffBrowser, enrolled, signed_in
from tests.portal.children.tongues import on_sheet, said
from tests.road import NOW, PICTURES
from tests.tools.pictures.album import Visitor
from tests.tools.pictures.tour import Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.one_database

SHORT, FULL = "consultation.short", "consultation.full"
WHOLE = (PAGES, PUBLIC, LETTERS, PAPER, SHORT)
WORDS = Glossary(
    review="مراجعة الرعاية",
    meeting="الاجتماع",
    iro="مسؤول المراجعة",
    social_worker="الأخصائي الاجتماعي",
    home="البيت",
)
REVIEWERS = (
    ("Layla Haddad", "Diploma in Public Service Interpreting", 0),
    ("Yusuf Nasser", "First language; teacher of Arabic", 1),
)
ASKED = "How do you feel about where you live?"


@dataclass
class Town:
    """A council whose Arabic was accepted for the Short form and all that lies around it."""

    tour: Tour
    pat: StaffBrowser

    def compile(self) -> tuple[tuple[str, str], ...]:
        folder = self.tour.app.config["HEARD"].instance / compiled.FOLDER
        return compiling.compile_whole(self.tour.app.extensions["heard.store"], folder)

    def child(self, version: Version = Version.SHORT, language: str = "ar") -> Visitor:
        child = self.tour.invite(version)
        with child.road.store.begin() as transaction:
            transaction.get_one(ChildRow, child.road.child_id).language = language
        return child


@pytest.fixture(scope="module")
def arabic() -> Iterator[Town]:
    with town(glossaries=(("ar", WORDS),)) as tour:
        staff = enrolled(tour.app, Duty.PARTICIPATION)
        accept_everything(tour, str(staff.id))
        here = Town(tour, signed_in(tour.app, staff))
        assert set(here.compile()) == {("ar", domain) for domain in WHOLE}
        yield here


def accept_everything(tour: Tour, staff_id: str) -> None:
    """Let two reviewers accept every second sentence each, on two days."""
    keys, drafted = tour.app.extensions["heard.keys"], drafts.came_with_it("ar")
    phrases = {phrase.key: phrase for domain in WHOLE for phrase in gathered()[domain]}
    by = [
        Reviewer(name, fit, Actor(staff_id, str(Duty.PARTICIPATION)), keys, NOW + timedelta(day))
        for name, fit, day in REVIEWERS
    ]
    with tour.app.extensions["heard.store"].begin() as transaction:
        book = translate.read_book(transaction, "ar", drafted)
        for place, (key, phrase) in enumerate(phrases.items()):
            said_so = phrase, drafted[key].forms
            translate.accept(transaction, book, said_so, by=by[place % len(by)])


def test_it_is_offered_at_the_door_and_a_child_is_asked_in_it_to_the_end(arabic):
    child = arabic.child().speaks("ar").settles_in()

    child.answers_everything(safe="yes", go="yes")

    assert child.path == "/check"
    child.press("Send")
    assert child.heading == said("ar", "Thank you")
    assert child.page.html["dir"] == "rtl"


def test_who_accepted_a_sentence_with_what_right_and_when_can_be_seen(arabic):
    first, second = (phrase for phrase in gathered()[PAGES][:2])

    pages = [
        arabic.pat.open(f"/staff/languages/ar/{PAGES}/{one.key[:16]}").text
        for one in (first, second)
    ]

    assert "Accepted by Layla Haddad on Tuesday 3 March 2026." in pages[0]
    assert "Accepted by Yusuf Nasser on Wednesday 4 March 2026." in pages[1]
    assert "Signed in: Robin Participation." in pages[0]


def test_public_pages_are_read_in_it(arabic):
    child = arabic.child().speaks("ar")

    child.open("/about/")
    for way in child.page.select("main nav a[href^='/about/']"):
        assert child.open(way["href"]).status == 200


def test_a_form_that_is_not_whole_is_in_english_and_the_tap_asks_for_an_interpreter(arabic):
    short, full = (
        arabic.child(version).speaks("ar").comes_in() for version in (Version.SHORT, Version.FULL)
    )
    assert not short.page.select("[name=interpreter][value=ar]")
    assert short.page.select("[name=interpreter][value=so]")

    full.press("العربية")
    assert said("ar", "I do not need anyone") in full.text
    with full.road.store.look() as transaction:
        assert transaction.get_one(Letter, full.road.letter_id).interpreter == "ar"

    full.says_who().picks(PICTURES[:2])
    full.tongue = "en-GB"
    full.press(said("ar", PICTURES[2])).press("Start")
    assert full.page.html["lang"] == "en-GB"
    assert full.heading == "What would you like to talk about?"


def test_the_letter_the_slip_and_the_form_on_paper_are_printed_in_it(arabic):
    office = signed_in(arabic.tour.app, enrolled(arabic.tour.app, Duty.OFFICE))
    child = arabic.child()
    address = f"/staff/office/letters/{child.road.review_id}"

    office.open(f"{address}/anew").press("Make the new letter", version="short")
    letter = office.page.article
    assert (letter["lang"], letter["dir"]) == ("ar", "rtl")
    assert on_sheet(letter, beside=("localhost",)) == []
    assert letter.select_one("svg.letter__qr")
    assert len(letter.select(".code__word")) == 4

    for layout in ("a4", "large", "easy"):
        office.open(f"{address}/paper/{layout}")
        assert [one["dir"] for one in office.page.select("article")] == ["rtl", "rtl"]
        assert on_sheet(office.page.article) == []

    full = arabic.child(Version.FULL)
    office.open(f"/staff/office/letters/{full.road.review_id}/paper/a4")
    assert office.page.article["lang"] == "en-GB"


def test_when_english_changes_its_form_goes_back_to_english_until_it_is_accepted(
    arabic, monkeypatch
):
    before = next(one for one in gathered()[SHORT] if one.english == ASKED)
    changed = replace(before, english="How do you feel about the place where you live?")
    today = {
        domain: tuple(changed if one.key == before.key else one for one in phrases)
        for domain, phrases in gathered().items()
    }
    for module in (compiled, compiling, listing):
        monkeypatch.setattr(module, "gathered", lambda: today)
    monkeypatch.setattr(compiling, "every_key", cache(compiling.every_key.__wrapped__))

    page = arabic.pat.open(f"/staff/languages/ar/{SHORT}/{changed.key[:16]}")

    assert "The English changed. It was:" in page.text
    assert ASKED in page.text
    assert ("ar", SHORT) not in arabic.compile()
    shelf = arabic.tour.app.extensions["heard.languages"]
    assert (shelf.speaks("ar"), shelf.speaks("ar", SHORT)) == (True, False)
    text = page.page.select_one("textarea").get_text().strip()
    page.press("Keep my correction", text=text, person=REVIEWERS[0][0], qualification="")
    arabic.tour.clock.shift(timedelta(minutes=1))
    quinn = enrolled(arabic.tour.app, Duty.PARTICIPATION, name="Quinn Participation")
    other = signed_in(arabic.tour.app, quinn)
    other.open(f"/staff/languages/ar/{SHORT}/{changed.key[:16]}")
    other.press("Accept this text", text=text, person=REVIEWERS[1][0], qualification="Teacher")
    assert ("ar", SHORT) in arabic.compile()
