"""What the officer records beside how the child took part, on the same page and in the log."""

import pytest
from sqlalchemy import select

from feedback.beside import Contact, LateBecause, SeenAlone, Way
from feedback.services.contact import noted
from feedback.services.record import beside_of
from feedback.store.models import ContactNote, Record, Review
from tests.portal.officers.conftest import YESTERDAY
from tests.portal.officers.test_record import WENT

EVERYTHING = {
    "part_two_day": "2026-03-20",
    "seen_alone": "yes",
    "seen_alone_on": "2026-02-20",
    "contact": "made",
    "met-0-day": "2026-02-20",
    "met-0-way": "visit",
    "met-0-alone": "y",
    "met-2-day": "2026-01-20",
    "met-2-way": "call",
    "late_because": "court",
    "notified_on": "2026-02-01",
    "notified_in_time": "true",
    "documents_on": "2026-03-01",
    "documents_in_time": "false",
}


@pytest.fixture
def late(store, ada):
    """The same review, one day late."""
    with store.begin() as transaction:
        transaction.get_one(Review, ada).due_day = YESTERDAY.replace(day=1)
    return ada


def test_everything_is_recorded_at_once_and_told_in_the_history(officer_browser, store, late):
    page = officer_browser.open(f"/staff/reviews/{late}/record")
    assert "It was late." in page.text

    page.press(**WENT, **EVERYTHING)

    with store.look() as transaction:
        said = beside_of(transaction.scalars(select(Record)).one())
        lines = [one.met for one in noted(transaction, late)]
    assert (said.seen_alone, said.contact, said.late_because) == (
        SeenAlone.YES, Contact.MADE, LateBecause.COURT,
    )  # fmt: skip
    assert (said.notified_in_time, said.documents_in_time) == (True, False)
    assert [(line.way, line.alone) for line in lines] == [(Way.CALL, False), (Way.VISIT, True)]
    told = page.text.replace("\xa0", " ")
    assert "Seen alone: Yes, 20 Feb 2026" in told
    assert "Late because: It waited for a court" in told


def test_what_is_left_for_later_is_added_without_a_reason(officer_browser, store, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT, seen_alone="later")
    page = officer_browser.open(f"/staff/reviews/{ada}/record")

    page.press(**WENT, seen_alone="declined")

    assert "Added to the record" in page.text
    with store.look() as transaction:
        said = transaction.scalars(select(Record.seen_alone).order_by(Record.number)).all()
    assert said == [None, SeenAlone.DECLINED]


def test_to_take_a_fact_back_needs_a_reason(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT, seen_alone="declined")

    page = officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT, seen_alone="later")

    assert page.mistakes == ["A correction needs a reason."]


@pytest.mark.parametrize(
    ("said", "mistakes"),
    [
        ({"seen_alone": "yes"}, ["Say on which day you saw the child alone."]),
        (
            {"seen_alone_on": "2026-02-20"},
            ["There is a day below. Say whether you saw the child alone."],
        ),
        ({"notified_in_time": "true"}, ["Say on which day."]),
        ({"documents_in_time": "true"}, ["Say on which day."]),
        (
            {"documents_in_time": "true", "documents_on": "2026-03-03"},
            ["That day is after the review."],
        ),
        ({"notified_on": "2026-04-03"}, ["This day is still to come."]),
        ({"part_two_day": "2026-03-02"}, ["The second part comes after the first."]),
        ({"contact": "made"}, ["Write at least one visit or contact below."]),
        (
            {"contact": "none", "met-0-day": "2026-02-20", "met-0-way": "visit"},
            ["There is a visit or contact below, so it cannot be no."],
        ),
        ({"met-0-day": "2026-02-20"}, ["Say how you were in touch."]),
        ({"met-0-way": "visit"}, ["Say on which day."]),
        ({"met-0-day": "2026-04-20", "met-0-way": "visit"}, ["This day is still to come."]),
    ],
)
def test_what_does_not_hold_together_is_said_beside_its_field(
    officer_browser, store, ada, said, mistakes
):
    page = officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT, **said)

    assert page.mistakes == mistakes
    assert [a["href"] for a in page.page.select(".mistakes__list a")]
    with store.look() as transaction:
        assert transaction.scalars(select(Record)).all() == []


def test_a_reason_for_being_late_is_not_asked_of_a_review_in_time(officer_browser, store, ada):
    with store.begin() as transaction:
        transaction.get_one(Review, ada).due_day = YESTERDAY

    page = officer_browser.open(f"/staff/reviews/{ada}/record")

    assert "It was in time." in page.text
    assert not page.page.select("[name=late_because]")


def test_a_visit_is_noted_before_the_review_and_then_says_yes_by_itself(officer_browser, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}").follow("Visits and contact")
    assert "Nothing is noted yet" in page.text

    page.press("Note it", **{"met-0-day": "2026-02-20", "met-0-way": "visit"})
    assert "A visit" in page.text
    page.open(f"/staff/reviews/{ada}/record")

    ticked = {box["name"]: box["value"] for box in page.page.select("input[checked]")}
    assert ticked["contact"] == "made"
    assert "Noted already: A visit" in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ({}, "Say on which day."),
        ({"met-0-day": "2026-02-20"}, "Say how you were in touch."),
        ({"met-0-way": "visit", "met-0-day": "2026-04-20"}, "This day is still to come."),
    ],
)
def test_half_a_line_is_not_noted(officer_browser, ada, line, mistake):
    page = officer_browser.open(f"/staff/reviews/{ada}/contact").press("Note it", **line)

    assert page.mistakes == [mistake]


def test_a_line_noted_in_error_is_struck_out(officer_browser, store, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}/contact")
    page.press("Note it", **{"met-0-day": "2026-02-20", "met-0-way": "visit"})

    struck = next(b for b in page.page.select("td button"))
    page.press(struck.get_text(" ", strip=True))

    assert "Struck out." in page.text
    with store.look() as transaction:
        struck_by = transaction.scalars(select(ContactNote.struck_by)).one()
    assert struck_by == officer_browser.staff_id


def test_another_officers_log_is_as_if_it_were_not_there(officer_browser, others):
    assert officer_browser.open(f"/staff/reviews/{others}/contact").status == 404
