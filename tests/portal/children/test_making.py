"""A child draws, says or shows what they think, with every script off."""

import pytest

from feedback.drawing import MOST_LETTERS
from feedback.questionnaire import Version
from tests.made import DRAWING, WEBM, encoded, png
from tests.portal.children.conftest import after_the_review
from tests.portal.children.makers import HOUSE, drawn_on, draws, makings, says, shows
from tests.portal.children.walking import Child


def test_every_question_with_words_offers_three_other_ways(settled):
    for question in ("people", "good", "worries", "wishes", "only-iro"):
        settled.goes_to(question)
        ways = [link.get_text(strip=True) for link in settled.page.select(".making__way")]
        assert ways == ["Draw it", "Say it", "Show a picture of it"]

    for question in ("home", "safe", "talk"):
        assert not settled.goes_to(question).page.select(".making__way")


def test_a_question_that_is_not_answered_in_words_has_no_such_page(settled):
    for page in ("draw", "say", "show"):
        assert settled.open(f"/ask/safe/{page}").status == 404
        assert settled.open(f"/ask/nowhere/{page}").status == 404


def test_after_the_review_nothing_is_drawn_or_recorded_because_that_is_private(afterwards):
    after_the_review(afterwards).settles_in()
    while "/ask/" in afterwards.path:
        assert not afterwards.page.select(".making__way")
        assert afterwards.client.get(f"{afterwards.path}/say").status_code == 404
        afterwards.misses_one()


def test_whoever_watches_a_small_child_writes(app, road):
    road.invited(version="watching")
    child = Child(app.test_client(), road=road).comes_in()
    child.press("Begin")
    child.follow("Start")

    assert child.client.get(f"{child.path}/draw").status_code == 404


def test_shapes_are_put_on_the_paper_one_by_one_and_each_is_kept(settled):
    settled.open("/ask/worries/draw").press("Put it there", **HOUSE)
    assert settled.path == "/ask/worries/draw"
    assert makings(settled) == ["worries drawing"]
    assert len(drawn_on(settled).strokes) == 3

    settled.press("Put it there", **HOUSE | {"shape": "dot", "colour": "red"})
    assert len(drawn_on(settled).strokes) == 4
    assert len(settled.page.select(".paper__lines path")) == 4
    assert settled.page.select_one("[name=colour][checked]")["value"] == "red"

    settled.press("Undo")
    assert len(drawn_on(settled).strokes) == 3
    settled.press("Clear the paper")
    assert drawn_on(settled).strokes == ()
    assert makings(settled) == []


def test_a_drawing_is_shown_at_its_question_and_can_be_drawn_on(settled):
    draws(settled)

    assert settled.heading == "Is there anything that worries you?"
    assert settled.page.select_one("img.made__picture")["alt"] == "Your drawing"
    settled.follow("Change")
    assert drawn_on(settled) == DRAWING


@pytest.mark.parametrize(
    "sent", ["[]]", '[["pink","thin",[1,2]]]', "<svg onload=alert(1)>", "1" * (MOST_LETTERS + 1)]
)
def test_what_is_no_drawing_is_said_kindly_and_the_words_are_kept(settled, sent):
    settled.open("/ask/worries/draw")
    settled.press("Keep my drawing", drawing=sent, worries="The stairs")

    assert settled.mistakes == [
        "We could not read that drawing. Your words are kept. Please try again."
    ]
    assert makings(settled) == []
    assert "The stairs" in settled.goes_to("worries").text


@pytest.mark.parametrize(
    "wrong", [{"shape": "bomb"}, {"row": "9"}, {"column": "x"}, {"colour": "pink"}, {"size": "-1"}]
)
def test_a_shape_that_is_not_ours_is_refused(settled, wrong):
    settled.open("/ask/worries/draw").press("Put it there", **HOUSE | wrong)

    assert settled.mistakes
    assert makings(settled) == []


def test_words_typed_beside_a_drawing_are_kept_with_it(settled):
    settled.open("/ask/worries/draw")
    settled.press("Keep my drawing", drawing=DRAWING.written(), worries="The stairs are dark.")

    assert "The stairs are dark." in settled.text
    assert makings(settled) == ["worries drawing"]


def test_going_to_draw_leaves_the_words_as_they_are(settled):
    settled.goes_to("worries").press("Next", worries="The stairs")

    draws(settled)

    assert "The stairs" in settled.text


def test_a_voice_can_be_heard_back_and_says_how_long_it_is(settled):
    says(settled, seconds="12")

    assert "You recorded 12 seconds." in settled.text
    audio = settled.page.select_one("audio")
    answer = settled.client.get(audio["src"])
    assert (answer.data, answer.mimetype) == (WEBM, "audio/webm")


def test_a_part_of_a_voice_can_be_asked_for_as_some_browsers_do(settled):
    says(settled)

    address = settled.page.select_one("audio")["src"]
    part = settled.client.get(address, headers={"Range": "bytes=0-3"})

    assert (part.status_code, part.data) == (206, WEBM[:4])


@pytest.mark.parametrize("seconds", ["", "-1", "many", "9999", "²"])
def test_a_recording_of_unknown_length_is_kept_too(settled, seconds):
    says(settled, seconds=seconds)

    assert "You made a recording." in settled.text


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", png(), WEBM + b"V_VP8"])
def test_what_is_no_recording_is_said_kindly(settled, content):
    says(settled, content=content)

    assert settled.mistakes == [
        "We could not keep that recording. It must be sound alone, up to two minutes."
    ]
    assert makings(settled) == []


def test_nothing_chosen_goes_back_to_the_question_and_nothing_is_lost(settled):
    settled.open("/ask/worries/say").press("Keep it", worries="The stairs")

    assert settled.path == "/ask/worries"
    assert "The stairs" in settled.text


def test_a_picture_of_paper_is_drawn_anew_and_shown(settled):
    shows(settled, content=encoded("JPEG", 60, 40, comment=b"at 51.5007 N"))

    image = settled.page.select_one("img.made__picture")
    answer = settled.client.get(image["src"])
    assert image["alt"] == "Your picture"
    assert answer.mimetype == "image/jpeg"
    assert b"51.5007" not in answer.data


@pytest.mark.parametrize(
    "content", [b"<svg/>", b"%PDF-1.7", b"GIF89a", encoded("JPEG", 400, 300)[:-200]]
)
def test_what_is_no_photo_is_said_kindly(settled, content):
    shows(settled, content=content)

    assert settled.mistakes[0].startswith("We could not open that picture.")
    assert makings(settled) == []


def test_where_pictures_lead_the_other_ways_come_before_the_place_to_write(app, road):
    road.invited(version=Version.PICTURES)
    child = Child(app.test_client(), road=road).settles_in()

    for question in ("worries", "wishes", "only-iro"):
        places = child.goes_to(question).page.select(".making__way, .answer")
        assert [one.name for one in places[:4]] == ["a", "a", "a", places[3].name]
        assert places[3]["name"] == question

    child.open("/ask/worries/draw").press("Put it there", **HOUSE)
    child.press("Keep my drawing")
    places = child.goes_to("worries").page.select(".made__picture, .making__way, .answer")
    assert [one.name for one in places] == ["img", "a", "a", "textarea"]
