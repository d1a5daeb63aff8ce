"""Hello, and who is here today."""

from datetime import timedelta

from sqlalchemy import select

from feedback.store.models import Draft, FilledBy, Helper
from tests.portal.children.conftest import after_the_review
from tests.road import NOW


def test_hello_names_the_child_the_day_and_the_officer(mia):
    mia.comes_in()

    assert mia.heading == "Hello, Mia"
    assert "Friday 20 March 2026, 10:00" in mia.text
    assert "Robin Reviewer" in mia.text


def test_the_title_that_a_shared_tablet_remembers_names_no_child(mia):
    mia.comes_in()

    assert mia.heading == "Hello, Mia"
    assert mia.page.title.get_text(strip=True).startswith("Hello –")


def test_hello_shows_nothing_of_what_was_said(settled):
    settled.goes_to("worries").answers(worries="The stairs are dark.")

    settled.leaves().comes_in()

    assert "stairs" not in settled.text
    assert "go on where you stopped" in settled.text


def test_who_is_here_takes_one_tap(mia):
    mia.comes_in().says_who("Just me")

    assert mia.heading == "Pick your first secret picture"
    mia.goes_to("home").answers()
    assert _draft(mia).filled_by is FilledBy.CHILD


def test_a_helper_says_their_role_and_never_their_name(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer")
    assert not mia.page.select("input[type=text]")

    mia.goes_to("home").answers()
    assert _draft(mia).filled_by is FilledBy.WITH_HELP
    assert _draft(mia).helper is Helper.CARER


def test_somebody_may_write_what_the_child_says(mia):
    mia.comes_in().says_who("Someone writes what I say", "My advocate, who speaks up for me")

    mia.goes_to("home").answers()
    assert _draft(mia).filled_by is FilledBy.WRITTEN_DOWN
    assert _draft(mia).helper is Helper.ADVOCATE


def test_with_a_helper_the_screen_is_handed_over_before_the_pictures(mia):
    mia.comes_in().says_who("Me, and someone helps me", "My carer")

    assert mia.heading == "The next page is just for you"
    assert mia.follow("It is me now").heading == "Pick your first secret picture"


def test_too_early_is_said_with_the_day(mia, clock):
    clock.move_to(NOW - timedelta(days=40))

    mia.comes_in()

    assert "You are a bit early. You can open this on Friday 20 February 2026." in mia.text


def test_when_the_review_has_started_the_letter_says_so_kindly(mia, clock):
    clock.move_to(NOW + timedelta(days=17, hours=1))

    mia.comes_in()

    assert "has started. So this is closed now" in mia.text
    assert "What you think still counts" in mia.text


def test_after_the_review_the_same_letter_asks_how_it_was(mia):
    after_the_review(mia).comes_in()

    assert "How was your review?" in mia.text


def test_an_answer_that_is_none_of_ours_is_refused(mia):
    mia.comes_in()

    mia.page.select_one("[value=child]")["value"] = "somebody"
    mia.press("Just me")

    assert mia.status == 400


def _draft(child) -> Draft:
    with child.road.store.look() as transaction:
        draft = transaction.scalars(select(Draft)).one()
        transaction.expunge(draft)
    return draft
