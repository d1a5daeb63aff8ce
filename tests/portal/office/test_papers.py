"""Forms on paper are the forms on the screen, carry what they may, and open nothing."""

import re
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from feedback.store.models import AuditRow, Review
from tests import cases
from tests.portal.office.desk import address, makes, on_paper


def test_a_childs_form_carries_their_first_name_day_and_number_and_never_what_opens_it(
    office, mia
):
    number, words, digits = on_paper(makes(office, mia).page)

    office.open(address(mia, "/paper/a4"))

    paper = office.page.main.get_text(" ", strip=True)
    assert "What do you think, Mia?" in paper
    assert "Your review is on Friday 20 March 2026." in paper
    assert number in paper
    assert "Quill" not in paper
    assert "Amelia" not in paper
    assert digits not in paper
    first, second, third, fourth = words.split()  # one of them alone may be a word of the form
    for two in ((first, second), (second, third), (third, fourth)):
        assert not re.search(r"\W+".join(rf"\b{word}\b" for word in two), paper)
    assert all(number in one.get_text() for one in office.page.select("[data-id] > .paper__id"))


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("short", "Your review was on Monday 2 March 2026."),
        ("watching", "The review of Mia was on Monday 2 March 2026."),
    ],
)
def test_a_form_for_a_review_that_is_over_says_so(office, a_named_child, store, version, said):
    review = a_named_child(known_as="Mia", day=date(2026, 3, 2))
    with store.begin() as transaction:
        cases.a_letter(transaction, transaction.get_one(Review, review), version=version)

    office.open(address(review, "/paper/a4"))

    text = office.page.main.get_text(" ", strip=True)
    assert said in text
    assert "reads" in text
    assert "uses it at" not in text


def test_before_a_letter_was_made_the_form_is_that_of_the_childs_age(office, mia):
    office.open(address(mia, "/paper/large"))

    assert office.page.select_one(".paper__head .paper__id").get_text() == "Short 1, before"


def test_the_name_on_a_form_is_opened_under_a_row_of_the_log(office, mia, store):
    office.open(address(mia, "/paper/phone"))

    with store.look() as transaction:
        row = transaction.scalars(select(AuditRow).order_by(AuditRow.place.desc())).first()
        told = (row.act, row.subject_id, UUID(row.who))
    assert told == ("opened-name", mia, office.staff_id)


def test_what_only_the_officer_may_see_has_a_folded_sheet_addressed_to_them(office, mia):
    makes(office, mia)

    office.open(address(mia, "/paper/a4"))

    (folded,) = office.page.select(".folded")
    text = folded.get_text(" ", strip=True)
    assert "Only for: Robin Reviewer, IRO" in text
    assert "The office does not open this sheet." in text
    assert "Mia" not in text
    own = office.page.select_one("[data-id=only-iro]")
    assert "This one has its own sheet, at the end." in own.get_text(" ", strip=True)
    assert not own.select(".paper__lines")


def test_several_children_have_their_forms_on_one_page(office, a_named_child):
    for first in ("Ada", "Ben"):
        makes(office, a_named_child(first))
    office.open("/staff/office/paper")
    ticked = [box["value"] for box in office.page.select("[name=review]")]

    office.press("Show the forms to print", review=ticked, layout="large")

    titles = [one.get_text(strip=True) for one in office.page.select(".paper__title")]
    assert sorted(titles) == ["What do you think, Ada?", "What do you think, Ben?"]
    assert len(office.page.select(".folded")) == 2
    assert office.page.select(".paper--large")


def test_who_ticks_nobody_is_told_so(office, mia):
    makes(office, mia)

    office.open("/staff/office/paper").press("Show the forms to print", layout="a4")

    assert "Tick the children who shall have a form on paper." in office.text


@pytest.mark.parametrize(
    "path",
    [
        "/staff/office/paper/consultation.short/poster",
        "/staff/office/paper/consultation.nothing/a4",
        "/staff/office/paper/short/a4",
        f"/staff/office/letters/{UUID(int=1)}/paper/a4",
    ],
)
def test_a_form_that_is_not_there_has_no_page(office, path):
    assert office.open(path).status == 404


def test_a_layout_that_is_not_there_prints_nothing(office, mia):
    makes(office, mia)

    office.open("/staff/office/paper").press(
        "Show the forms to print", review=[str(mia)], layout="poster"
    )

    assert office.status == 404


def test_only_the_office_prints_forms(officer_browser, duty_browser, mia):
    for other in (officer_browser, duty_browser):
        for path in ("/staff/office/paper", address(mia, "/paper/a4")):
            assert other.open(path).status == 403
