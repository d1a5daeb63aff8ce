"""A review to come is cancelled on a page, and a child typed in by hand gets a spell of care."""

from datetime import UTC, datetime
from uuid import uuid4

from feedback.store.models import Duty, Episode, Letter, Record, Review
from tests import cases
from tests.people import enrolled, signed_in
from tests.portal.office.desk import NEW, makes, plans, rows

CARE = {"DECOM": "2026-02-02", "LS": "C2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR1",
        "PL_POST": "LE1 1AA"}  # fmt: skip


def test_a_child_added_without_care_gets_a_first_spell_on_a_page(office, store):
    bare = NEW | {"DECOM": "", "LS": ""}
    office.open("/staff/office/children/new").press("Add the child", **bare)
    assert "No spell of care is known yet." in office.text

    office.follow("Add the spell of care").press("Keep the spell of care", **CARE)

    assert "In care since Monday 2 February 2026. Legal status: C2 Full care order." in office.text
    assert rows(store, Episode)[0].reason == "S"
    office.follow("Put the spell of care right")
    assert office.page.select_one("[name=PLACE] [selected]")["value"] == "U6"
    office.press("Keep the spell of care", **(CARE | {"LS": "E1"}))
    assert "Legal status: E1 Placement order." in office.text


def test_a_spell_that_cannot_be_is_said_at_its_field(mia_page, store):
    mia_page.follow("Put the spell of care right")

    mia_page.press("Keep the spell of care", **(CARE | {"DECOM": "2011-02-02"}))
    assert mia_page.mistakes == ["Care cannot begin before the child’s birth."]

    mia_page.press("Keep the spell of care", **(CARE | {"CIN": ""}))
    assert mia_page.mistakes == ["This is needed."]
    assert rows(store, Episode)[0].legal_status == "C2"


def test_a_review_is_cancelled_for_a_reason_and_planned_again(mia_page, store):
    plans(mia_page)
    page = mia_page.path
    makes(mia_page, rows(store, Review)[0].id)
    mia_page.open(page).follow("Cancel it")
    assert "A letter that nobody has used ends." in mia_page.text
    assert mia_page.press("Cancel the review").mistakes == ["Choose one."]

    mia_page.press("Cancel the review", because="put-off")

    assert "The review is cancelled." in mia_page.text
    assert "It is put off, and no new day is known yet." in mia_page.text
    assert "so this child needs a date" in mia_page.text
    assert rows(store, Letter)[0].revoked_at
    mia_page.press("It is held after all")
    assert "The review is planned again." in mia_page.text
    assert rows(store, Review)[0].state == "planned"


def test_going_back_to_a_cancelled_review_and_a_strange_one_loses_nobody(mia_page, store):
    plans(mia_page)
    page, review = mia_page.path, rows(store, Review)[0].id
    mia_page.open(f"{page}/cancel/{review}").press("Cancel the review", because="other")

    mia_page.open(f"{page}/cancel/{review}")

    assert mia_page.path == page
    assert mia_page.open(f"{page}/cancel/{uuid4()}").status == 404


def test_a_review_that_its_officer_recorded_meanwhile_is_refused_in_words(mia_page, store):
    plans(mia_page)
    mia_page.follow("Cancel it")
    with store.begin() as transaction:
        officer = cases.an_officer(transaction)
        transaction.add(
            Record(
                review_id=transaction.query(Review).one().id, number=1, held=False,
                attended="unknown", spoke=False, signed=False, spokesperson="unknown",
                views="none", recorded_by=officer.id, recorded_at=datetime.now(UTC),
            )
        )  # fmt: skip

    mia_page.press("Cancel the review", because="other")

    assert "This review was recorded, so only its officer changes that." in mia_page.text
    assert rows(store, Review)[0].state == "planned"


def test_only_the_office_cancels(app, mia_page, store):
    plans(mia_page)
    address = f"{mia_page.path}/cancel/{rows(store, Review)[0].id}"
    somebody = signed_in(app, enrolled(app, *(set(Duty) - {Duty.OFFICE})))

    assert somebody.open(address).status == 403
    assert app.test_client().get(address).status_code == 302
