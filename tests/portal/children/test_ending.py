"""What you said, Send, and thank you."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from feedback.store.models import Concern, ConcernKind, Draft, SentViews
from tests.portal.children.later import moves


@pytest.fixture
def finished(settled):
    """Mia has answered everything and reads it back."""
    return settled.answers_everything(worries="The stairs are dark.", wishes=["A dog", "A cat"])


def test_everything_is_read_back_with_a_way_to_change_each(finished):
    questions = [one.text for one in finished.page.select(".answers__question")]

    assert len(questions) == 14
    assert len(finished.page.select(".answers__change a")) == 14
    assert "The stairs are dark." in [said.text for said in finished.page.select(".theirs")]


def test_each_ask_is_read_back_by_itself(finished):
    said = [one.text for one in finished.page.select(".theirs")]

    assert said[said.index("A dog") + 1] == "A cat"


def test_changing_one_leads_back_to_the_end(finished):
    finished.open("/ask/worries?checking=yes").press("Next", worries="It is mended.")

    assert finished.heading == "What you said"
    assert "It is mended." in finished.text


def test_an_answer_that_opens_a_new_question_asks_it_before_going_back(finished):
    finished.open("/ask/go?checking=yes").press("Next", go="no")
    assert finished.path == "/ask/send"

    finished.press("Next", send="use-this")
    assert finished.heading == "What you said"


def test_it_says_who_it_goes_to(finished):
    assert "This goes to Robin Reviewer, your IRO." in finished.text


def test_without_pictures_the_child_hears_before_sending_that_it_cannot_be_shown_again(mia):
    mia.comes_in().says_who().press("Go on without pictures")
    mia.follow("Start").misses_everything()

    assert "we cannot show this again later. You can print it now." in mia.text


def test_sending_is_thanked_and_says_what_happens_next(finished):
    finished.press("Send")

    assert finished.heading == "Thank you"
    assert "Robin Reviewer reads it within two working days." in finished.text
    assert "Talk to someone now" in finished.text
    assert _receipt(finished) in finished.text


def test_whoever_has_pictures_is_told_that_the_letter_shows_what_came_of_it(finished):
    finished.press("Send")

    assert "The same words and pictures show you what happened." in finished.text


def test_whoever_went_on_without_pictures_is_not_promised_what_cannot_be_shown(mia):
    mia.comes_in().says_who().press("Go on without pictures")
    mia.follow("Start").answers_everything(wishes=["A dog"]).press("Send")

    assert "Each thing you asked for gets an answer." in mia.text
    assert "Your IRO can tell you what came of it." in mia.text
    assert "show you what happened" not in mia.text


def test_send_asks_the_browser_to_forget_its_pages(finished):
    token = finished.page.select_one("main [name=csrf_token]")["value"]

    answer = finished.client.post("/check", data={"csrf_token": token})

    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_leave_to_quote_is_given_by_the_child_alone(finished):
    assert not finished.page.select("main [checked]")

    finished.press("Send", quote="y")

    assert finished.road.rows(SentViews)[0].may_quote is True


def test_asking_to_get_in_touch_is_a_request_of_its_own(finished):
    finished.press("Send", touch="y")

    assert "You asked us to get in touch. We got that too." in finished.text
    assert finished.road.rows(SentViews)[0].may_quote is False
    assert [c.kind for c in finished.road.rows(Concern)] == [ConcernKind.GET_IN_TOUCH]


def test_sending_twice_is_sending_once_with_the_same_receipt(finished):
    page = finished.page
    finished.press("Send")
    receipt = _receipt(finished)
    finished.page, finished.path = page, "/check"

    finished.press("Send")

    assert finished.heading == "Thank you"
    assert receipt in finished.text
    assert len(finished.road.rows(SentViews)) == 1


def test_many_presses_at_the_same_moment_send_once(app, finished):
    cookie = finished.client.get_cookie("heard").value
    token = finished.page.select_one("main [name=csrf_token]")["value"]

    def press(_number: int) -> int:
        client = app.test_client()
        client.set_cookie("heard", cookie)
        return client.post("/check", data={"csrf_token": token}).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(16)))

    assert answers == [303] * 16
    assert len(finished.road.rows(SentViews)) == 1


def test_after_send_a_page_in_another_tab_gives_its_words_back(finished):
    tab = type(finished)(finished.client, road=finished.road)
    tab.goes_to("worries")
    finished.press("Send")

    tab.press("Next", worries="And the lamp.")

    assert tab.heading == "You have sent this already"
    assert [said.text for said in tab.page.select(".theirs")] == ["And the lamp."]


def test_when_the_review_has_started_words_are_given_back_and_nothing_is_sent(finished):
    tab = type(finished)(finished.client, road=finished.road)
    tab.goes_to("worries")
    with finished.road.store.begin() as transaction:
        letter = transaction.merge(finished.road.letter())
        letter.closes_at = letter.issued_at

    tab.press("Next", worries="And the lamp.")
    assert tab.heading == "This is closed now"
    assert [said.text for said in tab.page.select(".theirs")] == ["And the lamp."]

    finished.press("Send")
    assert finished.heading == "This is closed now"
    assert finished.road.rows(SentViews) == []


def test_when_the_journal_cannot_be_written_nothing_is_acknowledged_or_lost(finished):
    (finished.road.instance / "journal").write_text("in the way")

    finished.press("Send")

    assert finished.status == 503
    assert finished.heading == "We cannot keep this just now"
    assert finished.road.rows(SentViews) == []
    assert len(finished.road.rows(Draft)) == 1


def test_a_form_that_was_never_begun_cannot_be_sent(mia):
    mia.comes_in().open("/look")
    token = mia.page.select_one("main [name=csrf_token]")["value"]

    answer = mia.client.post("/check", data={"csrf_token": token})

    assert answer.status_code == 409
    assert "There is nothing to send yet" in answer.text


def test_no_word_of_the_child_stands_in_any_address_or_title(finished):
    finished.press("Send")
    for page in ("/sent", "/what-happened", "/check", "/hello"):
        finished.open(page)
        assert "stairs" not in finished.page.title.text
        assert all("stairs" not in link["href"] for link in finished.page.select("a[href]"))


def test_a_review_that_was_moved_says_its_new_day(mia):
    moves(mia.road, mia.road.letter().opens_on.replace(month=3, day=24))

    mia.comes_in()

    assert "Tuesday 24 March 2026" in mia.text


def _receipt(child) -> str:
    with child.road.store.look() as transaction:
        return transaction.scalars(select(SentViews.receipt)).one()
