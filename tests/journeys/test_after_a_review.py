"""After a review, in a real browser: it is recorded and confirmed by keyboard, and every ask is
answered on a telephone without scripts, until the review can be closed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from feedback.beside import Contact, SeenAlone
from feedback.participation import Indicator
from feedback.services.contact import noted
from feedback.store.models import Ask, Duty, Outcome, OutcomeLetter, Record, Review, SentViews
from tests import cases
from tests.journeys.keyboard import Keyboard
from tests.journeys.measuring import look_closely
from tests.journeys.people import Staff
from tests.journeys.watching import PHONE, Watched
from tests.people import enrolled

pytestmark = pytest.mark.browser

YESTERDAY = date(2026, 3, 2)
SAID = {"good": ["أحب المدرسة"], "wishes": ["قفل على بابي"], "go": ["yes"], "join": ["speak"]}


@pytest.fixture
def robin(portal):
    return enrolled(portal.app, Duty.OFFICER)


@pytest.fixture
def review(portal, robin):
    """Nour’s review was yesterday. She wrote in Arabic and meant to come."""
    with portal.store.begin() as transaction:
        child = cases.a_child(transaction, portal.keys, robin.id, "Nour Haddad")
        review = cases.a_review(transaction, child, YESTERDAY)
        letter, _ = cases.a_letter(transaction, review)
        cases.some_views(
            transaction, portal.keys, letter, SAID, intends="go-speak", language="ar",
            sent_at=letter.closes_at - timedelta(hours=3),
        )  # fmt: skip
        return review.id


def _at_their_desk(portal, chromium, robin, **more):
    context = chromium.new_context(locale="en-GB", **more)
    staff = Staff(portal, Watched(context, portal).page())
    staff.signs_in(robin)
    return staff, context


def test_an_officer_records_and_confirms_a_review_with_a_keyboard_alone(
    portal, chromium, robin, review
):
    staff, context = _at_their_desk(
        portal, chromium, robin, viewport={"width": 1280, "height": 800}
    )
    keys = Keyboard(staff.page)
    staff.opens(f"/staff/reviews/{review}/record")

    _records(keys)

    assert staff.heading == "How Nour took part"
    assert "What does not fit together" in staff.page.locator("main").inner_text()
    staff.opens(f"/staff/reviews/{review}/record")
    _change(keys, "views", "presented")
    keys.type_into("reason", "I had not seen what she sent.")
    keys.press("Write this down")
    assert "What does not fit together" not in staff.page.locator("main").inner_text()
    keys.press("Confirm PN6")

    assert keys.faults == set()
    with portal.store.look() as transaction:
        assert transaction.get_one(Review, review).code is Indicator.PN6
        last = transaction.scalars(select(Record).order_by(Record.number.desc())).first()
        assert (last.number, last.seen_alone, last.contact) == (2, SeenAlone.YES, Contact.MADE)
        assert [line.met.day for line in noted(transaction, review)] == [date(2026, 2, 2)]
    staff.opens("/staff/reviews/wanted-to-come")
    assert "1 review in the last year." in staff.page.locator("main").inner_text()
    for page in ("", "/record", "/indicator", "/contact"):
        staff.opens(f"/staff/reviews/{review}{page}")
        assert look_closely(staff.page, "staff") == []
    context.close()


def _records(keys):
    """Fill in the record, by Tab, Space and the arrows."""
    for name, value in (
        ("held", "yes"), ("attended", "no"), ("spoke", "no"), ("signed", "no"),
        ("spokesperson", "none"),
    ):  # fmt: skip
        keys.choose_one(name, value)
    _change(keys, "views", "none")
    keys.choose_one("seen_alone", "yes")
    keys.type_into("seen_alone_on", "02022026")
    keys.choose_one("contact", "made")
    keys.type_into("met-0-day", "02022026")
    keys.tab_to(lambda stop: stop["name"] == "met-0-way")
    keys.page.keyboard.type("A visit")
    keys.press("Write this down")


def _change(keys, name, value):
    """Choose another of radio buttons of which one is chosen already."""
    keys.tab_to(lambda stop: stop["name"] == name)
    while keys.focused["value"] != value:
        keys.page.keyboard.press("ArrowDown")


def test_an_officer_answers_a_child_who_reads_another_language_and_closes_the_review(
    portal, chromium, robin, review
):
    told = {"viewport": PHONE, "java_script_enabled": False}
    staff, context = _at_their_desk(portal, chromium, robin, **told)
    page = staff.page
    staff.opens(f"/staff/reviews/{review}/record")
    staff.chooses(
        held="yes", attended="yes", spoke="yes", signed="no", spokesperson="none",
        views="presented",
    )  # fmt: skip
    staff.presses("Write this down")
    staff.presses("Confirm PN1")

    staff.opens(f"/staff/reviews/{review}")
    assert "قفل على بابي" in staff.own_words
    staff.follows("Write down the interpreter’s version")
    for box in page.locator("textarea").all():
        box.fill("A lock on my door")
    page.get_by_label("Interpreter’s name").fill("Huda Salem")
    staff.presses("Keep this version")
    assert "In English, by Huda Salem" in page.locator("main").inner_text()

    _answers(staff, "Unfortunately that is out of the question.")
    assert page.locator(".mistake").count() == 1
    _answers(staff, "There is a lock now.")
    assert "Your answer waits for the child" in page.locator("main").inner_text()
    _closes_and_writes(staff)
    with portal.store.look() as transaction:
        assert transaction.get_one(Review, review).closed_at is not None
        assert transaction.scalars(select(Ask.outcome)).all() == [Outcome.DONE]
        assert len(transaction.scalars(select(OutcomeLetter)).all()) == 1
        assert transaction.scalars(select(SentViews.read_by)).one() == robin.id
    assert Watched.of(page).strangers == set()
    context.close()


def _closes_and_writes(staff):
    """Close the review and make the letter, which is shown ready to be printed."""
    page = staff.page
    staff.presses("Close this review")
    staff.follows("Write the letter to Nour")
    page.get_by_label("A few words from you").fill("It was good to see you.")
    page.get_by_label("Your words in the child’s language").fill("سعدت برؤيتك")
    page.get_by_label("Interpreter’s name").fill("Huda Salem")
    staff.presses("Make the letter")

    assert page.locator(".letter").inner_text().count("يوجد قفل") == 1
    assert page.locator("[dir=auto]").first.is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_text("do not post it").is_visible()


def _answers(staff, said):
    """Fill in the one form on the page; it stands open, because it came back or was opened."""
    page = staff.page
    if not page.get_by_label("What the child will read").is_visible():
        page.locator("summary", has_text="Answer this").click()
    page.get_by_label("Done", exact=True).check(force=True)
    page.get_by_label("What the child will read").fill(said)
    page.get_by_label("Your answer in the child’s language").fill("يوجد قفل الآن")
    page.get_by_label("Interpreter’s name").fill("Huda Salem")
    page.get_by_label("Interpreted on").fill("2026-03-03")
    staff.presses("Keep this answer")
