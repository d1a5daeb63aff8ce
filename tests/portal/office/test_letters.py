"""A letter shows once, opens what it should, and is closed by the one that takes its place."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
import segno
from sqlalchemy import func, select

from feedback.store.models import AuditRow, Letter, Review
from portal import qr
from portal.qr import QUIET
from tests.browser import Browser
from tests.portal.office.conftest import FAR
from tests.portal.office.desk import address, comes_in, makes, on_paper, usual

COUNTED = select(func.count()).select_from(Letter)


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn as pictures to scan, in order."""
    contents = []
    draw = segno.make

    def remembering(content, **how):
        contents.append(content)
        return draw(content, **how)

    monkeypatch.setattr(qr.segno, "make", remembering)
    return contents


def test_a_letter_says_who_asks_for_what_and_when(office, mia):
    makes(office, mia)

    assert office.heading == "1 letter to print"
    for words in ("To Amelia Quill", "Hello Mia !", "Robin Reviewer is your IRO",
                  "Your review is on Friday 20 March 2026 at 2:00", "localhost",
                  "999", "0800 1111", "العربية", "Big print?"):  # fmt: skip
        assert words in office.text.replace("\u202f", " ")


def test_the_words_on_the_letter_open_it(app, office, mia):
    number, words, _ = on_paper(makes(office, mia).page)

    assert re.fullmatch(r"\d{3} \d{3}", number)
    assert comes_in(app, number, words).heading == "Hello, Mia"


def test_the_numbers_beneath_the_words_open_it_too(app, office, mia):
    number, _, numbers = on_paper(makes(office, mia).page)

    assert comes_in(app, number, numbers).heading == "Hello, Mia"


def test_the_picture_on_the_letter_opens_it(app, office, mia, drawn):
    makes(office, mia)

    (content,) = drawn
    whole, _, secret = content.partition("#")
    browser = Browser(app.test_client()).open("/q")
    assert whole == "http://localhost/q"
    assert browser.press("Open my page", scanned=secret).heading == "Hello, Mia"


def test_the_picture_is_drawn_square_for_square_as_it_was_coded(office, mia, drawn):
    makes(office, mia)

    shapes = office.page.select_one(".letter__qr path:last-child")["d"]
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", shapes):
        dark |= {(int(x) - QUIET + step, int(y) - QUIET) for step in range(int(length))}
    rows = segno.make(drawn[0], error="m", boost_error=False, micro=False).matrix
    assert dark == {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}
    assert (
        office.page.select_one(".letter__qr")["viewbox"] == f"0 0 {len(rows) + 8} {len(rows) + 8}"
    )


def test_the_address_on_the_letter_is_the_one_the_council_named(app, office, mia, drawn):
    app.config["HEARD"] = replace(app.config["HEARD"], address="https://heard.example")

    makes(office, mia)

    assert drawn[0].startswith("https://heard.example/q#")
    assert office.page.select_one(".letter__address").get_text() == "heard.example"


def test_a_letter_shows_once(office, mia):
    _, words, numbers = on_paper(makes(office, mia).page)

    for page in (address(mia), address(mia, "/anew"), "/staff/office?show=invited"):
        office.open(page)
        assert not [word for word in words.split() if f" {word} " in office.text]
        assert numbers not in office.text


def test_the_page_with_the_letter_is_kept_by_no_browser(office, mia):
    token = office.open(address(mia)).page.select_one("[name=csrf_token]")["value"]

    answer = office.client.post(
        address(mia, "/make"), data={"csrf_token": token, "version": "short"}
    )

    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_that_opens_a_letter_is_kept_or_written_down(app, office, mia, tmp_path):
    _, words, numbers = on_paper(makes(office, mia).page)

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    for path in kept:
        assert words.encode() not in path.read_bytes()
        assert numbers.encode() not in path.read_bytes()
    assert app.config["HEARD"].instance in kept[0].parents


def test_the_same_form_sent_again_makes_no_second_letter(office, mia, store):
    office.open(address(mia))
    form, path = office.page, office.path
    office.press("Make the letter", **usual(office))
    office.page, office.path = form, path

    office.press("Make the letter", **usual(office))

    assert "This child has a letter for this review" in office.text
    assert office.page.find("a", string="Lost? Make a new letter")
    with store.look() as transaction:
        assert transaction.scalar(COUNTED) == 1


def test_no_letter_is_made_once_the_review_has_begun(office, mia, store, now):
    office.open(address(mia))
    with store.begin() as transaction:
        transaction.get_one(Review, mia).day = now.date()

    office.press("Make the letter", **usual(office))

    assert "This review is over or has begun, so nobody is invited to it." in office.text
    with store.look() as transaction:
        assert transaction.scalar(COUNTED) == 0


def test_a_letter_made_early_says_from_when_it_opens(office, a_named_child):
    makes(office, a_named_child(day=FAR))

    assert "You can open this letter from Thursday 30 April 2026." in office.text


def test_a_form_that_is_none_of_ours_makes_no_letter(office, mia, store):
    office.open(address(mia)).press("Make the letter", version="nonsense")

    assert office.mistakes
    with store.look() as transaction:
        assert transaction.scalar(COUNTED) == 0


@pytest.mark.parametrize("do", ["", "/anew", "/end"])
def test_a_review_nobody_knows_has_no_page(office, do):
    assert office.open(address(uuid4(), do)).status == 404


def test_a_letter_carries_the_name_exactly_and_only_as_words(office, a_named_child):
    makes(office, a_named_child('<i>Bo</i> "O\'Hara"', "Stone", known_as="ليلى"))

    assert office.page.select_one(".letter__hello bdi").get_text() == "ليلى"
    assert office.page.select_one(".letter__head bdi").get_text() == '<i>Bo</i> "O\'Hara" Stone'
    assert not office.page.select("article i")


def test_a_child_without_a_name_and_an_officer_still_has_a_letter(office, a_named_child):
    makes(office, a_named_child("", ""))

    assert office.page.select_one(".letter__hello").get_text() == "Hello!"
    assert "Your IRO runs your review." in office.text


def test_the_childs_own_language_comes_first(office, a_named_child):
    makes(office, a_named_child(language="ti"))

    first = office.page.select_one(".letter__languages bdi")
    assert (first["lang"], first["class"]) == ("ti", ["letter__own"])


def test_each_letter_made_is_in_the_log_with_who_made_it(office, mia, store):
    makes(office, mia)

    with store.look() as transaction:
        row = transaction.scalars(select(AuditRow).where(AuditRow.act == "issued-letter")).one()
        assert (UUID(row.who), row.role, row.subject_id) == (office.staff_id, "office", mia)


def test_only_the_office_makes_letters(officer_browser, duty_browser, mia):
    for other in (officer_browser, duty_browser):
        assert other.open(address(mia)).status == 403
