"""A child sees the face of their own officer beside the name, where that officer shows it."""

import gzip
import re
from datetime import timedelta

import pytest

from feedback.portrait import MOST_KEPT
from feedback.store.models import Portrait, Staff
from tests.made import PORTRAIT
from tests.portal.children.walking import Child
from tests.road import NOW, Road

FIRST_VISIT = 50_000
_PART = re.compile(r'(?:href|src)="(/(?:style|files)/[^"#]+)')


def shows(road, content=PORTRAIT):
    with road.store.begin() as transaction:
        shown = Portrait(officer_id=road.officer_id, content=content, set_at=NOW)
        transaction.merge(shown)


@pytest.fixture
def shown(mia):
    """Mia, whose officer shows their face."""
    shows(mia.road)
    return mia


def test_hello_shows_the_face_beside_the_name_which_says_who_it_is(shown):
    shown.comes_in()

    (face,) = shown.page.select("main .about__one > img")
    assert (face["src"], face["alt"]) == ("/officer", "")
    assert "Robin Reviewer" in face.parent.get_text()
    sent = shown.client.get(face["src"])
    assert (sent.data, sent.mimetype) == (PORTRAIT, "image/jpeg")
    assert sent.headers["Cache-Control"] == "no-store"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_drawing_stands_there_until_then_and_again_afterwards(mia):
    mia.comes_in()
    assert mia.page.select_one(".about .picture--officer")

    shows(mia.road)
    assert mia.open("/hello").page.select_one(".about .portrait")
    with mia.road.store.begin() as transaction:
        transaction.get_one(Staff, mia.road.officer_id).active = False

    assert mia.open("/hello").page.select_one(".about .picture--officer")
    assert not mia.page.select("main img")
    assert mia.client.get("/officer").status_code == 404


def test_another_child_sees_the_face_of_their_own_officer_alone(app, shown, store, keys, tmp_path):
    road = Road(store, keys, tmp_path)
    road.invited()
    other = Child(app.test_client(), road=road).comes_in()
    assert other.client.get("/officer").status_code == 404

    shows(road, b"\xff\xd8\xff another face")

    assert other.client.get("/officer").data.endswith(b"another face")
    assert shown.comes_in().client.get("/officer").data == PORTRAIT


def test_nobody_without_a_letter_that_is_open_sees_anybody(app, shown, clock):
    assert app.test_client().get("/officer").location == "/"
    shown.comes_in()

    clock.shift(timedelta(minutes=21))

    assert shown.client.get("/officer").status_code == 404
    assert shown.open("/hello").heading == "You were away for a while"


def test_who_may_choose_another_reader_sees_who_reads_it(shown):
    shown.settles_in().open("/who-reads")

    assert shown.page.select_one(".about .portrait")["src"] == "/officer"


def test_hello_asks_the_database_once_more_and_a_question_never(shown, queries):
    shown.settles_in()

    with queries() as at_hello:
        shown.client.get("/hello")
    with queries() as at_a_question:
        shown.client.get("/ask/home")

    assert [
        len([one for one in asked if "portrait" in one]) for asked in (at_hello, at_a_question)
    ] == [1, 0]


def test_a_first_visit_stays_light_with_the_heaviest_face(shown):
    pages = shown.client.get("/").text, shown.comes_in().client.get("/hello").text
    parts = {part for page in pages for part in _PART.findall(page)}

    light = sum(_weight(page.encode()) for page in pages)
    light += sum(_weight(shown.client.get(part).data) for part in parts)

    assert light + MOST_KEPT <= FIRST_VISIT


def _weight(content: bytes) -> int:
    return len(gzip.compress(content))
