"""The sheet for the chair: one page of A4, exactly what the child wrote, and nothing kept back."""

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from feedback.store.models import AuditRow, Duty, SentViews
from portal.strong import direction_of
from tests import cases
from tests.people import enrolled, signed_in
from tests.portal.officers.conftest import TOMORROW

LONG_ASK = "Please may I see my nan every week, and not only in the holidays, because she is old. "
WHOLE = {
    "topics": ["home", "review", "health"],
    "home": ["My room is cold."],
    "running": ["where", "when", "who", "chair"],
    "who-comes": ["My nan. Not my uncle Ray."],
    "wishes": [(LONG_ASK * 4)[:300], "أريد أن أرى جدتي كل أسبوع " * 11, ("W" * 299) + "?"],
    "go": ["no"],
    "send": ["spoken-for"],
    "only-iro": ["Kept for you alone."],
}
"""As much as 95 of 100 children could say: every ask as long as there is room for."""
LONGEST = {"topics": ["home", "review"], "home": ["Every word counts. " * 210], "go": ["yes"],
           "running": ["where", "when", "who", "chair"], "join": ["spoken-for"]}  # fmt: skip


@pytest.fixture
def sheet(officer_browser, store, keys):
    """Make a review before which this was said, and return the address of its sheet."""

    def made(said, name="Wilhelmina Featherstonehaugh-Wolverstone", **more):
        with store.begin() as transaction:
            child = cases.a_child(transaction, keys, officer_browser.staff_id, name)
            review = cases.a_review(transaction, child, TOMORROW)
            letter, _ = cases.a_letter(transaction, review)
            cases.some_views(transaction, keys, letter, said, **more)
            return f"/staff/reviews/{review.id}/first-said"

    return made


def pages(answer):
    return PdfReader(io.BytesIO(answer.data)).pages


@pytest.mark.parametrize("said", [WHOLE, LONGEST, {"wishes": ["A bike"]}])
def test_the_sheet_is_one_page(officer_browser, sheet, said):
    answer = officer_browser.client.get(f"{sheet(said)}.pdf")

    assert answer.mimetype == "application/pdf"
    assert len(pages(answer)) == 1
    assert answer.headers["Content-Disposition"] == "attachment; filename=first-thing-said.pdf"


def test_the_words_are_the_childs_byte_for_byte(officer_browser, sheet):
    exact = ["  Two  spaces\tand\n\na gap ", "Cafe\u0301 <b>&amp; “it’s”", "=1+1 {{ 7 }} 🚲"]

    page = officer_browser.open(sheet({"wishes": exact})).page

    said = [words.get_text() for words in page.select("blockquote.first__words")]
    assert [one.encode() for one in said] == [one.encode() for one in exact]


@pytest.mark.parametrize("form", ["", ".pdf"])
def test_what_is_only_for_the_officer_is_on_no_sheet(officer_browser, sheet, form):
    answer = officer_browser.client.get(sheet(WHOLE) + form)

    text = pages(answer)[0].extract_text() if form else answer.get_data(as_text=True)
    assert "Kept for you alone" not in text
    assert "only your IRO" not in text


@pytest.mark.parametrize("form", ["", ".pdf"])
def test_who_should_stay_away_is_read_out_to_nobody_who_sits_there(officer_browser, sheet, form):
    answer = officer_browser.client.get(sheet(WHOLE) + form)

    text = pages(answer)[0].extract_text() if form else answer.get_data(as_text=True)
    assert "uncle Ray" not in text
    assert "Who do you want at your review?" not in text


def test_the_wish_about_the_meeting_and_whose_words_it_is_stand_there(officer_browser, sheet):
    path = sheet(WHOLE, filled_by="with-help", helper="advocate")

    text = officer_browser.open(path).text

    assert "Do you want to go to your review? No" in text
    assert "Where it is held, What day and time it is, Who is there" in text
    assert text.count("In their own words, with help: an advocate") == 3
    assert "They said more than stands here." in text


def test_the_only_thing_asked_for_stands_there_once(officer_browser, sheet):
    page = officer_browser.open(sheet({"wishes": ["A bike"]})).page

    assert [words.get_text() for words in page.select("blockquote.first__words")] == ["A bike"]


def test_a_text_from_the_right_runs_from_the_right(officer_browser, sheet):
    page = officer_browser.open(sheet(WHOLE)).page

    ways = [words["dir"] for words in page.select("blockquote.first__words")]
    assert ways == ["ltr", "rtl", "ltr"]
    assert [direction_of(said) for said in ("123 مرحبا a", "1: שלום", "… 12", "")] == [
        "rtl", "rtl", "ltr", "ltr",
    ]  # fmt: skip


def test_opening_the_sheet_is_in_the_log_and_told_to_the_child(officer_browser, sheet, store):
    path = sheet(WHOLE)

    officer_browser.open(path)

    with store.look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
        assert acts[-2:] == ["opened-sheet", "opened-views"]
        assert transaction.scalars(select(SentViews)).one().read_by == officer_browser.staff_id


def test_a_child_who_sent_no_words_has_a_sheet_that_says_so(officer_browser, sheet):
    officer_browser.open(sheet({"go": ["no"]}))

    assert "They have sent no words of their own." in officer_browser.text
    assert "An adult wrote down" not in officer_browser.text


@pytest.mark.parametrize("form", ["", ".pdf"])
def test_nobody_else_gets_the_sheet(sheet, app, form):
    path = sheet(WHOLE) + form
    other = signed_in(app, enrolled(app, Duty.OFFICER, name="Sam Other"))
    manager = signed_in(app, enrolled(app, Duty.MANAGER))

    assert other.client.get(path).status_code == 404
    assert manager.client.get(path).status_code == 403
    assert app.test_client().get(path).status_code == 302
