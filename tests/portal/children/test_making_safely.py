"""Making something opens no door: what may be sent, and what a browser may do with it."""

import gzip

import pytest

from portal.children.sending import ASKED, NEXT
from tests.made import DRAWING
from tests.portal.children.makers import draws, makings, says, shows

ADDRESSES = ("/ask/worries/draw", "/ask/worries/say", "/ask/worries/show")


def test_more_than_a_page_takes_is_said_kindly(settled):
    for page, most in (("show", 8_300_000), ("say", 2_300_000)):
        answer = settled.client.post(
            f"/ask/worries/{page}",
            content_type="multipart/form-data; boundary=x",
            environ_overrides={"CONTENT_LENGTH": str(most)},
        )

        assert answer.status_code == 413
        assert "That is bigger than we can take" in answer.text


def test_no_other_page_takes_more_than_before(settled):
    settled.goes_to("worries")
    settled.press("Next", worries="x" * 1_100_000)

    assert settled.status == 413


def test_what_is_sent_on_its_own_is_saved_and_never_run(settled):
    draws(settled)
    says(settled)
    shows(settled)

    for part in settled.page.select(".made__picture, .made__voice"):
        answer = settled.client.get(part["src"])
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ADDRESSES)
def test_these_pages_are_light(settled, address):
    page = settled.open(address)
    scripts = [settled.client.get(s["src"]).data for s in page.page.select("script[src]")]

    assert len(gzip.compress(settled.client.get(address).data)) <= 10_000
    assert sum(len(gzip.compress(script)) for script in scripts) <= 15_000


def test_only_the_recording_page_may_use_the_microphone(settled):
    everywhere = ["/ask/worries", "/ask/worries/draw", "/ask/worries/show", "/check", "/help"]
    for address in everywhere:
        headers = settled.client.get(address).headers
        assert "microphone=()" in headers["Permissions-Policy"]
        assert "blob:" not in headers["Content-Security-Policy"]

    recording = settled.client.get("/ask/worries/say").headers

    assert "microphone=(self)" in recording["Permissions-Policy"]
    assert "media-src 'self' blob:;" in recording["Content-Security-Policy"]
    drawing = settled.client.get("/ask/worries/draw").headers
    assert (
        recording["Content-Security-Policy"].replace(" blob:", "")
        == (drawing["Content-Security-Policy"])
    )
    assert (
        recording["Permissions-Policy"].replace("(self)", "()") == (drawing["Permissions-Policy"])
    )


def test_what_is_sent_by_the_script_is_told_where_to_go_on(settled):
    form = settled.open("/ask/worries/draw").page.select_one("form.sends")
    data = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    data |= {"drawing": DRAWING.written(), "do": "keep"}

    answer = settled.client.post("/ask/worries/draw", data=data, headers={ASKED: "page"})

    assert answer.headers[NEXT] == "/ask/worries"
    assert makings(settled) == ["worries drawing"]
