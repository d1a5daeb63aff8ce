"""The return is made on a page by whoever’s duty it is, when nothing is missing, and audited."""

import io
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from feedback.store.models import Assignment, AuditRow, Child, Duty, Review, Staff
from tests.people import enrolled, signed_in

PAGE, FILES = "/staff/return", "/staff/return/2026/files"


def acts(store):
    with store.look() as transaction:
        return list(transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)))


def test_what_is_missing_is_listed_with_who_settles_it_and_no_link_there(maker, store):
    maker.open("/staff")

    assert maker.heading == "SSDA903 return"
    assert "1 thing is not settled. Until nothing is left here, no file is made." in maker.text
    row = " ".join(maker.page.select_one("tbody tr").get_text(" ").split())
    assert row == "0042 1 Mar 2026 No code has been confirmed Nobody yet"
    assert not maker.page.select("tbody a")
    assert acts(store)[-1] == "checked-return903"


@pytest.mark.usefixtures("settled")
def test_the_files_leave_together_and_that_is_written_down(maker, store):
    maker.open(PAGE)
    assert "1 review, and nothing is missing." in maker.text

    maker.follow("Go on to the files")
    form = {"csrf_token": maker.page.select_one("main [name=csrf_token]")["value"]}
    answer = maker.client.post(FILES, data=form)

    assert answer.headers["Content-Disposition"] == "attachment; filename=return903-2025-26.zip"
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["episodes.csv", "header.csv", "reviews.csv"]
        reviews = archive.read("reviews.csv").decode()
    assert reviews == "CHILD,DOB,REVIEW,REVIEW_CODE\n0042,10/05/2010,01/03/2026,PN1\n"
    assert acts(store)[-1] == "made-return903"


@pytest.mark.usefixtures("settled")
def test_the_password_is_asked_for_again_before_the_files_leave(maker, clock):
    clock.shift(timedelta(minutes=11))

    maker.open(FILES)

    assert maker.path != FILES
    assert maker.page.select_one("[name=password]")
    maker.press(password=maker.enrolment.password)
    assert maker.heading == "Files of the return 2025-26"


def test_no_file_is_made_while_anything_is_missing(maker, store):
    maker.open(FILES)

    maker.press("Make reviews, header and episodes")

    assert "Something is not settled, so no file was made." in maker.text
    assert "made-return903" in acts(store)


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2027", "2026-27 is not over"),
        ("2019", "No review of 2018-19 belongs in a return"),
        ("7", "7 is not a year"),
    ],
)
def test_a_year_that_cannot_be_returned_is_told_in_a_sentence(maker, year, words):
    assert words in maker.open(f"{PAGE}?year={year}").text


def test_a_year_that_is_none_has_no_files(maker):
    assert maker.open("/staff/return/7/files").status == 404
    refused = maker.open("/staff/return/2019/files").press("Make reviews, header and episodes")
    assert "No review of 2018-19 belongs in a return" in refused.text


def test_the_page_is_off_until_it_is_asked_for(app, maker):
    council = app.extensions["heard.council"]
    app.extensions["heard.council"] = replace(council, return_page=False)

    assert "This page is off." in maker.open(PAGE).text
    assert maker.open(FILES).status == 404


def test_nobody_else_makes_the_return_or_sees_what_is_missing(app, browser):
    others = signed_in(app, enrolled(app, *(set(Duty) - {Duty.RETURNS})))

    assert [others.open(page).status for page in (PAGE, FILES)] == [403, 403]
    assert [browser.open(page).path for page in (PAGE, FILES)] == ["/staff/sign-in"] * 2


def test_whoever_may_open_the_place_is_led_there_to_mend_it(app, store):
    both = signed_in(app, enrolled(app, Duty.RETURNS, Duty.OFFICER, Duty.OFFICE))
    with store.begin() as transaction:
        review = transaction.scalars(select(Review)).one()
        review.officer_id = both.staff_id
        transaction.add(
            Assignment(child_id=review.child_id, staff_id=both.staff_id, since=review.day)
        )
        page = f"/staff/reviews/{review.id}/indicator"
        name = transaction.get_one(Staff, both.staff_id).name

    both.open(PAGE)

    link = both.page.select_one("tbody a")
    assert (link["href"], link.get_text(" ").split()[:2]) == (page, name.split())
    assert both.open(page).status == 200


def test_what_the_files_of_the_case_system_lack_is_the_offices_to_mend(app, store):
    office = signed_in(app, enrolled(app, Duty.RETURNS, Duty.OFFICE))
    with store.begin() as transaction:
        transaction.scalars(select(Child)).one().header = None

    office.open(PAGE)

    hrefs = {a["href"] for a in office.page.select("tbody a")}
    assert hrefs == {"/staff/office/import"}
    assert "The child has no header row" in office.text
