"""With a helper: what is between the child and us stays off the screen they share."""

import pytest

from feedback.store.models import Concern, FilledBy, SentViews


@pytest.fixture
def helped(mia):
    """Mia and her carer, at the first question."""
    mia.comes_in().says_who("Me, and someone helps me", "My carer").follow("It is me now")
    mia.picks().tap("I will remember them")
    return mia.follow("Start")


@pytest.fixture
def finished(helped):
    helped.answers_everything(go="no")
    helped.follow("It is me now")
    return helped.answers_everything(safe="yes", talk=["advocate"], only_iro="He shouts.")


def test_a_helper_is_told_that_some_questions_are_just_for_the_child(helped):
    helped.open("/who-sees")

    assert "A few questions are just for you." in helped.text


def test_before_the_private_questions_the_screen_is_handed_over(helped):
    helped.answers_everything(go="no")

    assert helped.heading == "The next questions are just for you"
    assert helped.follow("It is me now").path == "/ask/safe"


def test_private_answers_are_not_read_back_on_the_shared_screen(finished):
    assert finished.heading == "What you said"
    assert "shouts" not in str(finished.page)
    assert finished.text.count("This one is private, so it is not shown here.") == 3


@pytest.mark.parametrize("question", ["safe", "talk", "only-iro"])
def test_a_helper_who_goes_back_finds_no_private_answer(finished, question):
    finished.goes_to(question)

    assert "shouts" not in str(finished.page)
    assert not finished.page.select("main [checked]")
    assert "You answered this one before. It is kept." in finished.text


def test_a_helper_does_not_see_on_the_last_page_that_the_child_feels_unsafe(finished):
    finished.goes_to("safe").press("Next", safe="no")
    finished.open("/check")

    assert "feel safe. When you press Send" not in finished.text


def test_that_someone_was_told_is_said_to_the_child_once(finished):
    finished.goes_to("safe").press("Next", safe="no")
    (button,) = [b for b in finished.page.select("main .pick") if "someone now" in b.text]
    finished.press(button.get_text(" ", strip=True))
    assert "We got it." in finished.text

    assert "We got it." not in finished.open("/safe").text
    assert len(finished.road.rows(Concern)) == 1


def test_the_copy_on_the_shared_screen_leaves_private_answers_out(finished):
    finished.press("Send")

    finished.open("/what-happened")

    assert "shouts" not in str(finished.page)
    assert "This one is private" in finished.text


def test_alone_the_child_sees_all_of_their_copy(finished):
    finished.press("Send")

    finished.comes_back()

    assert "He shouts." in finished.text


def test_the_officer_learns_that_somebody_helped_and_in_which_role(finished):
    finished.press("Send")

    (views,) = finished.road.rows(SentViews)
    assert views.filled_by is FilledBy.WITH_HELP
    assert views.helper == "carer"
