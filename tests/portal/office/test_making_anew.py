"""A lost letter is closed by the one that takes its place, or ended; what was sent stays."""

from sqlalchemy import select

from feedback.store.models import Letter, SentViews
from tests import cases
from tests.portal.office.desk import address, comes_in, makes, on_paper, usual


def test_a_new_letter_closes_the_old_one_and_opens_the_same(app, office, mia):
    number, words, _ = on_paper(makes(office, mia).page)
    office.open(address(mia)).follow("Lost? Make a new letter")
    assert "What was begun and not sent cannot be carried over" in office.text

    office.press("Make the new letter", **usual(office))

    assert comes_in(app, number, words).heading != "Hello, Mia"
    new_number, new_words, _ = on_paper(office.page)
    assert comes_in(app, new_number, new_words).heading == "Hello, Mia"


def test_going_back_and_sending_the_form_again_leaves_the_printed_letter_alone(app, office, mia):
    makes(office, mia)
    office.open(address(mia, "/anew"))
    form, path = office.page, office.path
    number, words, _ = on_paper(office.press("Make the new letter", **usual(office)).page)
    office.page, office.path = form, path

    office.press("Make the new letter", **usual(office))

    assert "A newer letter was made meanwhile" in office.text
    assert comes_in(app, number, words).heading == "Hello, Mia"


def test_what_was_sent_comes_along_with_a_new_letter(office, mia, store, keys):
    makes(office, mia)
    with store.begin() as transaction:
        old = transaction.scalars(select(Letter)).one()
        views = cases.some_views(transaction, keys, old, {"wishes": ["A bike"]})
        key, before = views.id, old.id

    office.open(address(mia, "/anew")).press("Make the new letter", **usual(office))

    with store.look() as transaction:
        assert transaction.get_one(SentViews, key).letter_id != before


def test_an_ended_letter_opens_nothing_and_can_be_replaced(app, office, mia):
    number, words, _ = on_paper(makes(office, mia).page)
    office.open(address(mia)).follow("End this letter")
    assert "What was begun and not sent is gone for good." in office.text

    office.press("End this letter")

    assert "The letter is ended." in office.text
    assert comes_in(app, number, words).heading != "Hello, Mia"
    office.follow("Make a new letter").press("Make the new letter", **usual(office))
    new_number, new_words, _ = on_paper(office.page)
    assert comes_in(app, new_number, new_words).heading == "Hello, Mia"


def test_a_letter_that_is_ended_already_stays_so(office, mia):
    makes(office, mia)
    office.open(address(mia, "/end"))
    form, path = office.page, office.path
    office.press("End this letter")
    office.page, office.path = form, path

    office.press("End this letter")

    assert "The letter was ended on" in office.text
    assert "No letter is out" in office.open(address(mia, "/end")).text


def test_before_a_letter_there_is_nothing_to_make_anew_or_end(office, mia):
    for do in ("/anew", "/end"):
        office.open(address(mia, do))

        assert "o letter" in office.text
        assert not office.page.select("main form")


def test_a_stale_form_ends_no_newer_letter(app, office, mia):
    makes(office, mia)
    office.open(address(mia, "/end"))
    form, path = office.page, office.path
    office.open(address(mia, "/anew")).press("Make the new letter", **usual(office))
    number, words, _ = on_paper(office.page)
    office.page, office.path = form, path

    office.press("End this letter")

    assert "A newer letter was made meanwhile" in office.text
    assert comes_in(app, number, words).heading == "Hello, Mia"
