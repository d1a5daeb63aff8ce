"""Last time you asked for … did it happen? Ask by ask, and only behind the pictures."""

import pytest
from sqlalchemy import select

from feedback.services import read_views
from feedback.store.models import Ask, Outcome, SentViews
from feedback.store.sealing import Place
from portal.said import Made, shown
from tests.portal.children.later import answers_ask, next_review, reads
from tests.portal.children.walking import Child
from tests.road import NOW


@pytest.fixture
def again(app, settled):
    """Mia at her next review, behind her pictures, after asking for two things."""
    settled.answers_everything(wishes=["A dog", "A lock"])
    settled.press("Send")
    return returns(app, settled)


def returns(app, child, button=""):
    later = Child(app.test_client(), road=next_review(child.road))
    later.comes_in().says_who()
    return later.press(button) if button else later.picks()


def read_by_the_officer(app, road):
    """Open the newest views as their officer, made ready as the page makes them."""
    with road.store.look() as transaction:
        sent = select(SentViews.id).where(SentViews.review_id == road.review_id)
        views_id = transaction.scalars(sent).one()
    reading = read_views.open_views(road.store, road.reader, views_id, now=NOW)
    with app.test_request_context():
        return shown(reading, lambda made: Made(made, ""))


def asked_for(child):
    child.goes_to("last-time")
    legends = [legend.get_text(" ", strip=True) for legend in child.page.select("main legend")]
    fields = dict.fromkeys(field["name"] for field in child.page.select("main [type=radio]"))
    return legends, list(fields)


def test_each_thing_is_asked_about_by_itself_in_the_childs_own_words(again):
    legends, fields = asked_for(again)

    assert legends == [
        "Did you get what you asked for last time?", "You asked: A dog", "You asked: A lock",
    ]  # fmt: skip
    assert len(fields) == 2
    assert "I asked for nothing" not in again.text
    assert not again.page.select("main [checked]")


def test_what_is_said_of_each_is_kept_shown_again_and_read_back(again):
    dog, lock = asked_for(again)[1]
    again.press("Next", **{dog: "yes", lock: "not-sure"})

    chosen = [box["value"] for box in again.goes_to("last-time").page.select("[checked]")]
    assert chosen == ["yes", "not-sure"]
    again.open("/check")
    assert "A dog Yes, all of it" in " ".join(again.text.split())


def test_one_of_them_may_be_left_out(again):
    dog, _lock = asked_for(again)[1]
    again.press("Next", **{dog: "no"})

    assert again.goes_to("last-time").page.select("[checked]")[0]["name"] == dog


def test_the_copy_says_it_again_after_sending(again):
    dog, _lock = asked_for(again)[1]
    again.press("Next", **{dog: "no"}).open("/check").press("Send")

    assert "A dog No" in " ".join(again.open("/what-happened").text.split())


def test_whoever_left_the_pictures_out_is_asked_once_for_everything(app, settled):
    settled.answers_everything(wishes=["A dog"])
    settled.press("Send")
    later = returns(app, settled, "Go on without pictures")

    assert asked_for(later) == (["Did you get what you asked for last time?"], ["last-time"])
    assert later.press("Next", **{"last-time": "some"}).path == "/ask/wishes"


def test_an_ask_without_words_is_still_asked_about(app, sent):
    road = sent.road
    with road.store.begin() as transaction:
        ask = transaction.query(Ask).one()
        ask.words = road.keys.seal(b"", Place("ask", "words", ask.id))

    assert (
        "You asked: Something you drew, said aloud or showed us"
        in asked_for(returns(app, sent))[0]
    )


def test_made_up_asks_are_not_taken(again):
    dog, _lock = asked_for(again)[1]
    again.page.select_one(f"[name='{dog}']")["name"] = "last-time.nan"

    assert again.press("Next", **{"last-time.nan": "yes"}).mistakes


def test_the_officer_reads_it_beside_that_ask_and_what_was_promised(app, sent):
    reads(sent.road)
    answers_ask(sent.road, Outcome.DONE)
    later = returns(app, sent)
    (dog,) = asked_for(later)[1]
    later.press("Next", **{dog: "no"}).open("/check").press("Send")

    (one,) = [each for each in read_by_the_officer(app, later.road) if each.pairs]

    ((ask, said),) = one.pairs
    assert (ask.words, ask.said, said.label) == ("A dog", "It came on Monday.", "No")


def test_what_was_asked_for_past_their_officer_stays_hidden_from_that_officer_later(app, settled):
    settled.answers_everything(wishes=["Another officer"])
    settled.follow("Choose who reads this").press("I want someone else to read it").press("Send")
    again = returns(app, settled)
    (officer,) = asked_for(again)[1]
    again.press("Next", **{officer: "no"}).open("/check").press("Send")

    seen = repr(read_by_the_officer(app, again.road))

    assert "Another officer" not in seen
