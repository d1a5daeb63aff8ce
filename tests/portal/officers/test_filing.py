"""An officer prints a child’s words, files them, and types the code back."""

import io
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from feedback.store.models import AuditRow, Cover, Duty, Letter, SentViews, Statement
from tests import cases
from tests.people import enrolled, signed_in
from tests.portal.made_and_sent import sent_to
from tests.portal.officers.conftest import TOMORROW

TO_FILE = "/staff/reviews/to-file"


def made(browser, review_id):
    """Make the statement of a review and return its page’s address."""
    browser.open(f"/staff/reviews/{review_id}")
    browser.press("Statement for the case file")
    return browser.path


def code_on(browser):
    return browser.page.select_one(".statement__code").get_text(strip=True)


def test_the_statement_holds_the_childs_words_and_where_they_come_from(officer_browser, ada):
    made(officer_browser, ada)

    sheet = officer_browser.page.select_one("article").get_text(" ", strip=True)
    for words in ("Ada Quill", "A lock on my door", "To see my brother", "Not answered yet",
                  "In their own words, by themselves", "Sent 2 March 2026 at 11:00"):  # fmt: skip
        assert words in sheet
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", code_on(officer_browser))


def test_what_is_only_for_the_officer_stays_out_of_the_statement(officer_browser, ada):
    made(officer_browser, ada)

    assert "tell" not in officer_browser.page.select_one("article").get_text()
    assert "Only for you" not in officer_browser.text


def test_the_code_typed_back_takes_the_child_off_the_list(officer_browser, ada, store):
    made(officer_browser, ada)
    code = code_on(officer_browser)
    officer_browser.open(TO_FILE)
    assert "Ada Quill" in officer_browser.text

    officer_browser.press("It is filed", typed=code.lower().replace("-", " "))

    assert "Filed in the case system." in officer_browser.text
    assert "Everything your children sent is in the case system." in officer_browser.text
    with store.look() as transaction:
        assert transaction.scalars(select(Statement)).one().filed_by == officer_browser.staff_id


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Type the code that stands at the foot"),
        ("hello", "A code has eight letters and figures"),
        ("x" * 60, "A code has eight letters and figures."),
        ("2222-2223", "There is a slip in that code."),
        ("2222-2222", "None of your children’s statements has that code."),
    ],
)
@pytest.mark.usefixtures("ada")
def test_a_wrong_code_is_refused_kindly_and_nothing_is_filed(officer_browser, code, words):
    officer_browser.open(TO_FILE).press("It is filed", typed=code)

    assert words in officer_browser.text
    assert "Ada Quill" in officer_browser.text


def test_the_code_may_be_typed_beside_the_statement_and_is_refused_there_as_kindly(
    officer_browser, ada
):
    page = made(officer_browser, ada)
    code = code_on(officer_browser)

    officer_browser.press("It is filed", typed="2222-2223")
    assert "There is a slip in that code." in officer_browser.text

    officer_browser.press("It is filed", typed=code)
    assert officer_browser.path == TO_FILE
    officer_browser.press("It is filed", typed=code)
    assert "That statement was filed before." in officer_browser.text
    assert "Filed by Robin Officer" in officer_browser.open(page).text


def test_what_came_after_the_printing_is_said_when_the_code_is_typed(
    officer_browser, ada, store, keys
):
    made(officer_browser, ada)
    code = code_on(officer_browser)
    with store.begin() as transaction:
        letter = transaction.scalars(select(Letter)).one()
        cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]})

    officer_browser.open(TO_FILE).press("It is filed", typed=code)

    assert "The child sent 1 more thing since." in officer_browser.text


def test_words_that_were_taken_back_leave_the_statement(officer_browser, ada, store, now):
    page = made(officer_browser, ada)
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        views.answers, views.withdrawn_at = None, now

    officer_browser.open(page)

    assert "The child took back something that stood here." in officer_browser.text
    assert "A lock on my door" not in officer_browser.page.select_one("article").get_text()


def test_words_long_unfiled_stand_in_red(officer_browser, store, keys, now):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        letter, _ = cases.a_letter(transaction, cases.a_review(transaction, child, TOMORROW))
        sent = now.replace(month=2, day=16)
        cases.some_views(transaction, keys, letter, {"wishes": ["A bike"]}, sent_at=sent)

    officer_browser.open(TO_FILE)

    assert officer_browser.page.select_one(".tag--late").get_text(strip=True).startswith("Since")


@pytest.mark.usefixtures("ada")
def test_whoever_covers_files_what_was_sent_past_another_officer(app, officer_browser, store):
    cover = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Cover"))
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        views.not_iro, key = True, views.id
        transaction.add(Cover(since=cases.LONG_AGO, staff_id=cover.staff_id))

    assert "Ada Quill" not in officer_browser.open(TO_FILE).text
    assert "Sent past their own officer" in cover.open(TO_FILE).text
    cover.open(f"/staff/reviews/for-another/{key}").press("Statement for the case file")
    assert "File it where that officer does not see it." in cover.text
    assert officer_browser.open(cover.path).status == 404


def test_nobody_but_an_officer_files_or_prints_a_childs_words(app, officer_browser, ada):
    page = made(officer_browser, ada)
    somebody = signed_in(app, enrolled(app, *(set(Duty) - {Duty.OFFICER})))

    assert [somebody.open(address).status for address in (TO_FILE, page, f"{page}/pdf")] == [
        403
    ] * 3


def test_another_officer_meets_no_statement_and_no_review(app, officer_browser, ada):
    page = made(officer_browser, ada)
    other = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Other"))

    assert other.open(page).status == 404
    other.open(TO_FILE).press("It is filed", typed="2222-2222")
    token = other.page.select_one("[name=csrf_token]")["value"]
    posted = other.client.post(f"/staff/reviews/{ada}/statement", data={"csrf_token": token})
    assert posted.status_code == 404


def test_a_statement_of_nothing_leads_back_to_the_review(officer_browser, ada, store, now):
    officer_browser.open(f"/staff/reviews/{ada}")
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        views.answers, views.withdrawn_at = None, now

    officer_browser.press("Statement for the case file")

    assert "There is nothing to file" in officer_browser.text


def test_the_statement_is_kept_as_a_file_named_after_nobody(officer_browser, ada):
    page = made(officer_browser, ada)
    code = code_on(officer_browser)

    kept = officer_browser.client.get(f"{page}/pdf")

    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(kept.data)).pages)
    assert kept.headers["Content-Disposition"] == "attachment; filename=statement.pdf"
    assert "A lock on my door" in text
    assert code in text
    assert "tell" not in text


def test_what_a_child_drew_is_on_the_sheet_and_in_the_file(officer_browser, store, keys, tmp_path):
    mia = sent_to(officer_browser.staff_id, store, keys, tmp_path)

    page = made(officer_browser, mia.review_id)
    seen = officer_browser.page.select_one("article img[alt='What the child drew']")
    kept = officer_browser.client.get(f"{page}/pdf")

    assert seen
    assert kept.status_code == 200
    with store.look() as transaction:
        opened = select(AuditRow.act).where(AuditRow.act == "opened-creation")
        assert len(transaction.scalars(opened).all()) == 2


def test_without_what_draws_a_file_the_page_still_prints(officer_browser, ada, monkeypatch):
    monkeypatch.setattr("portal.officers.statement.can_draw", lambda: False)
    monkeypatch.setattr("portal.pdf.can_draw", lambda: False)

    page = made(officer_browser, ada)

    assert "Keep as PDF" not in officer_browser.text
    assert officer_browser.client.get(f"{page}/pdf").status_code == 404
