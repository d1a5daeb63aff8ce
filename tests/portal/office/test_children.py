"""Children, reviews and officers are added and changed on pages, as files would do it."""

from uuid import uuid4

import pytest
from sqlalchemy import event, select

from feedback.store.models import Child, Episode, Letter, Review, Staff
from tests.portal.office.desk import NEW, makes, plans, rows


def test_a_child_who_is_added_needs_a_date_until_a_review_is_planned(mia_page, store):
    assert mia_page.heading == "Mia Quill"
    assert "The child is kept." in mia_page.text
    assert "so this child needs a date" in mia_page.text
    assert len(rows(store, Episode)) == 1
    page = mia_page.path
    mia_page.open("/staff/office?show=needs-a-date").follow("Mia Quill")
    assert mia_page.path == page

    plans(mia_page)

    assert "Friday 20 March 2026, 14:00" in mia_page.text
    assert (
        "Every child in care has a review planned."
        in mia_page.open("/staff/office?show=needs-a-date").text
    )


def test_what_the_import_would_refuse_is_said_at_its_field_with_everything_typed(office, store):
    office.open("/staff/office/children/new")

    office.press("Add the child", **(NEW | {"DOB": "2030-05-10"}))

    assert office.mistakes == ["The date of birth is after today."]
    assert office.page.select_one("[name=FIRST_NAME]")["value"] == "Amelia"
    assert rows(store, Child) == []


def test_the_page_of_a_child_says_who_it_is_about_and_its_title_does_not(mia_page):
    assert mia_page.heading == "Mia Quill"
    assert mia_page.page.title.get_text(strip=True).startswith("A child –")


def test_a_number_that_is_taken_is_said_at_its_field(mia_page, store):
    mia_page.open("/staff/office/children/new").press("Add the child", **NEW)

    assert mia_page.mistakes == ["A child with this number is there already."]
    assert len(rows(store, Child)) == 1


def test_what_is_doubted_is_kept_and_said(office, store):
    office.open("/staff/office/children/new")

    office.press("Add the child", **(NEW | {"FIRST_NAME": "", "KNOWN_AS": ""}))

    assert "Kept, but please look: There is no first name to write on a letter." in office.text
    assert len(rows(store, Child)) == 1


@pytest.mark.parametrize("missing", ["CHILD", "DOB"])
def test_nothing_is_kept_without_number_or_birth(office, store, missing):
    office.open("/staff/office/children/new").press("Add the child", **(NEW | {missing: ""}))

    assert office.mistakes == ["This is needed."]
    assert rows(store, Child) == []


def test_what_is_changed_is_kept_and_the_rest_stays(mia_page, store):
    form = {k: v for k, v in NEW.items() if k not in {"CHILD", "SEX", "DECOM", "LS"}}

    mia_page.press("Keep the changes", **(form | {"KNOWN_AS": "Milly", "EASIER": "y"}))

    assert mia_page.heading == "Milly Quill"
    assert mia_page.page.select_one("[name=EASIER][checked]")
    assert rows(store, Child)[0].easier
    mia_page.press("Keep the changes", **(form | {"DOB": "2030-05-10"}))
    assert mia_page.mistakes == ["The date of birth is after today."]


def test_a_review_that_is_moved_takes_its_letter_along(mia_page, store):
    plans(mia_page)
    (review,) = rows(store, Review)
    page = mia_page.path
    makes(mia_page, review.id)

    mia_page.open(page).follow("Friday 20 March 2026, 14:00")
    mia_page.press("Keep the review", DATE="2026-03-27", TIME="10:00", OFFICER="",
                   SOCIAL_WORKER="Sam Social", DAY_TWO="2026-04-03")  # fmt: skip

    assert "Friday 27 March 2026, 10:00" in mia_page.text
    assert "Sam Social" in mia_page.text
    (letter,) = rows(store, Letter)
    assert letter.closes_at.date().isoformat() == "2026-03-27"


def test_an_officer_can_be_added_and_chosen(mia_page, store):
    page = mia_page.path
    mia_page.open("/staff/office/officers")
    mia_page.press("Keep the officer", OFFICER="R1", OFFICER_NAME="Robin Reviewer")
    assert "The officer is added." in mia_page.text
    mia_page.open(page)

    plans(mia_page, OFFICER="R1")

    assert "Robin Reviewer" in mia_page.text
    mia_page.open("/staff/office/officers")
    assert "Robin Reviewer R1 1 Not yet" in mia_page.text
    mia_page.press("Keep the officer", OFFICER="R1", OFFICER_NAME="Robin Newname")
    assert "Robin Newname R1 1" in mia_page.text
    assert len([one for one in rows(store, Staff) if one.reference]) == 1
    mia_page.press("Keep the officer", OFFICER="R1", OFFICER_NAME=" ")
    assert mia_page.mistakes


def test_a_child_who_moved_is_due_for_a_new_letter(mia_page, store):
    plans(mia_page)
    page = mia_page.path
    makes(mia_page, rows(store, Review)[0].id)

    mia_page.open(page).press("Keep the move", DECOM="2026-03-02", PL_POST="LE9 9ZZ")

    assert "The move is kept." in mia_page.text
    assert rows(store, Letter)[0].awaits_new
    due = mia_page.open("/staff/office?show=due")
    assert "Moved: the letter out there was ended" in due.text


def test_a_child_who_left_care_needs_no_date_any_more(mia_page):
    mia_page.press("Keep the day", DEC="2026-03-02")

    assert "Ended on Monday 2 March 2026." in mia_page.text
    assert not mia_page.page.find("button", string="Keep the move")
    needs = mia_page.open("/staff/office?show=needs-a-date")
    assert "Every child in care has a review planned." in needs.text


@pytest.mark.parametrize(
    ("button", "typed"),
    [
        ("Keep the move", {"DECOM": "1999-03-02", "PL_POST": ""}),
        ("Keep the move", {"DECOM": "", "PL_POST": ""}),
        ("Keep the day", {"DEC": "1999-03-02"}),
        ("Keep the day", {"DEC": ""}),
    ],
)
def test_a_day_that_cannot_be_is_said_and_changes_nothing(mia_page, store, button, typed):
    mia_page.press(button, **typed)

    assert mia_page.mistakes
    assert [row.ended for row in rows(store, Episode)] == [None]


def test_a_review_that_cannot_be_is_said_at_its_field(mia_page, store):
    plans(mia_page, DATE="2010-01-01")
    assert mia_page.mistakes == ["The review is before the child’s birth."]

    mia_page.press("Keep the review", DATE="", TIME="", OFFICER="", SOCIAL_WORKER="")

    assert mia_page.mistakes
    assert rows(store, Review) == []


def test_a_language_we_have_no_table_for_stays_what_it_was(mia_page, store):
    with store.begin() as transaction:
        transaction.scalars(select(Child)).one().language = "xx"

    mia_page.open(mia_page.path)

    assert mia_page.page.select_one("option[value=xx][selected]")


def test_who_or_what_is_not_there_has_no_page(office, mia_page):
    for path in (f"/children/{uuid4()}", f"/children/{uuid4()}/plan"):
        assert office.open(f"/staff/office{path}").status == 404
    page = mia_page.open("/staff/office?show=needs-a-date").follow("Mia Quill").path
    assert office.open(f"{page}/plan/{uuid4()}").status == 404


def test_a_childs_page_asks_little_of_the_store_however_many_there_are(mia_page, many):
    many(60)
    asked = []
    engine = mia_page.client.application.extensions["heard.store"].engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    answer = mia_page.client.get(mia_page.path)

    assert len([one for one in asked if one.startswith("SELECT")]) <= 10
    assert len(answer.data) < 60_000
