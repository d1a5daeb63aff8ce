"""The page on which an officer shows children their face, or takes it away."""

from io import BytesIO

import pytest
from PIL import Image

from feedback.store.models import Duty
from tests.made import encoded
from tests.people import enrolled, signed_in

PAGE, SHOWN = "/staff/you/picture", "/staff/you/picture/shown"
HEAVY = {
    "data": b"--face\r\n",
    "content_type": "multipart/form-data; boundary=face",
    "environ_overrides": {"CONTENT_LENGTH": "16000000"},
}
"""What says that it is 16 MB, which is refused before any of it is read."""


@pytest.fixture
def robin(app):
    return signed_in(app, enrolled(app, Duty.OFFICER, name="Robin Reviewer"))


def gives(browser, content, name="me.jpg"):
    token = browser.open(PAGE).page.select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "photo": (BytesIO(content), name)}
    sent = browser.client.post(PAGE, data=data, follow_redirects=True)
    return browser._read(sent)  # noqa: SLF001  the one page here that sends a file


def test_an_officer_reads_who_sees_it_before_they_choose(robin):
    robin.open("/staff/you").follow("Your picture")

    words = robin.text
    assert words.index("Every child with a letter to you sees it") < words.index("Choose a photog")
    assert "It is your choice" in words
    assert "when you leave" in words
    assert robin.page.select_one("main .portrait-beside svg")


def test_it_is_seen_as_a_child_sees_it_and_stays_when_another_is_refused(robin):
    gives(robin, encoded("JPEG", 300, 400))

    assert "Kept. Children see it" in robin.page.get_text()
    face = robin.page.select_one("main .portrait-beside img")
    assert (face["src"], face["alt"]) == (SHOWN, "")
    kept = robin.client.get(SHOWN)
    assert Image.open(BytesIO(kept.data)).size == (192, 192)
    assert kept.headers["Cache-Control"] == "no-store"
    for content, said in (
        (b"", "Choose a picture first."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture that we can open"),
        (encoded("PNG", 10, 10), "too small"),
    ):
        gives(robin, content)
        assert [said in mistake for mistake in robin.mistakes] == [True]
    assert "It may have 8 MB and 24 million dots" in robin.client.post(PAGE, **HEAVY).text
    assert robin.client.get(SHOWN).data == kept.data

    robin.open(PAGE).press("Take it away")

    assert robin.page.select_one("main .portrait-beside svg")
    assert robin.client.get(SHOWN).status_code == 404


def test_nobody_sees_a_colleagues_or_is_offered_it_who_is_no_officer(app, robin):
    gives(robin, encoded("JPEG", 300, 400))
    office = signed_in(app, enrolled(app, Duty.OFFICE))

    other = signed_in(app, enrolled(app, Duty.OFFICER, name="Olu Other"))

    assert other.client.get(SHOWN).status_code == 404
    assert "picture" not in office.open("/staff/you").text
    assert {office.client.get(path).status_code for path in (PAGE, SHOWN)} == {403}
    assert "24 million dots" not in office.client.post(PAGE, **HEAVY).text
