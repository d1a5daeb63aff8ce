"""What a child made is shown, changed, taken away and sent by the same rules as their words."""

from datetime import timedelta
from io import BytesIO

from feedback.store.models import SentCreation
from tests.made import DRAWING
from tests.portal.children.makers import HOUSE, drawn_on, draws, makings, says, shows


def test_taking_something_away_asks_once_more(settled):
    draws(settled)
    says(settled)
    settled.follow("Take away your drawing")
    assert settled.heading == "Take your drawing away?"

    settled.follow("No, keep it")
    assert len(makings(settled)) == 2
    settled.follow("Take away your drawing").press("Yes, take it away")

    assert settled.path == "/ask/worries"
    assert makings(settled) == ["worries voice"]
    assert settled.open("/ask/worries/made/drawing/away").path == "/ask/worries"


def test_what_is_not_there_is_not_shown(settled):
    assert settled.client.get("/ask/worries/made/voice").status_code == 404
    assert settled.client.get("/ask/worries/made/film").status_code == 404


def test_what_was_made_is_read_back_before_it_is_sent_and_leads_back_there(settled):
    settled.answers_everything(worries="")
    draws(settled, "worries")
    settled.open("/check")

    assert settled.page.select_one("img[alt='Your drawing']")
    assert not settled.page.select(".made a")
    settled.open("/ask/worries?checking=yes").follow("Change")
    settled.press("Keep my drawing", drawing=DRAWING.written())
    assert settled.page.select_one("form.keeps")["action"].endswith("checking=yes")


def test_an_answer_that_was_only_drawn_is_not_called_missed(settled):
    draws(settled, "good")
    settled.misses_everything()
    assert settled.path == "/check"

    answers = settled.page.select(".answers__one")
    (good,) = [one for one in answers if one.select("img")]
    assert "You missed this one" not in good.get_text()


def test_missing_a_question_does_not_throw_away_a_drawing(settled):
    draws(settled, "good")
    settled.misses_one()

    assert makings(settled) == ["good drawing"]


def test_without_the_pictures_what_was_made_earlier_is_kept_and_not_shown(settled):
    draws(settled)
    says(settled)
    settled.leaves().comes_in().says_who().tap("Go on without pictures")

    settled.goes_to("worries")

    assert "Your drawing is kept. It is not shown here." in settled.text
    assert "Your recording is kept. It is not played here." in settled.text
    assert not settled.page.select("img.made__picture, audio")
    assert settled.client.get("/ask/worries/made/drawing").status_code == 404
    assert settled.open("/ask/worries/made/drawing/away").path == "/ask/worries"
    assert drawn_on(settled.open("/ask/worries/draw")).strokes == ()
    assert len(makings(settled)) == 2


def test_behind_the_pictures_it_is_shown_on_another_day(settled):
    draws(settled)

    settled.comes_back().goes_to("worries")

    assert settled.page.select_one("img.made__picture")


def test_what_is_drawn_for_the_officer_alone_is_not_shown_to_a_helper(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer")
    mia.follow("It is me now").picks().tap("I will remember them")
    mia.open("/ask/only-iro/draw").press("Put it there", **HOUSE)
    assert len(drawn_on(mia).strokes) == 3

    mia.press("Keep my drawing")

    assert "Your drawing is kept. It is not shown here." in mia.text
    assert mia.client.get("/ask/only-iro/made/drawing").status_code == 404
    assert drawn_on(mia.open("/ask/only-iro/draw")).strokes == ()
    assert not mia.open("/check").page.select("img.made__picture")


def test_a_page_that_waited_too_long_keeps_what_was_made_on_it(settled, clock):
    settled.open("/ask/worries/draw")
    clock.shift(timedelta(minutes=25))

    settled.press("Keep my drawing", drawing=DRAWING.written(), worries="The stairs")

    assert settled.heading == "You were away for a while"
    assert "What you wrote is kept." in settled.text
    assert makings(settled) == ["worries drawing"]


def test_a_page_that_waited_too_long_says_so_when_it_could_not_be_kept(settled, clock):
    settled.open("/ask/worries/say")
    clock.shift(timedelta(minutes=25))

    settled.press("Keep it", voice=(BytesIO(b"no voice"), "x"), worries="The stairs")

    assert settled.heading == "You were away for a while"
    assert makings(settled) == []


def test_a_full_form_says_what_to_do(settled):
    for question in ("people", "good", "worries", "wishes"):
        for make in (draws, says, shows):
            make(settled, question)
    assert len(makings(settled)) == 12

    draws(settled, "only-iro")

    assert settled.mistakes == ["There is no more room for things you make. Take one away first."]
    assert draws(settled, "good").path == "/ask/good"


def test_stepping_aside_while_drawing_keeps_the_drawing(settled):
    settled.open("/ask/worries/draw")
    settled.press("Keep my drawing", drawing=DRAWING.written(), aside="/help")

    assert settled.path == "/help"
    assert makings(settled) == ["worries drawing"]


def test_the_copy_shows_what_was_sent_behind_the_pictures_alone(settled):
    draws(settled)
    says(settled, "good")
    settled.misses_everything()
    settled.open("/check").press("Send")

    settled.comes_back()

    parts = settled.page.select(".made__picture, .made__voice")
    assert len(parts) == 2
    assert {settled.client.get(part["src"]).status_code for part in parts} == {200}
    assert not settled.page.select(".made a")
    addresses = [part["src"] for part in parts]
    settled.leaves().comes_in()
    assert {settled.client.get(address).status_code for address in addresses} == {404}


def test_a_copy_for_the_officer_alone_stays_off_a_helpers_screen(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer")
    mia.follow("It is me now").picks().tap("I will remember them")
    draws(mia, "only-iro")
    draws(mia, "good")
    mia.open("/check").press("Send").open("/what-happened")

    sent = mia.road.rows(SentCreation)
    answers = [mia.client.get(f"/what-happened/made/{row.id}").status_code for row in sent]

    assert len(mia.page.select("img.made__picture")) == 1
    assert sorted(answers) == [200, 404]
