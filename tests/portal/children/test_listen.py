"""Listen: a person’s voice where the council recorded one, and otherwise nothing from here."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

import portal
from feedback.questionnaire import Version
from portal.voices import clips
from portal.voices.aloud import SILENT, of_page
from portal.voices.everything import everything
from tests.portal.children.conftest import after_the_review
from tests.portal.children.test_budgets import PAGE, QUERIES, _weight
from tests.portal.children.walking import Child
from tests.voices import quiet, record

STATIC = Path(portal.__file__).parent / "static"
CHILDRENS = [version for version in Version if version is not Version.WATCHING]

SCHOOL = (
    *("How do you feel about school?", "You can pick more than one."),
    *("Happy", "Safe", "Calm", "Excited", "Sad", "Worried", "Cross", "Lonely", "Mixed"),
    "I don’t know",
)


@pytest.fixture(scope="module")
def recordings(tmp_path_factory) -> Path:
    """A folder for what was recorded once, because there are a thousand sentences."""
    return tmp_path_factory.mktemp("recordings")


@pytest.fixture
def all_recorded(app: Flask, recordings: Path) -> Flask:
    """A council that recorded every sentence of its list."""
    if not (recordings / "voices").exists():
        with app.test_request_context():
            record(recordings, *everything())
    (app.config["HEARD"].instance / "voices").symlink_to(recordings / "voices")
    return app


def spoken(child: Child) -> list[str]:
    """What the recordings of this page say, in their order."""
    return [one.get_text(strip=True) for one in child.page.select("details.listen li")]


def unheard(child: Child) -> set[str]:
    """What can be read in the question and is not said; numbers and buttons may be left out."""
    question = BeautifulSoup(str(child.page.select_one(".question") or ""), "html.parser")
    for part in question.select("button, .person__number"):
        part.decompose()
    return {one for one in of_page(str(question)) if not one.isdecimal()} - set(spoken(child))


def walked(child: Child) -> Iterator[Child]:
    """Stand before every question, and then at the end."""
    while "/ask/" in child.path:
        yield child
        child.misses_one()
    yield child


def test_recordings_and_the_machines_voice_leave_out_the_same():
    script = (STATIC / "js" / "listen.js").read_text("utf-8")

    left_out = re.search('NOT_ALOUD = "(.*)"', script)[1].split(", ")

    assert {f".{silent}" for silent in SILENT - {"only-heard"}} <= set(left_out)
    assert ".only-heard" in script


def test_where_nothing_is_recorded_there_is_no_player_and_the_button_waits_for_a_local_voice(
    settled,
):
    button = settled.page.select_one(".listen")

    assert not settled.page.select("audio, details")
    assert button.has_attr("hidden")
    assert button["aria-label"] == f"Listen: {settled.heading}"


def test_a_question_that_was_recorded_is_played_with_every_answer_in_order(app, settled):
    record(app.config["HEARD"].instance, *SCHOOL)

    settled.goes_to("school")

    assert spoken(settled) == list(SCHOOL)
    assert all(clip["preload"] == "none" for clip in settled.page.select("audio"))
    assert all(clip.has_attr("controls") for clip in settled.page.select("audio"))
    assert not settled.page.select("audio[autoplay], audio[loop]")


def test_an_answer_that_is_not_heard_is_not_chosen_so_half_a_page_is_not_played(app, settled):
    record(app.config["HEARD"].instance, "Do you want to go to your review?", "Yes", "No")

    settled.goes_to("go")

    assert spoken(settled) == []


@pytest.mark.parametrize("version", CHILDRENS)
def test_when_all_on_the_list_is_recorded_every_page_of_every_version_is_whole(
    all_recorded, road, version
):
    road.invited(version=version)
    child = Child(all_recorded.test_client(), road=road).settles_in()

    for page in walked(child):
        assert spoken(page), page.path
        assert spoken(page)[0] in page.heading
        assert not unheard(page), page.path

    after_the_review(child).leaves().comes_in().says_who().picks()
    child.tap("Start") if child.page.find("button", string="Start") else child.follow("Start")
    for page in walked(child):
        assert spoken(page), page.path


@pytest.mark.usefixtures("all_recorded")
@pytest.mark.parametrize("path", ["/help", "/look", "/talk/someone", "/talk/advocate", "/check"])
def test_the_pages_around_the_questions_are_recorded_too(settled, path):
    settled.open(path)

    assert spoken(settled)[0] == settled.heading


@pytest.mark.usefixtures("all_recorded")
def test_the_childs_own_words_are_never_said_by_a_recording(settled):
    settled.answers_everything(wishes=["A dog"], worries="Yes", home=["sad"])

    assert settled.heading == "What you said"
    assert not {"A dog", "Yes", "Sad"} & set(spoken(settled))
    assert settled.page.select_one(".listen__own").has_attr("hidden")


@pytest.mark.usefixtures("all_recorded")
def test_a_name_or_a_day_that_nobody_could_record_does_not_keep_the_rest_silent(mia):
    mia.comes_in()

    assert "Who is here today?" in spoken(mia)
    assert not [one for one in spoken(mia) if "Mia" in one or "March" in one]


def test_a_recording_is_sent_whole_and_may_be_kept_for_ever(all_recorded, settled):
    settled.goes_to("go")
    address = settled.page.select_one("audio")["src"]

    with all_recorded.test_client().get(address) as answer:
        content = answer.data

    assert content == quiet()
    assert answer.content_type == "audio/wav"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_player_may_ask_for_a_part(all_recorded, settled):
    settled.goes_to("go")
    address = settled.page.select_one("audio")["src"]

    with all_recorded.test_client().get(address, headers={"Range": "bytes=0-3"}) as answer:
        assert (answer.status_code, answer.data) == (206, b"RIFF")


@pytest.mark.parametrize(
    "address",
    [
        "/voices/000000000000/en-GB/6fbcb82fafcbe1fadbbd",
        "/voices/x/en-GB/..%2f..%2fkeys%2fpepper",
        "/voices/x/..%2fkeys/pepper",
        "/voices/x/en-GB/council",
    ],
)
def test_no_other_file_is_ever_sent(all_recorded, address):
    assert all_recorded.test_client().get(address).status_code == 404


@pytest.mark.usefixtures("all_recorded")
def test_a_page_with_every_recording_stays_light_and_asks_the_database_no_more(settled, queries):
    for question in ("home", "people", "go", "worries"):
        with queries() as asked:
            settled.goes_to(question)

        assert spoken(settled)
        assert len(asked) <= QUERIES
        assert _weight(settled.client.get(f"/ask/{question}").data) <= PAGE


def test_a_sentence_of_which_the_words_changed_is_no_longer_played(app, settled, monkeypatch):
    """At the latest a second later, which here has always passed."""
    monkeypatch.setattr(clips, "LOOKED_AGAIN", 0)
    (path, *_) = record(app.config["HEARD"].instance, *SCHOOL)
    assert spoken(settled.goes_to("school")) == list(SCHOOL)

    path.rename(path.with_stem("0" * 20))

    assert spoken(settled.goes_to("school")) == []


@pytest.mark.usefixtures("all_recorded")
@pytest.mark.parametrize("path", ["/", "/look", "/about/review", "/about/rights", "/nowhere"])
def test_of_the_other_pages_all_is_recorded_too_but_what_has_a_number_or_a_name(browser, path):
    browser.open(path)

    said = [one.get_text(strip=True) for one in browser.page.select("details.listen li")]
    shown = [one for one in of_page(str(browser.page.main)) if one not in {"Listen", *said}]
    assert said[0] in browser.heading
    assert [one for one in shown if not re.search(r"\d|Your council", one)] == []
