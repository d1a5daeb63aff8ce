"""The older versions: topics in any order, come back to at any time, with nothing lost."""

import pytest

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from tests.portal.children.conftest import after_the_review
from tests.portal.children.walking import Child

LONGER = load_catalogue().find(Stage.CONSULTATION, Version.LONGER)
TOPICS = {option.value: option.label for option in LONGER.question("topics").options}


@pytest.fixture
def older(app, road):
    """A child with the Longer version, at the page that chooses topics."""
    road.invited(version=Version.LONGER)
    return Child(app.test_client(), road=road).settles_in()


def states(child):
    return {
        button["value"]: (help_.text if (help_ := button.select_one(".pick__help")) else "")
        for button in child.page.select("main .pick")
    }


def goes_to_topic(child, value):
    child.open("/topics")
    (button,) = child.page.select(f"main [name=topic][value={value}]")
    return child.press(button.get_text(" ", strip=True))


def test_from_every_topic_one_sees_them_all_and_how_far_each_is(older):
    older.answers(topics=["home", "plan"]).misses_one().follow("See all topics")

    found = states(older)
    assert list(found) == list(TOPICS)
    assert found["home"] == "Done. You can say it again."
    assert found["plan"] == "You chose this one."
    assert found["family"] == ""


def test_a_topic_that_was_not_chosen_can_still_be_opened_and_nothing_is_lost(older):
    older.answers(topics=["plan"])

    goes_to_topic(older, "health")

    assert older.path == "/ask/feelings"
    older.misses_one()
    assert older.path == "/ask/plan"


def test_taken_backwards_each_chosen_topic_comes_once_and_then_the_shared_pages(older):
    older.answers(topics=["home", "learning", "plan"])
    goes_to_topic(older, "plan")
    older.misses_one()
    assert older.path == "/ask/home"
    older.misses_one()
    assert older.path == "/ask/learning"

    older.misses_one()

    assert older.path == "/ask/last-time"


def test_whoever_goes_from_one_to_the_next_is_led_along_in_the_order_of_choosing(older):
    older.answers(topics=["plan", "home"])
    assert older.path == "/ask/plan"
    assert older.misses_one().path == "/ask/home"

    assert older.misses_one().path == "/ask/last-time"


def test_whoever_says_a_topic_again_goes_on_behind_the_topics(older):
    older.answers(topics=["home", "plan"]).misses_one().misses_one()

    assert older.goes_to("home").misses_one().path == "/ask/last-time"


def test_before_sending_another_topic_can_be_opened(older):
    older.misses_everything().follow("See all topics").press("My plan")
    assert older.path == "/ask/plan"

    assert older.misses_one().path == "/ask/last-time"


def test_going_on_leads_to_the_first_page_that_was_not_met(older):
    older.answers(topics=["home"])

    assert older.open("/topics").follow("Go on to the next page").path == "/ask/home"


def test_without_the_pictures_nobody_learns_which_topics_were_chosen(older):
    older.answers(topics=["identity", "home"])
    older.leaves().comes_in().says_who().press("Go on without pictures")

    older.open("/topics")
    assert set(states(older).values()) == {""}
    goes_to_topic(older, "plan")

    assert "/ask/identity" in {older.misses_one().path, older.misses_one().path}


@pytest.mark.parametrize("topic", ["", "nonsense"])
def test_a_topic_that_is_none_is_refused(older, topic):
    older.answers(topics=["home"]).open("/topics")
    token = older.page.select_one("main [name=csrf_token]")["value"]

    sent = {"csrf_token": token, "topic": topic}
    assert older.client.post("/topics", data=sent).status_code == 400


def test_a_form_without_topics_has_no_such_page(settled, mia):
    assert settled.open("/topics").path == "/hello"
    assert "See all topics" not in settled.open("/check").text

    after_the_review(mia)

    assert mia.open("/topics").path == "/hello"
