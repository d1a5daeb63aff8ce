"""I don’t want to, ask me later, ask me another way: answers as good as any other."""

import pytest

from feedback.questionnaire import Version
from feedback.store.models import Letter, LetterReply
from tests.portal.children.conftest import after_the_review
from tests.portal.children.walking import Child

LINK = "Ask me another way, later, or not at all"
REPLIES = {
    "Ask me later": "Ask me later",
    "I don’t want to": "I don’t want to",
    "With someone who helps me": "Ask me with someone who helps me",
    "On paper": "Ask me on paper",
    "On the phone": "Ask me on the phone",
    "In another language": "Ask me in another language",
    "I want to tell my IRO myself": "I want to tell my IRO myself",
}


def test_it_can_be_said_from_hello_before_anything_was_begun(mia):
    mia.comes_in().follow(LINK)

    assert mia.heading == "It is up to you"
    assert "With other questions" not in mia.text
    assert mia.press("I don’t want to").heading == "That is all right"


def test_it_can_be_said_from_the_page_before_and_from_every_question(settled):
    assert settled.open("/who-sees").page.find("a", string=LINK)
    settled.goes_to("home")
    while "/ask/" in settled.path:
        assert settled.page.find("a", string=LINK)
        settled.misses_one()


@pytest.mark.parametrize("button", REPLIES)
def test_one_tap_is_enough_and_is_said_back_without_asking_why(settled, button):
    settled.follow(LINK).press(button)

    assert settled.heading == "That is all right"
    assert f"You told us: {REPLIES[button]}" in settled.text
    assert "Nobody will remind you." in settled.text
    assert not settled.page.select("main textarea, main input:not([type=hidden])")
    assert len(settled.road.rows(LetterReply)) == 1


def test_whoever_wants_another_language_is_led_to_the_languages(mia):
    mia.comes_in().follow(LINK).press("In another language").follow("Say which language")

    assert mia.page.find("button", string="العربية")


def test_it_says_until_when_one_may_change_ones_mind(settled):
    settled.follow(LINK).press("Ask me later")

    assert "It opens this page until Friday 20 March 2026." in settled.text


def test_changing_ones_mind_leads_on_where_one_stopped_with_everything_kept(settled):
    settled.answers(home=["calm"]).follow(LINK).press("Ask me later")

    settled.press("I have changed my mind")

    assert settled.path == "/ask/school"
    assert not settled.road.rows(LetterReply)
    assert "Calm" in settled.open("/check").text


def test_changing_ones_mind_before_anything_was_begun_leads_back_to_hello(mia):
    mia.comes_in().follow(LINK).press("I don’t want to")

    assert mia.press("I have changed my mind").path == "/hello"
    assert not mia.road.rows(LetterReply)


def test_another_day_hello_says_what_stands_and_going_on_takes_it_back(settled):
    settled.follow(LINK).press("I don’t want to")
    settled.leaves().comes_in()
    assert "You told us: I don’t want to" in settled.text
    assert "If you have changed your mind, just go on." in settled.text

    settled.says_who()

    assert not settled.road.rows(LetterReply)


def test_a_wish_for_another_way_stands_while_one_goes_on(settled):
    settled.follow(LINK).press("On paper")
    settled.leaves().comes_in().says_who()

    assert len(settled.road.rows(LetterReply)) == 1


def test_whoever_has_said_nothing_finds_nothing_said_back(settled):
    assert settled.open("/you-told-us").path == "/hello"


def test_it_is_noted_that_somebody_was_helping(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer")
    mia.open("/up-to-you").press("I don’t want to")

    (row,) = mia.road.rows(LetterReply)
    assert row.helped
    assert row.without_pictures


def test_after_a_review_one_may_say_no_as_well_and_the_officer_is_not_in_it(mia):
    after_the_review(mia).comes_in().follow(LINK)
    assert "I want to tell my IRO myself" not in mia.text

    mia.press("I don’t want to")

    assert "The people who send letters can see that." in mia.text
    assert "IRO" not in mia.text


def test_a_letter_whose_last_day_is_not_known_names_none(mia):
    after_the_review(mia)
    with mia.road.store.begin() as transaction:
        transaction.get_one(Letter, mia.road.letter_id).evaluation_until = None
    mia.comes_in().follow(LINK).press("Ask me later")

    assert "use the same letter. It opens this page." in mia.text


def test_nothing_else_is_taken_for_a_reply(settled):
    settled.follow(LINK)
    settled.page.select_one("[value=paper]")["value"] = "pigeon"

    assert settled.press("On paper").status == 400


def test_an_adult_who_watches_is_not_offered_it(app, road):
    road.invited(version=Version.WATCHING)
    adult = Child(app.test_client(), road=road).comes_in()

    assert LINK not in adult.text
    assert adult.open("/up-to-you").path == "/hello"


def test_when_nobody_is_asked_there_is_nothing_to_reply_to(sent):
    assert sent.open("/up-to-you").path == "/hello"
