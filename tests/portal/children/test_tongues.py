"""Every page of a child in two made-up languages: long, and from right to left.

A child who reads one of them looks over each page they open: its language, its direction,
and that nothing on it is said in plain English, past whoever translates.
"""

import pytest

from portal.languages import ENGLISH, MADE_UP, STRETCHED, TURNED
from tests.portal.children.tongues import said


@pytest.mark.parametrize("tongue", [one.tag for one in MADE_UP])
def test_no_page_beside_the_road_says_anything_past_whoever_translates(mia, tongue):
    mia.speaks(tongue)
    for page in ("/", "/q", "/help", "/talk/someone", "/talk/advocate", "/look"):
        mia.open(page)
    mia.comes_in().says_who("Me, and someone helps me", "An interpreter, who speaks my language")
    mia.follow("It is me now").picks().tap("I will remember them").taps_link("Start")
    mia.open("/another-way")

    assert mia.status == 200


@pytest.mark.parametrize("tongue", [one.tag for one in MADE_UP])
def test_no_public_page_says_anything_past_whoever_translates(mia, tongue):
    mia.speaks(tongue).open("/about/")

    for way in mia.page.select("main nav a[href^='/about/']"):
        assert mia.open(way["href"]).status == 200


@pytest.mark.parametrize("tongue", [one.tag for one in MADE_UP])
def test_a_mishap_is_told_in_the_language_chosen(mia, tongue):
    mia.speaks(tongue).open("/nowhere")
    assert mia.status == 404

    mia.open("/").press("Open my page", number="12", words="not these words")

    assert mia.mistakes


def test_a_day_and_an_hour_are_said_as_the_language_says_them(mia):
    mia.speaks(TURNED.tag).comes_in()

    assert "الجمعة 20 مارس 2026, 10:00" in mia.text


def test_what_a_child_writes_takes_its_own_direction(mia):
    mia.speaks(TURNED.tag).settles_in().goes_to("worries")

    assert mia.page.select_one("textarea")["dir"] == "auto"


def test_a_language_is_kept_from_the_front_door_to_the_page_behind_it(mia):
    mia.speaks(STRETCHED.tag).comes_in()

    assert mia.page.html["lang"] == STRETCHED.tag


def test_a_child_can_go_back_to_english(mia):
    mia.speaks(TURNED.tag)
    mia.tongue = ENGLISH.tag

    mia.press(ENGLISH.name)

    assert mia.page.html["lang"] == ENGLISH.tag
    assert mia.heading == "Hello. Have you got your letter?"


@pytest.mark.parametrize("header", ["ar", "ar-XB,en;q=0.5", "cy"])
def test_no_language_is_guessed_from_what_a_browser_says_of_itself(mia, header):
    mia.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = header

    mia.open("/")

    assert mia.page.html["lang"] == ENGLISH.tag


@pytest.mark.parametrize("tag", ["", "xx", "prs", "../etc", "zz_ZZ", "\N{BELL}", "en" * 90])
def test_a_language_nobody_knows_or_that_is_not_whole_is_refused_and_never_a_fault(mia, tag):
    mia.open("/")
    token = mia.page.select_one("[name=csrf_token]")["value"]

    refused = mia.client.post("/language", data={"csrf_token": token, "language": tag})

    assert refused.status_code == 400
    assert mia.open("/").page.html["lang"] == ENGLISH.tag


@pytest.mark.parametrize("tag", ["xx", "prs", "ar", "zz_ZZ", None, 7])
def test_a_cookie_with_a_language_that_is_not_offered_reads_english(mia, tag):
    with mia.client.session_transaction() as session:
        session["language"] = tag

    mia.open("/")

    assert (mia.status, mia.page.html["lang"]) == (200, ENGLISH.tag)


def test_what_must_come_through_a_translation_comes_through():
    assert "%(number)s" in said(TURNED.tag, "Question %(number)s of {review}")
    assert "{review}" in said(STRETCHED.tag, "Question %(number)s of {review}")
    assert len(said(STRETCHED.tag, "Who will see this?")) >= 1.4 * len("Who will see this?")
