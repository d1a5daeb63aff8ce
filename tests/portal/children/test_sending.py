"""A page sent by the small script: it is told where to go on, and every page is sent once."""

import pytest
from sqlalchemy import func, select

from feedback.store.models import Concern, Draft, DraftAnswer, SentViews, Tray
from portal.children.sending import AGAIN, ASKED, NEXT
from tests.portal.children.test_leaving import LATER

ASKS_US = "connect-src 'self'"


def sends(child, path: str = "", **said):
    """Send the form of this page as the script does, and return what it is told."""
    form = child.page.select_one("form.sends")
    data = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    return child.client.post(path or child.path, data=data | said, headers={ASKED: "page"})


def kept(child) -> int:
    return len(child.road.rows(DraftAnswer))


def test_the_script_is_told_where_to_go_on_and_no_page_is_drawn_for_it(settled):
    answer = sends(settled, home=["calm"])

    assert answer.status_code == 200
    assert answer.data == b""
    assert answer.headers[NEXT] == "/ask/school"
    assert "Location" not in answer.headers
    assert [box["value"] for box in settled.goes_to("home").page.select("[checked]")] == ["calm"]


def test_stepping_aside_is_sent_the_same_way(settled):
    answer = sends(
        settled.goes_to("worries"), worries="Dark.", aside="/help?back=%2Fask%2Fworries"
    )

    assert answer.headers[NEXT] == "/help?back=%2Fask%2Fworries"
    assert kept(settled) == 1


@pytest.mark.parametrize(
    ("aside", "onwards"),
    [
        ("/help?back=/ask/größe", "/help?back=/ask/gr%C3%B6%C3%9Fe"),
        ("/help?\r\nSet-Cookie: heard=x", "/"),
        ("//elsewhere.example/help", "/"),
        ("https://elsewhere.example/help", "/"),
    ],
)
def test_wherever_somebody_is_led_is_here_and_an_address_a_header_can_carry(
    settled, aside, onwards
):
    assert sends(settled, aside=aside).headers[NEXT] == onwards


def test_whatever_else_there_is_to_say_is_asked_for_in_the_usual_way(settled):
    settled.goes_to("worries")

    answer = sends(settled, worries="a " * 2_001)

    assert answer.headers[AGAIN] == "yes"
    assert answer.data == b""
    assert NEXT not in answer.headers
    assert kept(settled) == 0


def test_a_visit_that_ran_out_is_closed_only_when_the_page_comes_in_the_usual_way(settled, clock):
    settled.goes_to("worries")
    clock.move_to(LATER)

    answer = sends(settled, worries="Dark.")

    assert answer.headers[AGAIN] == "yes"
    assert "Clear-Site-Data" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    settled.press("Next", worries="Dark.")
    assert settled.heading == "You were away for a while"
    assert "What you wrote is kept." in settled.text


def test_a_token_that_was_lost_is_mended_in_the_usual_way_with_the_words(settled):
    settled.goes_to("worries")

    answer = sends(settled, worries="Dark.", csrf_token="lost")

    assert answer.headers[AGAIN] == "yes"


def test_what_is_ours_to_mend_tells_the_script_nothing_so_that_it_keeps_the_words(settled):
    settled.misses_everything()
    (settled.road.instance / "journal").write_text("in the way")

    answer = sends(settled, "/check")

    assert answer.status_code == 503
    assert NEXT not in answer.headers
    assert AGAIN not in answer.headers


def test_send_pressed_again_because_no_answer_came_is_sending_once(settled):
    settled.misses_everything()
    page = settled.page

    first = sends(settled, "/check", touch="y")
    settled.page = page
    second = sends(settled, "/check", touch="y")

    assert first.headers["Clear-Site-Data"] == '"cache"'
    assert [first.headers[NEXT], second.headers[NEXT]] == ["/sent", "/sent"]
    assert len(settled.road.rows(SentViews)) == 1
    assert len(settled.road.rows(Concern)) == 1


def test_an_evaluation_sent_again_because_no_answer_came_is_sent_once(afterwards):
    afterwards.settles_in().misses_everything()
    page = afterwards.page

    sends(afterwards, "/check")
    afterwards.page = page
    second = sends(afterwards, "/check")

    assert second.headers[NEXT] == "/sent"
    assert len(afterwards.road.rows(Tray)) == 1


def test_an_answer_that_comes_twice_is_kept_once(settled):
    settled.goes_to("worries")

    for _ in range(2):
        sends(settled, worries="Dark.")

    with settled.road.store.look() as transaction:
        assert transaction.scalar(select(func.count()).select_from(DraftAnswer)) == 1
        assert transaction.scalar(select(func.count()).select_from(Draft)) == 1


def test_one_more_thing_sent_again_because_no_answer_came_is_added_once(sent):
    sent.open("/say-more/one-more-thing")

    answers = [sends(sent, **{"one-more-thing": "A cat as well."}) for _ in range(2)]

    assert [answer.headers[NEXT] for answer in answers] == ["/added", "/added"]
    assert len(sent.road.rows(SentViews)) == 2


@pytest.mark.parametrize("page", ["/ask/home", "/check"])
def test_only_a_page_that_is_sent_so_may_ask_us_from_a_script(settled, page):
    settled.open(page)

    assert ASKS_US in settled.client.get(page).headers["Content-Security-Policy"]
    assert settled.page.select_one("script[src*='js/send']")
    for other in ("/hello", "/who-sees", "/help", "/look", "/", "/about/"):
        policy = settled.client.get(other).headers["Content-Security-Policy"]
        assert ASKS_US not in policy


def test_no_other_page_changes_its_answer_for_a_script(mia):
    mia.comes_in()
    token = mia.page.select_one("[name=csrf_token]")["value"]

    answer = mia.client.post(
        "/who", data={"csrf_token": token, "who": "child"}, headers={ASKED: "page"}
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/pictures"


def test_until_something_fails_or_is_slow_a_page_says_nothing_of_it(settled):
    for page in ("/ask/worries", "/check"):
        settled.open(page)
        assert settled.page.select_one(".unsent").has_attr("hidden")
        assert settled.page.select_one(".working__words").has_attr("hidden")


def test_a_page_that_could_not_be_sent_names_numbers_because_no_other_page_may_come(settled):
    note = settled.open("/ask/worries").page.select_one(".unsent")
    said = note.get_text().strip()

    assert said.startswith("This could not be sent. Your words are still here.")
    assert "Ring 999." in said
    assert "Childline: 0800\N{NO-BREAK SPACE}1111." in said
    assert [one["dir"] for one in note.select("bdi")] == ["ltr", "ltr"]
