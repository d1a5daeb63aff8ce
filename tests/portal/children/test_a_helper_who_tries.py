"""A helper who tries to see what is just the child’s, by every page and every trick we know of."""

import pytest

from feedback.questionnaire import MORE
from feedback.store.models import ChildSession

SECRET = "He shouts."
PAGES = (
    *("/hello", "/who-sees", "/just-you", "/ask/only-iro", "/ask/only-iro?checking=yes", "/check"),
    *("/ask/safe", "/ask/talk", "/break", "/up-to-you", "/topics", "/safe", "/next", "/pictures"),
)
AFTER_SEND = ("/sent", "/what-happened", "/take-back", f"/say-more/{MORE}", "/say-more/only-iro")


@pytest.fixture
def told(mia):
    """Mia has said something just for her officer, and the screen is back with her carer."""
    mia.comes_in().says_who("Me, and someone helps me", "My carer").follow("It is me now")
    mia.picks().tap("I will remember them").follow("Start").answers_everything(go="no")
    return mia.follow("It is me now").answers_everything(only_iro=SECRET)


def sees(child, pages):
    return [page for page in pages if SECRET in child.open(page).page.decode()]


def test_no_page_shows_it_and_none_may_be_kept_by_the_browser(told):
    assert sees(told, PAGES) == []
    for page in PAGES:
        assert told.client.get(page).headers["Cache-Control"] == "no-store"


def test_after_send_no_page_shows_it_either(told):
    told.press("Send")

    assert sees(told, AFTER_SEND) == []


def test_saying_that_it_is_just_me_closes_the_visit_until_the_pictures_are_picked(told):
    told.open("/hello").says_who()

    assert told.heading == "Now it is just you"
    assert not told.road.rows(ChildSession)
    assert told.open("/ask/only-iro").path == "/"


def test_after_send_saying_it_is_just_me_changes_nothing(told):
    token = told.page.select_one("main [name=csrf_token]")["value"]
    told.press("Send")

    told.client.post("/who", data={"csrf_token": token, "who": "child"})

    assert sees(told, AFTER_SEND) == []


def test_coming_in_again_with_the_letter_alone_shows_nothing(told):
    told.open("/hello").says_who()
    told.comes_in().says_who().press("Go on without pictures")

    assert sees(told, PAGES) == []


def test_the_child_alone_behind_their_pictures_sees_it_again(told):
    told.open("/hello").says_who()
    told.comes_in().says_who().picks()

    assert SECRET in told.open("/ask/only-iro").page.decode()


def test_whoever_pressed_the_wrong_button_first_goes_on_without_ado(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer").open("/hello")

    assert mia.says_who().heading == "Pick your first secret picture"
