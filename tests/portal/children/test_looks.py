"""Changing how pages look, on this device and for every page."""

import pytest


def test_a_look_is_shown_at_once_and_on_every_page(browser):
    browser.open("/look").press("Show me", theme="dark", size="3", space="2", still="still")

    for page in ("/look", "/", "/help"):
        html = browser.open(page).page.html
        assert (html["data-theme"], html["data-size"], html["data-space"]) == ("dark", "3", "2")
        assert html.has_attr("data-still")


def test_the_look_in_use_is_marked(browser):
    browser.client.set_cookie("look", "3.2.1.1")

    browser.open("/look")

    assert [box["value"] for box in browser.page.select("[checked]")] == [
        "2", "cream", "1", "moving",
    ]  # fmt: skip


def test_done_leads_back_to_where_one_was(settled):
    settled.goes_to("good").follow("Change how this looks").press("Show me", size="2")

    assert settled.follow("Done").path == "/ask/good"


@pytest.mark.parametrize("cookie", ["", "x", "2.9.9.9", "<script>.1.1.2", "." * 500])
def test_a_strange_cookie_is_the_usual_look(browser, cookie):
    browser.client.set_cookie("look", cookie)

    assert browser.open("/").page.html["data-size"] == "1"


def test_the_cookie_goes_with_the_browser_and_says_nothing_else(browser):
    browser.open("/look").press("Show me", theme="dark", size="3", space="2", still="still")

    cookie = browser.client.get_cookie("look")
    assert cookie.value == "2.3.2.2"
    assert cookie.expires is None
    assert cookie.http_only


def test_each_way_of_looking_is_shown_in_itself(browser):
    browser.open("/look")

    for what, ways in (("theme", 4), ("size", 4), ("space", 2)):
        shown = browser.page.select(f"main label[data-{what}]")
        assert len({label[f"data-{what}"] for label in shown}) == ways
