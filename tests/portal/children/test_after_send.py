"""After Send: one more thing, an answer put right, everything taken back."""

import pytest

from feedback.questionnaire import MORE, Version
from feedback.store.models import Concern, FilledBy, SentViews
from tests.portal.children.conftest import after_the_review
from tests.portal.children.later import reads
from tests.portal.children.walking import Child
from tests.road import PICTURES

WORDS = "The stairs are dark."
MORE_WORDS = "And the door sticks."


@pytest.fixture
def back(sent):
    """Mia at her copy, behind her pictures."""
    return sent.open("/what-happened")


def adds(child, words=MORE_WORDS):
    child.follow("Add one more thing")
    return child.press("Send", **{MORE: words})


def test_one_more_thing_can_be_added_from_the_thank_you_and_is_said_to_have_come(sent):
    adds(sent)

    assert sent.heading == "We have that too"
    assert MORE_WORDS not in str(sent.page)


def test_the_copy_shows_what_was_added_and_when_with_what_stood_before(back):
    adds(back).open("/what-happened")

    assert "What you added on 3 March 2026 at 14:30" in back.text
    assert back.text.index(WORDS) < back.text.index(MORE_WORDS)


def test_what_was_added_says_for_itself_who_has_read_it(back):
    reads(back.road)

    adds(back).open("/what-happened")

    first, added = back.text.split("What you added on")
    assert "It was Robin Reviewer." in first
    assert "Nobody has read this yet." not in first
    assert "Nobody has read this yet. Your IRO reads it within two working days." in added


def test_adding_is_offered_to_whoever_left_the_pictures_out_and_shows_nothing(sent):
    sent.leaves().comes_in()
    assert "Add one more thing" in sent.text

    adds(sent)

    assert WORDS not in str(sent.page)
    (more,) = [row for row in sent.road.rows(SentViews) if row.follows]
    assert more.without_pictures


def test_pressing_send_twice_adds_once(back):
    back.follow("Add one more thing")
    page = back.page
    back.press("Send", **{MORE: MORE_WORDS})
    back.page, back.path = page, f"/say-more/{MORE}"

    back.press("Send", **{MORE: MORE_WORDS})

    assert back.heading == "We have that too"
    assert len(back.road.rows(SentViews)) == 2


def test_adding_nothing_leads_back_to_the_same_page_without_a_word(back):
    back.follow("Add one more thing").press("Send")

    assert back.heading == "What else do you want to say?"
    assert not back.mistakes


def test_an_answer_put_right_is_asked_afresh_and_both_stay(back):
    (link,) = [a for a in back.page.select("a") if "How do you feel about school" in a.text]
    back.open(link["href"])
    assert not back.page.select("main [checked]")

    back.press("Send", school=["lonely"]).open("/what-happened")

    assert back.text.count("How do you feel about school?") >= 2
    assert "Lonely" in back.text
    assert "Happy" in back.text


def test_saying_afterwards_that_one_is_not_safe_reaches_duty_at_once(back):
    back.open("/say-more/safe")
    assert "Then press Send. A person on duty is told at once." in back.text

    back.press("Send", safe="no")

    assert len(back.road.rows(Concern)) == 1


def test_a_text_too_long_comes_back_as_it_was_typed(back):
    back.follow("Add one more thing").press("Send", **{MORE: "a" * 4_001})

    assert back.mistakes
    assert back.page.textarea.text.strip() == "a" * 4_001


@pytest.mark.parametrize("question", ["topics", "nothing"])
def test_what_cannot_be_put_right_is_not_here(back, question):
    assert back.open(f"/say-more/{question}").status == 404


def test_without_the_pictures_no_question_is_asked_again(sent):
    sent.leaves().comes_in().follow("See what happened").press("Go on without pictures")

    assert "Put this right" not in sent.text
    assert sent.open("/say-more/home").status == 404


def test_beside_a_helper_nothing_private_is_put_right(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer").follow("It is me now")
    mia.picks().tap("I will remember them").follow("Start").answers_everything(go="no")
    mia.follow("It is me now").answers_everything(only_iro="He shouts.").press("Send")

    adds(mia.open("/what-happened")).open("/what-happened")

    assert "/say-more/home" in str(mia.page)
    for private in ("safe", "talk", "only-iro"):
        assert f"/say-more/{private}" not in str(mia.page)
        assert mia.client.get(f"/say-more/{private}").status_code == 404
    (more,) = [row for row in mia.road.rows(SentViews) if row.follows]
    assert more.filled_by is FilledBy.WITH_HELP


def test_a_made_up_key_is_refused(back):
    back.follow("Add one more thing")
    back.page.select_one("[name=key]")["value"] = "one"

    assert back.press("Send", **{MORE: MORE_WORDS}).status == 400


def test_taking_it_back_says_what_goes_and_what_stays_before_it_is_done(back):
    back.follow("Take back what I sent")

    assert "is erased at once" in back.text
    assert "people still help you" in back.text
    assert "You do not have to say why." in back.text


def test_what_is_taken_back_is_gone_for_the_child_and_for_the_officer(back):
    adds(back).open("/what-happened").follow("Take back what I sent").press("Take it back")
    assert back.heading == "It is gone"
    assert all(row.answers is None for row in back.road.rows(SentViews))

    back.open("/what-happened")

    assert "You took this back. That was on 3 March 2026 at 14:30." in back.text
    for word in (WORDS, MORE_WORDS, "A dog"):
        assert word not in str(back.page)


def test_after_it_the_child_may_begin_anew(back):
    back.follow("Take back what I sent").press("Take it back").follow("Say something new")
    assert "You took back what you sent." in back.text

    back.says_who().follow("Start").misses_everything()

    assert back.press("Send").heading == "Thank you"


def test_without_the_pictures_it_cannot_be_taken_back_and_a_person_is_offered(sent):
    sent.leaves().comes_in().follow("See what happened").press("Go on without pictures")
    sent.follow("Take back what I sent")
    assert not sent.page.select("main form")
    token = sent.open(f"/say-more/{MORE}").page.select_one("main [name=csrf_token]")["value"]

    refused = sent.client.post("/take-back", data={"csrf_token": token})

    assert refused.status_code == 403
    assert "That needs your three secret pictures." in refused.text
    assert all(row.answers for row in sent.road.rows(SentViews))


def test_who_stands_before_the_pictures_is_led_to_them(sent):
    sent.leaves().comes_in()

    assert sent.open("/take-back").path == "/pictures"


def test_once_the_review_has_begun_neither_is_offered(sent):
    after_the_review(sent).comes_back()
    sent.open("/what-happened")

    assert "Add one more thing" not in sent.text
    assert sent.open("/take-back").path == "/hello"
    assert sent.open(f"/say-more/{MORE}").path == "/hello"


def test_before_something_was_sent_neither_is_there(settled):
    for page in ("/take-back", "/taken-back", "/added", f"/say-more/{MORE}"):
        assert settled.open(page).path == "/hello"


@pytest.mark.parametrize("page", ["/take-back", f"/say-more/{MORE}"])
def test_whoever_waited_too_long_is_asked_for_the_letter_again(back, clock, page):
    back.open(page)
    clock.shift(60 * 25)
    answers = {MORE: MORE_WORDS} if MORE in page else {}

    back.press("Send" if answers else "Take it back", **answers)

    assert back.heading == "You were away for a while"
    assert (MORE_WORDS in back.text) is bool(answers)


def test_an_adult_who_watched_adds_nothing(app, road):
    road.invited(version=Version.WATCHING)
    adult = Child(app.test_client(), road=road).comes_in()
    adult.press("Begin").follow("Start")
    adult.misses_everything()
    adult.press("Send")

    assert "Add one more thing" not in adult.text
    assert adult.open(f"/say-more/{MORE}").path == "/hello"


def test_the_officer_who_has_read_it_finds_the_addition_unread(sent):
    reads(sent.road)

    adds(sent)

    assert [row.read_at is None for row in sent.road.rows(SentViews) if row.follows] == [True]


def test_coming_back_with_the_pictures_shows_the_additions_too(sent):
    adds(sent)

    sent.comes_back(PICTURES)

    assert MORE_WORDS in sent.text
