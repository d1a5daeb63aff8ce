"""The office sees whose review is when and whose letter is out, and no word of any child."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select

from feedback.store.models import AuditRow, Episode, LetterReply, Review
from tests import cases
from tests.portal.office.conftest import FAR, SOON

LISTS = {
    "to-come": "No review is planned.",
    "due": "Everybody who may be invited has a letter.",
    "invited": "No letter is out.",
    "needs-a-date": "Every child in care has a review planned.",
}


def finds(browser, wanted):
    return browser.open("/staff/office").press("Find", wanted=wanted)


@pytest.mark.parametrize("show", LISTS)
def test_an_empty_list_says_so(office, show):
    office.open(f"/staff/office?show={show}")

    assert office.heading == "Caseload"
    assert LISTS[show] in office.text


def test_a_list_that_is_not_there_is_the_usual_one(office):
    office.open("/staff/office?show=everything&page=none")

    assert LISTS["to-come"] in office.text


@pytest.mark.usefixtures("mia")
def test_a_review_is_listed_with_both_names_the_day_and_the_officer(office):
    office.open("/staff/office")

    for words in ("Mia Quill", "Amelia Quill", "Friday 20 March 2026, 14:00", "Robin Reviewer",
                  "None yet", "Nothing yet"):  # fmt: skip
        assert words in office.text


@pytest.mark.usefixtures("mia")
def test_the_names_of_a_page_are_one_row_of_the_log(office, store):
    opened = select(func.count()).where(AuditRow.act == "opened-names")
    with store.look() as transaction:
        before = transaction.scalar(opened)

    office.open("/staff/office")

    with store.look() as transaction:
        assert transaction.scalar(opened) == before + 1


def test_the_lists_say_how_long_they_are(office, mia, a_named_child, store):
    a_named_child("Ben", "Stone", day=FAR)
    with store.begin() as transaction:
        invited = review_of(transaction, mia)
        cases.a_letter(transaction, invited)

    office.open("/staff/office")

    assert "Reviews to come (2) Due to be invited (0) Invited (1) Needs a date (0)" in office.text


def review_of(transaction, review_id):
    return transaction.get_one(Review, review_id)


def test_that_something_came_back_is_said_and_not_a_word_of_it(office, store, keys, mia):
    with store.begin() as transaction:
        letter, _ = cases.a_letter(transaction, review_of(transaction, mia))
        cases.some_views(
            transaction, keys, letter, {"wishes": ["A lock on my door"]}, intends="go-speak",
            wants_talk=True,
        )  # fmt: skip
    office.open("/staff/office?show=invited")
    assert "Something came" in office.text

    pages = [office.text, office.open(f"/staff/office/letters/{mia}").text]

    assert "Something came" in pages[1]
    for text in pages:
        for word in ("lock", "talk", "Go and"):
            assert word not in text


def test_a_child_in_care_without_a_date_is_listed_and_cannot_be_invited(office, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, None, "Ben Stone")
        transaction.add(
            Episode(child_id=child.id, began=date(2025, 1, 1), reason="S", legal_status="C2",
                    row=b"-")
        )  # fmt: skip

    office.open("/staff/office?show=needs-a-date")

    assert "Ben Stone" in office.text
    assert not office.page.select("main table a[href*=letters], main table input")


def test_a_long_list_has_pages(office, many):
    many(120)
    office.open("/staff/office")
    assert "Child099" in office.text
    assert "Child100" not in office.text
    assert "Page 1 of 2" in office.text

    office.follow("Next page")

    assert "Child119" in office.page.main.get_text()


def test_a_page_beyond_the_last_is_the_last(office, many):
    many(2)

    office.open("/staff/office?page=99")

    assert "Child001" in office.text


@pytest.mark.parametrize("children", [3, 130])
@pytest.mark.parametrize("show", LISTS)
def test_a_list_asks_the_store_ten_times_at_most(office, app, many, children, show):
    many(children, first=date(2026, 3, 4))
    asked = []
    engine = app.extensions["heard.store"].engine
    office.open("/staff/nothing-here")  # what is asked once a process is asked now
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    office.open(f"/staff/office?show={show}")

    assert len([words for words in asked if words.startswith("SELECT")]) <= 10


@pytest.mark.usefixtures("mia")
@pytest.mark.parametrize("wanted", ["mia", "QUILL amelia", "Amélia", "mia quill"])
def test_a_child_is_found_by_any_of_their_names(office, a_named_child, wanted):
    a_named_child("Ben", "Stone")

    finds(office, wanted)

    assert "Mia Quill" in office.text
    assert "Ben Stone" not in office.text


def test_a_child_is_found_by_the_number_of_their_letter(office, store, mia, a_named_child):
    a_named_child("Ben", "Stone")
    with store.begin() as transaction:
        letter, _ = cases.a_letter(transaction, review_of(transaction, mia))
        number = letter.number

    finds(office, number)

    assert "Mia Quill" in office.text
    assert "Ben Stone" not in office.text


def test_a_child_who_needs_a_date_is_found_too(office, store, keys):
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, None, "Ben Stone")
        transaction.add(
            Episode(child_id=child.id, began=date(2025, 1, 1), reason="S", legal_status="C2",
                    row=b"-")
        )  # fmt: skip

    assert "Ben Stone" in finds(office, "stone").text


@pytest.mark.usefixtures("mia")
@pytest.mark.parametrize("wanted", ["", "nobody", "mia stone"])
def test_who_is_not_found_is_not_shown(office, wanted):
    finds(office, wanted)

    assert "Nobody on these lists has that name or number." in office.text


@pytest.mark.usefixtures("mia")
def test_a_childs_name_never_stands_in_an_address(office):
    finds(office, "Quill")

    assert office.path == "/staff/office/search"


def test_more_than_a_page_of_finds_asks_for_more_of_the_name(office, many):
    many(101)

    assert "There are more." in finds(office, "example").text


@pytest.mark.parametrize("first", ['O\'Hara "Bo"', "<b>Bo</b>", "ليلى", "Zoë\u202e"])
def test_a_name_in_any_script_and_with_any_sign_stands_as_it_is(office, a_named_child, first):
    a_named_child(first, "Stone")

    office.open("/staff/office")

    (name,) = office.page.select("main th bdi")
    assert name.get_text() == f"{first} Stone"


def test_a_child_without_a_name_is_still_listed(office, a_named_child):
    a_named_child("", "")

    assert "A child without a name here" in office.open("/staff/office").text


def test_a_review_today_is_marked(office, a_named_child):
    a_named_child(day=SOON - timedelta(17))

    assert "Today" in office.open("/staff/office").text.split("Tuesday 3 March 2026, 14:00")[1]


@pytest.mark.parametrize("page", ["/staff/office", "/staff/office/import"])
def test_nobody_but_the_office_sees_these_pages(officer_browser, duty_browser, page):
    for other in (officer_browser, duty_browser):
        assert other.open(page).status == 403


def test_a_child_who_does_not_want_to_be_asked_is_marked_and_nobody_reminds_them(
    office, mia, store, now
):
    with store.begin() as transaction:
        review = transaction.get_one(Review, mia)
        letter, _ = cases.a_letter(transaction, review)
        said = LetterReply(letter_id=letter.id, stage="consultation", reply="no", said_at=now)
        said.helped = said.without_pictures = False
        transaction.add(said)

    office.open("/staff/office?show=invited")

    assert "Does not want to be asked" in office.text
    assert "Nobody reminds them." in office.text


def test_the_language_in_which_a_child_asked_for_an_interpreter_is_marked(office, store, mia):
    with store.begin() as transaction:
        review = transaction.get_one(Review, mia)
        cases.a_letter(transaction, review, interpreter="ckb")

    office.open("/staff/office?show=invited")

    assert "Asked for an interpreter: Kurdish (Sorani)" in office.text
