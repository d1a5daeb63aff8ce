"""A break: all is kept, nothing ticks, and the way back is said."""

from tests.portal.children.conftest import after_the_review


def test_from_a_question_one_rests_and_goes_on_where_one_was(settled):
    settled.goes_to("good").follow("Take a break")
    assert settled.heading == "Take a break"
    assert "Everything you said so far is kept." in settled.text

    assert settled.follow("Go on").path == "/ask/good"


def test_it_says_until_when_and_with_what_one_comes_back(settled):
    settled.open("/break")

    assert "You can come back until Friday 20 March 2026." in settled.text
    assert "your three pictures. They bring you back" in settled.text
    assert "minute" not in settled.text


def test_without_the_pictures_it_says_that_earlier_words_stay_hidden(mia):
    mia.comes_in().says_who().press("Go on without pictures").open("/break")

    assert "What you said before stays hidden then." in mia.text


def test_leaving_for_now_clears_the_screen_and_keeps_what_was_said(settled):
    settled.answers(home=["calm"]).follow("Take a break")
    (leave,) = [a for a in settled.page.select("main a") if a.text == "Leave for now"]

    left = settled.client.get(leave["href"])

    assert '"cookies"' in left.headers["Clear-Site-Data"]
    settled.comes_in().says_who().picks()
    assert settled.path == "/ask/school"


def test_after_a_review_it_says_the_last_day_of_that_form(mia):
    after_the_review(mia).settles_in().open("/break")

    assert "You can come back until Monday 30 March 2026." in mia.text


def test_where_nothing_was_begun_there_is_nothing_to_rest_from(mia):
    assert mia.comes_in().open("/break").path == "/hello"
