"""One officer, 500 children and a year of 1,398 reviews: inbox, words, answers, record, filing."""

import pytest
from sqlalchemy import select

from feedback.participation import Indicator
from feedback.services.rehearse.plants import NOT_FILED, Plant
from feedback.store.models import Ask, Child, Record, Review, SentViews, Statement
from tests.journeys.measuring import look_closely
from tests.journeys.next_quarter import ASKED, SECRET, SIZE, WORDS, WROTE
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.browser


def test_from_the_inbox_one_tap_leads_to_the_words_of_whoever_asked_to_talk(council):
    robin = council.sits("robin", PHONE)
    page, review = robin.page, council.story.wrote
    assert robin.heading == "My reviews"
    assert f"({SIZE})" in page.locator("nav", has_text="To come").inner_text()
    days = page.locator("tbody tr td:nth-of-type(1)").all_inner_texts()
    assert (len(days), days[0]) == (50, "Wednesday 20 May, 10:00")
    assert look_closely(page, "staff") == []

    page.locator(f".inbox__talk a[href$='{review}']").click()

    page.wait_for_load_state()
    assert WORDS in robin.own_words
    assert look_closely(page, "staff") == []
    robin.opens("/staff/reviews")
    page.get_by_label("Find a child by name").fill("newcomer07")
    robin.presses("Find")
    assert page.locator("main").inner_text().count("Newcomer07") >= 1


def test_the_words_come_first_and_what_was_for_robin_alone_is_on_no_sheet(council):
    robin = council.sits("robin")
    robin.opens(f"/staff/reviews/{council.story.wrote}")
    said = robin.page.locator("main").inner_text()

    assert robin.own_words[0] == WORDS
    for earlier, later in ((WORDS, ASKED), (ASKED, "How it came"), ("How it came", "Closing")):
        assert said.index(earlier) < (said.index(later) if later in said else len(said))
    assert {WORDS, ASKED, SECRET} <= set(robin.own_words)
    assert "Wants to talk to you" in said
    for way in ("Sheet for the chair", "In three columns"):
        robin.opens(f"/staff/reviews/{council.story.wrote}")
        robin.follows(way)
        sheet = robin.page.locator("main").inner_text()
        assert ASKED in sheet
        assert SECRET not in sheet


def test_with_letters_twice_as_large_the_words_have_the_room_and_the_facts_stand_below(council):
    robin = council.sits("robin")
    robin.opens(f"/staff/reviews/{council.story.wrote}")

    robin.page.evaluate("document.documentElement.style.fontSize = '200%'")

    words = robin.page.get_by_text(WORDS).first.bounding_box()
    facts = robin.page.get_by_role("heading", name="Facts").bounding_box()
    assert words["width"] > robin.page.viewport_size["width"] / 3
    assert facts["y"] > words["y"] + words["height"]


def test_every_ask_is_answered_in_plain_words_and_the_review_is_closed(council):
    robin = council.sits("robin")
    review = _unanswered(council)
    robin.opens(f"/staff/reviews/{review}")
    assert "Answer everything the child asked for." in robin.page.locator("#closing").inner_text()
    _answers(robin, "Unfortunately the request is out of scope of the placement agreement.")
    assert robin.page.locator(".mistake").count()

    while robin.page.locator("summary", has_text="Answer this").count():
        _answers(robin, "We will do this in June.")

    robin.presses("Close this review")
    assert "Closed" in robin.page.locator("#closing").inner_text()
    with council.portal.store.look() as transaction:
        assert transaction.get_one(Review, review).closed_by == council.id_of("robin")


def test_a_forgotten_review_is_recorded_and_its_code_confirmed(council):
    robin = council.sits("robin")
    never = council.story.forgotten(Plant.NO_RECORD)
    review = next(
        key for key in sorted(never) if council.story.reviews[key].code is not Indicator.PN0
    )
    robin.opens(f"/staff/reviews/{review}/record")
    robin.chooses(
        held="yes", attended="yes", spoke="yes", signed="no", spokesperson="none", views="none"
    )

    robin.presses("Write this down")

    facts = robin.page.locator("main").inner_text()
    assert "Rule B1 of the decision table." in facts
    robin.presses("Confirm PN1")
    assert "PN1 is confirmed" in robin.page.locator("main").inner_text()
    with council.portal.store.look() as transaction:
        assert transaction.get_one(Review, review).code is Indicator.PN1
        assert transaction.scalars(select(Record).where(Record.review_id == review)).one()


def test_what_is_not_in_the_case_system_alarms_until_its_code_is_typed_back(council):
    robin = council.sits("robin")
    robin.opens("/staff/reviews/to-file")
    late = robin.page.locator("tbody tr", has=robin.page.locator(".tag--late"))
    with council.portal.store.look() as transaction:
        sent = set(transaction.scalars(select(SentViews.review_id)))
    assert late.count() == len(council.story.forgotten(*NOT_FILED) & sent)
    everything = robin.page.locator("tbody tr").count()
    assert everything == late.count() + WROTE

    late.first.get_by_role("button", name="Make the statement").click()
    code = robin.page.locator(".statement__code").inner_text()
    robin.page.get_by_label("Code on the statement").fill(code.lower().replace("-", " "))
    robin.presses("It is filed")

    assert robin.page.locator("tbody tr").count() == everything - 1
    with council.portal.store.look() as transaction:
        newest = select(Statement.filed_by).order_by(Statement.filed_at.desc()).limit(1)
        assert transaction.scalar(newest) == council.id_of("robin")


def _unanswered(council):
    """Find a review of a child who reads English that is confirmed, with asks nobody answered."""
    asked = (
        select(Review.id)
        .join(SentViews, SentViews.review_id == Review.id)
        .join(Ask, Ask.views_id == SentViews.id)
        .join(Child, Child.id == Review.child_id)
        .where(Ask.outcome.is_(None), Review.code.is_not(None), SentViews.language == "en")
        .where(SentViews.version == "longer", ~SentViews.not_iro)
        .order_by(Review.day)
    )
    with council.portal.store.look() as transaction:
        return transaction.scalars(asked).first()


def _answers(staff, said):
    if not staff.page.locator("details[open]").count():
        staff.page.locator("summary", has_text="Answer this").first.click()
    form = staff.page.locator("details[open] form").first
    form.locator("[value=done]").check(force=True)
    form.locator("textarea[name$=said]").fill(said)
    with staff.page.expect_navigation():
        form.get_by_role("button").first.click()
