"""Leaving at once, with nothing left behind; and a page that waited too long."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.services.visits import sweep
from feedback.store.models import ChildSession, DraftAnswer
from tests.road import NOW

LATER = NOW + timedelta(minutes=21)


def test_leaving_is_a_plain_link_to_a_neutral_page(settled):
    link = settled.page.select_one("a.leave")

    answer = settled.client.get(link["href"])

    assert answer.status_code == 303
    assert answer.headers["Location"] == "https://www.bbc.co.uk/weather"


def test_leaving_leaves_nothing_on_the_device_and_no_key_with_us(settled):
    settled.client.set_cookie("look", "2.2.1.2")

    answer = settled.client.get("/leave")

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert settled.client.get_cookie("heard") is None
    assert settled.client.get_cookie("look") is None
    assert settled.road.rows(ChildSession) == []


def test_leaving_keeps_what_was_said(settled):
    settled.answers(home=["calm"])

    settled.comes_back()

    assert settled.path == "/ask/school"


def test_leaving_without_a_letter_leads_away_too(browser):
    assert browser.client.get("/leave").status_code == 303


def test_a_copied_cookie_opens_nothing_after_leaving(settled):
    cookie = settled.client.get_cookie("heard").value
    settled.leaves()
    settled.client.set_cookie("heard", cookie)

    settled.open("/check")

    assert settled.heading == "You were away for a while"


def test_after_twenty_idle_minutes_nothing_can_be_read(settled, clock):
    settled.goes_to("worries").answers(worries="The stairs are dark.")
    clock.move_to(LATER)

    for page in ("/ask/worries", "/check", "/hello"):
        settled.open(page)
        assert "stairs" not in str(settled.page)
        assert settled.heading in {"You were away for a while", "Hello. Have you got your letter?"}


def test_the_closed_page_clears_what_the_browser_holds(settled, clock):
    clock.move_to(LATER)

    answer = settled.client.get("/ask/home")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("swept", [False, True])
def test_what_was_being_written_is_kept_though_the_page_waited_too_long(settled, clock, swept):
    settled.goes_to("worries")
    clock.move_to(LATER)
    if swept:
        with settled.road.store.begin() as transaction:
            sweep(transaction, now=LATER)

    settled.press("Next", worries="The stairs are dark.")
    assert settled.heading == "You were away for a while"
    assert "What you wrote is kept." in settled.text
    assert "stairs" not in str(settled.page)

    settled.comes_in().says_who().picks()
    settled.goes_to("worries")
    assert settled.page.textarea.text.strip() == "The stairs are dark."


def test_what_cannot_be_kept_is_given_back(settled, clock):
    settled.goes_to("worries")
    clock.move_to(NOW + timedelta(days=17))

    settled.press("Next", worries="Dark.")

    assert settled.heading == "You were away for a while"
    assert [said.text for said in settled.page.select(".theirs")] == ["Dark."]


def test_words_written_in_a_visit_that_was_left_elsewhere_are_given_back(settled):
    settled.goes_to("worries")
    with settled.road.store.begin() as transaction:
        for visit in transaction.scalars(select(ChildSession)):
            transaction.delete(visit)

    settled.press("Next", worries="Dark.")

    assert [said.text for said in settled.page.select(".theirs")] == ["Dark."]


def test_missing_a_question_too_late_changes_nothing(settled, clock):
    settled.goes_to("worries").answers(worries="Dark.")
    settled.goes_to("worries")
    clock.move_to(LATER)

    settled.press("Miss this one")

    assert settled.heading == "You were away for a while"
    assert len(settled.road.rows(DraftAnswer)) == 1


def test_somebody_who_reads_for_a_long_time_is_not_thrown_out(settled, clock):
    for minutes in range(15, 61, 15):
        clock.move_to(NOW + timedelta(minutes=minutes))
        settled.goes_to("home")

    assert settled.path == "/ask/home"


def test_a_lost_token_brings_the_page_back_with_its_words(settled):
    settled.goes_to("worries")
    _lose_the_token(settled)

    settled.press("Next", worries="Dark.")
    assert settled.heading == "Is there anything that worries you?"
    assert settled.mistakes == ["This page waited a long time. Press Next once more."]
    assert settled.page.textarea.text.strip() == "Dark."

    settled.press("Next", worries="Dark.")
    assert settled.path == "/ask/last-time"


def test_a_page_of_one_child_never_ends_in_anothers_form(settled, store, keys, tmp_path):
    other = type(settled.road)(store, keys, tmp_path)
    other.invited()
    settled.goes_to("worries")
    page = settled.page
    settled.leaves()
    sibling = type(settled)(settled.client, road=other)
    sibling.settles_in()
    sibling.page = page

    sibling.press("Next", worries="Dark.")

    assert sibling.status == 400
    assert [said.text for said in sibling.page.select(".theirs")] == ["Dark."]
    assert other.rows(DraftAnswer) == []


def _lose_the_token(child) -> None:
    for token in child.page.select("[name=csrf_token]"):
        token["value"] = "lost"
