"""A few letters are the answer to the form, each on a sheet of its own; see test_batches."""

from datetime import timedelta

from tests.portal.office.conftest import SOON
from tests.portal.office.desk import comes_in, makes, on_paper

USUAL = {"version": "", "language": ""}


def test_everybody_who_is_due_is_invited_on_one_page(app, office, mia, a_named_child):
    a_named_child("Ben", "Stone", day=SOON)
    office.open("/staff/office?show=due")
    ticked = [box["value"] for box in office.page.select("[name=review]")]

    office.press("Make the letters I ticked", **USUAL, review=ticked)

    assert office.heading == "2 letters to print"
    assert "Hello Mia !" in office.text
    sheets = office.page.select("article.letter")
    assert len(sheets) == 2
    for sheet in sheets:
        assert comes_in(app, *on_paper(sheet)[:2]).heading in {"Hello, Mia", "Hello, Ben"}
    assert office.open("/staff/office?show=due").page.select("[name=review]") == []
    assert str(mia) in ticked


def test_fifty_at_most_are_offered_at_a_time(office, many):
    for _ in range(4):
        many(14, first=SOON - timedelta(days=5))

    office.open("/staff/office?show=due")

    assert len(office.page.select("[name=review]")) == 50
    assert "Page 1 of 2" in office.text


def test_who_was_invited_meanwhile_is_left_out_and_counted(office, mia, a_named_child):
    ben = a_named_child("Ben", "Stone")
    office.open("/staff/office?show=due")
    page, path = office.page, office.path
    makes(office, mia)
    office.page, office.path = page, path

    office.press("Make the letters I ticked", **USUAL, review=[str(mia), str(ben)])

    assert office.heading == "1 letter to print"
    assert "1 of those you ticked has a letter already" in office.text


def test_ticking_nobody_or_only_those_invited_makes_no_letter(office, mia):
    office.open("/staff/office?show=due")
    page, path = office.page, office.path
    assert (
        "Tick the children" in office.press("Make the letters I ticked", **USUAL, review="-").text
    )
    makes(office, mia)
    office.page, office.path = page, path

    office.press("Make the letters I ticked", **USUAL, review=str(mia))

    assert "All of them have a letter already" in office.text
