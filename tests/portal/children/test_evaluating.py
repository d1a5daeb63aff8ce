"""How was your review? Asked privately, sent into the tray, with no way back to the child."""

import pytest
from sqlalchemy import select

from feedback.store.models import Concern, DraftAnswer, Letter, SentViews, Tray
from tests.portal.children.conftest import after_the_review


@pytest.fixture
def done(afterwards):
    """Mia after sending how her review was."""
    afterwards.settles_in().answers_everything(more="He was kind.")
    return afterwards.press("Send")


def test_the_first_page_says_in_two_sentences_how_private_it_is(afterwards):
    afterwards.comes_in().says_who().picks()

    assert afterwards.heading == "This is private"
    assert "Your name is not kept with your answers" in afterwards.text
    assert "Only if someone may be in danger" in afterwards.text
    assert "anonymous" not in afterwards.text
    assert "nobody will ever" not in afterwards.text.lower()


def test_all_six_anchors_are_asked(afterwards):
    afterwards.settles_in().misses_everything()

    anchors = ["information", "space", "voice", "audience", "influence", "feedback"]
    assert afterwards.asked[:6] == anchors


@pytest.mark.parametrize(
    ("went", "asked"),
    [
        (True, "Did people listen to you?"),
        (False, "Did people listen to what you told them?"),
        (None, "Did people listen to you?"),
    ],
)
def test_a_child_who_was_away_is_asked_about_what_they_told(mia, went, asked):
    after_the_review(mia, went=went).settles_in()

    assert mia.goes_to("audience").heading == asked


def test_sending_lays_one_sheet_into_the_tray_and_keeps_no_draft(done):
    assert done.heading == "Thank you"
    assert len(done.road.rows(Tray)) == 1
    assert done.road.rows(SentViews) == []
    assert done.road.rows(DraftAnswer) == []


def test_there_is_no_receipt_because_that_would_be_a_way_back(done):
    assert "receipt" not in done.text


def test_a_second_visit_says_that_it_was_sent_and_shows_nothing_of_it(done):
    done.leaves().comes_in()
    assert "You told us how your review was. Thank you." in done.text

    for page in ("/hello", "/check", "/ask/more", "/sent", "/next"):
        done.open(page)
        assert "kind." not in str(done.page)
        assert not done.page.select("form:not(.tongues__all)")


def test_sending_it_twice_is_sending_it_once(afterwards):
    afterwards.settles_in().misses_everything()
    page = afterwards.page
    afterwards.press("Send")
    afterwards.page, afterwards.path = page, "/check"

    afterwards.press("Send")

    assert afterwards.heading == "Thank you"
    assert len(afterwards.road.rows(Tray)) == 1


def test_nothing_in_the_tray_names_the_child_or_the_letter(done):
    with done.road.store.look() as transaction:
        letter = transaction.scalars(select(Letter)).one()
        (row,) = transaction.scalars(select(Tray))
        kept = row.key.bytes + row.sheet + row.link

        assert letter.id.bytes not in kept
        assert letter.number.encode() not in kept


def test_asking_to_get_in_touch_stands_apart_from_the_answers(afterwards):
    afterwards.settles_in().misses_everything()
    assert "We still do not know which answers are yours." in afterwards.text

    afterwards.press("Send", touch="y")

    assert len(afterwards.road.rows(Concern)) == 1
    assert "You asked us to get in touch." in afterwards.text


def test_when_it_cannot_be_taken_in_nothing_is_lost(afterwards):
    afterwards.settles_in().answers_everything(more="He was kind.")
    (afterwards.road.instance / "journal").write_text("in the way")

    afterwards.press("Send")

    assert afterwards.heading == "We cannot keep this just now"
    assert afterwards.open("/check").heading == "What you said"
    assert "He was kind." in afterwards.text
