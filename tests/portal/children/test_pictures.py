"""Three secret pictures, so that nobody else can see later what a child said."""

import pytest
from sqlalchemy import select

from feedback.store.models import ChildSession, Door, Gate
from portal.voices.aloud import of_page

WRONG = ("boat", "boat", "boat")


def test_pictures_are_picked_one_page_at_a_time_out_of_twenty_four(mia):
    mia.comes_in().says_who()

    assert len(mia.page.select("button[name=picture]")) == 24
    headings = [mia.heading, mia.tap("cat").heading, mia.tap("moon").heading]
    assert headings == [
        "Pick your first secret picture",
        "Pick your second picture",
        "Pick your third picture",
    ]


def test_the_three_are_shown_once_before_they_are_kept(mia):
    mia.comes_in().says_who().picks(("cat", "moon", "kite"))

    assert _shown(mia) == ["secret-cat", "secret-moon", "secret-kite"]
    mia.tap("Start").open("/who-sees")
    assert _shown(mia) == []


def test_a_child_who_is_helped_sees_them_before_the_screen_goes_back(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer").follow("It is me now")

    mia.picks(("cat", "moon", "kite"))
    assert mia.heading == "These are your three pictures"
    assert _shown(mia) == ["secret-cat", "secret-moon", "secret-kite"]

    mia.tap("I will remember them")
    assert mia.heading == "Who will see this?"
    assert _shown(mia) == []


def test_each_of_the_three_has_its_word_which_listen_never_says(mia):
    mia.comes_in().says_who().picks(("cat", "moon", "kite"))

    assert [" ".join(one.text.split()) for one in mia.page.select(".three li")] == [
        "1 cat",
        "2 moon",
        "3 kite",
    ]
    aloud = set(of_page(str(mia.page.main)))
    assert "Look once more, so that you know them again." in aloud
    assert not aloud & {"1", "cat", "moon", "kite"}


def test_others_may_be_picked_before_they_are_kept(mia):
    mia.comes_in().says_who().picks(("cat", "moon", "kite"))

    assert mia.press("Pick other pictures").heading == "Pick your first secret picture"


def test_picking_can_be_started_again(mia):
    mia.comes_in().says_who().picks(("cat",))

    assert mia.press("Start the pictures again").heading == "Pick your first secret picture"


def test_pictures_may_be_left_out_and_what_that_means_is_said(mia):
    mia.comes_in().says_who()

    assert "Then we cannot show you later what you said." in mia.text
    assert mia.press("Go on without pictures").heading == "Who will see this?"
    assert _door(mia) is Door.WITHOUT


def test_whoever_comes_back_picks_the_same_three_in_order(settled):
    settled.answers(home=["calm"])

    settled.comes_back()

    assert settled.path == "/ask/school"
    assert _door(settled) is Door.OPEN


def test_a_wrong_picture_says_how_many_tries_are_left_and_not_which_was_wrong(settled):
    settled.comes_back(WRONG)

    assert settled.heading == "Which was your first secret picture?"
    assert settled.mistakes == ["Those were not your three. You can try 4 more times."]


def test_after_five_wrong_tries_a_child_goes_on_without(settled):
    settled.answers(home=["calm"])
    settled.comes_back(WRONG)
    for _ in range(4):
        settled.picks(WRONG)
    assert settled.heading == "The pictures are resting now"

    settled.press("Go on without pictures")

    assert settled.path == "/ask/school"


def test_without_the_pictures_nothing_said_before_is_shown(settled):
    settled.goes_to("worries").answers(worries="The stairs are dark.")
    settled.leaves().comes_in().says_who().press("Go on without pictures")

    settled.goes_to("worries")
    assert "stairs" not in str(settled.page)
    assert "You answered this one before. It is kept." in settled.text

    settled.open("/check")
    assert "stairs" not in str(settled.page)
    assert "You answered this one before. It is kept." in settled.text


def test_what_is_hidden_stays_as_it_was_unless_it_is_said_again(settled):
    settled.goes_to("worries").answers(worries="The stairs are dark.")
    settled.leaves().comes_in().says_who().press("Go on without pictures")
    for button in ("Next", "Leave it as it is"):
        settled.goes_to("worries").press(button)

    settled.comes_back()
    settled.goes_to("worries")

    assert settled.page.textarea.text.strip() == "The stairs are dark."


def test_what_is_hidden_can_be_said_again(settled):
    settled.goes_to("worries").answers(worries="The stairs are dark.")
    settled.leaves().comes_in().says_who().press("Go on without pictures")

    settled.goes_to("worries").press("Next", worries="Nothing now.")
    settled.goes_to("worries")

    assert settled.page.textarea.text.strip() == "Nothing now."


def test_pictures_are_kept_from_letter_to_letter_and_never_shown_again(settled):
    settled.leaves().comes_in().says_who()

    assert settled.heading == "Which was your first secret picture?"
    settled.open("/pictures/keep")
    assert settled.status in {404, 405}


@pytest.mark.parametrize("page", ["/what-happened", "/next", "/pictures"])
def test_a_shut_door_shows_no_word_on_any_page(sent, page):
    sent.leaves().comes_in()

    sent.open(page)

    assert "stairs" not in str(sent.page)


def test_a_picture_that_is_none_of_ours_counts_for_nothing(mia):
    mia.comes_in().says_who()

    mia.page.select_one("[value=cat]")["value"] = "dragon"
    mia.press("cat")

    assert mia.heading == "Pick your first secret picture"


def test_two_screens_cannot_choose_two_sets_of_pictures(mia, app):
    other = type(mia)(app.test_client(), road=mia.road)
    other.comes_in().says_who().picks(("sun", "sun", "sun"))
    mia.settles_in()

    other.press("Start")

    assert _digests(mia) == 1
    assert other.heading == "Which was your first secret picture?"


def _shown(child) -> list[str]:
    return [use["href"].rpartition("#")[2] for use in child.page.select("main .three use")]


def _door(child) -> Door:
    with child.road.store.look() as transaction:
        return transaction.scalars(select(ChildSession.door)).one()


def _digests(child) -> int:
    with child.road.store.look() as transaction:
        return len([d for d in transaction.scalars(select(Gate.digest)) if d])
