"""The public pages: true, plain, printable, and nothing left behind by reading them."""

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from feedback.council import Council, Numbers, Public
from feedback.glossary import Glossary
from feedback.questionnaire import Version
from feedback.reading import banned_words, measure
from feedback.soundness.words import LIMITS
from portal import create_app
from portal.front.pages import CHECKED, PAGES
from portal.settings import Settings
from portal.translating import compiled
from portal.translating.gathering import PAGES as WHOLE
from tests.browser import Browser
from tests.portal.translating.test_compiled import WELSH, in_capitals

pytestmark = pytest.mark.one_database

EVERY = ["/about/", *(f"/about/{page.slug}" for page in PAGES)]
FOR_CHILDREN = ["/", "/about/", *(f"/about/{page.slug}" for page in PAGES if page.for_children)]
NUMBERS = Numbers("01632 960 123", "01632 960 999", "0808 800 5792", "Barnford Advocates")
SHORT = LIMITS[Version.SHORT]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, council=Council(name="Barnford Council", numbers=NUMBERS))


@pytest.fixture
def at_a_council(settings: Settings) -> Callable[..., Browser]:
    """A browser before the portal of a council that says more of itself."""
    opened: list[Flask] = []

    def at(**more) -> Browser:
        council = replace(settings.council, **more)
        opened.append(create_app(replace(settings, council=council)))
        return Browser(opened[-1].test_client())

    yield at
    for app in opened:
        app.extensions["heard.store"].engine.dispose()


def words_of(browser: Browser) -> str:
    """What the page itself says, without the numbers to ring."""
    for number in browser.page.select("main bdi"):
        number.decompose()
    return browser.page.main.get_text("\n")


@pytest.mark.parametrize("address", EVERY)
def test_anybody_may_read_every_public_page_and_leave_it(browser, address):
    browser.open(address)

    assert browser.status == 200
    assert browser.page.select_one(".leave")


@pytest.mark.parametrize("address", FOR_CHILDREN)
def test_a_child_of_eight_can_read_it(browser, address):
    browser.open(address)

    found = measure([words_of(browser)])

    assert found.mean <= SHORT.mean
    assert found.longest <= SHORT.longest
    assert found.grade <= SHORT.grade


@pytest.mark.parametrize("address", EVERY)
def test_no_public_page_uses_a_word_of_the_office_or_promises_what_it_cannot_keep(
    browser, address
):
    said = words_of(browser.open(address)).lower()

    assert banned_words(said) == ()
    assert "anonym" not in said
    assert "secret" not in said.replace("never promise to keep a secret", "")


@pytest.mark.parametrize("address", EVERY)
def test_every_public_page_weighs_less_than_ten_kilobytes(browser, address):
    assert len(gzip.compress(browser.client.get(address).data)) <= 10_000


def test_reading_leaves_nothing_on_the_device_and_nothing_in_the_cache(browser):
    """But for their list: there a language can be chosen, which a form sends."""
    answers = [browser.client.get(address) for address in EVERY[1:]]

    assert not any("Set-Cookie" in answer.headers for answer in answers)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_search_engines_may_name_the_public_pages_and_no_others(browser):
    named = [browser.client.get(address).headers["X-Robots-Tag"] for address in EVERY]
    others = [browser.client.get(a).headers["X-Robots-Tag"] for a in ("/", "/q", "/help")]

    assert set(named) == {"index, nofollow"}
    assert set(others) == {"noindex, nofollow"}
    assert browser.client.get("/robots.txt").text.splitlines()[1:] == [
        "Allow: /about/",
        "Disallow: /",
    ]


def test_help_comes_first_and_leads_back_to_the_page_one_was_reading(browser):
    browser.open("/about/")
    assert browser.page.select("main a")[0].get_text(" ", strip=True).startswith("Get help now")

    browser.open("/about/rights").follow("Get help").follow("Back")

    assert browser.heading == "What are my rights?"


def test_from_the_first_page_every_public_page_is_two_steps_away(browser):
    browser.open("/").follow("About your review")

    led_to = {link["href"] for link in browser.page.select("main a")}

    assert led_to >= set(EVERY[1:])


def test_a_child_with_a_letter_is_asked_for_it_before_anything_else(browser):
    browser.open("/")

    first, *rest = browser.page.select("main form, main nav")

    assert first.select_one("[name=number]")
    assert rest[-1].name == "nav"


def test_a_page_that_is_not_there_is_said_to_be_missing(browser):
    browser.open("/about/nothing")

    assert browser.status == 404
    assert browser.heading == "This page is not here"


def test_the_pages_speak_in_the_councils_own_words(at_a_council):
    theirs = Glossary(review="care review", iro="reviewing officer", social_worker="key worker")
    browser = at_a_council(glossary=theirs).open("/about/iro")

    assert browser.heading == "Who is my reviewing officer?"
    assert "Your reviewing officer runs your care review" in browser.text
    assert "Or ask your key worker." in browser.text


def test_a_council_adds_its_own_words_to_a_page_and_they_are_said_to_be_its_own(at_a_council):
    ours = Public(about_taking_part="We meet at the Red House on Saturdays.")
    browser = at_a_council(public=ours)

    assert (
        "From Barnford Council We meet at the Red House" in browser.open("/about/taking-part").text
    )
    assert "From Barnford Council" not in browser.open("/about/rights").text


def test_where_to_complain_is_what_the_council_set(at_a_council):
    public = Public(
        complaints_team="Barnford Listens",
        complaints_phone="01632 960 777",
        complaints_address="Room 5, Town Hall, Barnford",
    )
    browser = at_a_council(public=public).open("/about/complaints")

    assert browser.page.select_one("a[href='tel:01632960777']")
    assert "Barnford Listens" in browser.text
    assert "Room 5, Town Hall, Barnford" in browser.text
    assert "Get help first" in browser.text


def test_where_nothing_was_set_the_page_says_whom_to_ask_and_leaves_no_gap(at_a_council):
    blank = Public(ombudsman="", help_at_hand="")
    browser = at_a_council(public=blank)

    assert (
        "Ask an advocate or your IRO where to ring or write."
        in browser.open("/about/complaints").text
    )
    assert "Ombudsman" not in browser.text
    assert "Help at Hand" not in browser.open("/about/rights").text
    assert (
        "Please tell your social worker or your IRO." in browser.open("/about/accessibility").text
    )


def test_while_nothing_was_compiled_the_statement_says_that_no_language_is_complete(at_a_council):
    browser = at_a_council().open("/about/accessibility")

    assert "The pages are in English." in browser.text
    assert "none is complete yet" in browser.text


def test_once_a_council_has_compiled_a_language_the_statement_names_it(at_a_council, settings):
    compiled.write(settings.instance / compiled.FOLDER, {("cy", WHOLE): in_capitals(WHOLE)})

    browser = at_a_council(glossaries=(("cy", WELSH),)).open("/about/accessibility")

    assert "Besides English the pages can be read in: Cymraeg" in browser.text
    assert "none is complete yet" not in browser.text
    assert "Where some questions or pages are not ready yet, they are in English." in browser.text


def test_a_language_that_is_whole_is_not_called_half(settings):
    app = create_app(replace(settings, pseudo=True))

    browser = Browser(app.test_client()).open("/about/accessibility")
    app.extensions["heard.store"].engine.dispose()

    assert "Besides English the pages can be read in:" in browser.text
    assert "not ready yet" not in browser.text


def test_the_statement_about_accessibility_is_dated_and_says_what_is_missing(at_a_council):
    browser = at_a_council(public=Public(access_phone="01632 960 555", access_email="a@b.example"))
    browser.open("/about/accessibility")

    day = f"{CHECKED.day} {CHECKED:%B %Y}"
    assert "What is not good enough yet" in browser.text
    assert f"This statement was last checked on {CHECKED:%A} {day}." in browser.text
    assert "WCAG 2.2, level AA" in browser.text
    assert browser.page.select_one("a[href='tel:01632960555']")
    assert "a@b.example" in browser.text


def test_carers_and_workers_read_what_this_is_not_and_how_to_hand_the_screen_back(browser):
    browser.open("/about/helpers")

    headings = [one.get_text() for one in browser.page.select("h2")]
    assert headings[:4] == [
        "What this is",
        "What it is not",
        "How to help without answering",
        "When the page asks for the screen",
    ]
    assert "It is not an inspection of your home" in browser.text
