"""What somebody at the office’s desk does with a letter, and a child with what is printed."""

from sqlalchemy import select

from tests.browser import Browser

NEW = {
    "CHILD": "0077",
    "DOB": "2016-05-10",
    "FIRST_NAME": "Amelia",
    "LAST_NAME": "Quill",
    "KNOWN_AS": "Mia",
    "LANGUAGE": "en",
    "SEX": "1",
    "DECOM": "2026-02-01",
    "LS": "C2",
}
"""A child as somebody types them in."""


def address(review_id, do=""):
    return f"/staff/office/letters/{review_id}{do}"


def makes(browser, review_id, **more):
    """Make the letter of a review as it is usual, and stay on the page that shows it."""
    return browser.open(address(review_id)).press("Make the letter", **(usual(browser) | more))


def usual(browser):
    return {"version": browser.page.select_one("[name=version][checked]")["value"]}


def on_paper(page):
    """Read off a letter what a child would type: its number, its words, its numbers."""
    number = page.select_one(".code__number--large").get_text()
    words = [word.get_text() for word in page.select(".code__word")]
    numbers = page.select_one(".letter__words > p:last-child .code__number").get_text()
    return number, " ".join(words), numbers


def comes_in(app, number, words):
    return Browser(app.test_client()).open("/").press(number=number, words=words)


def rows(store, model):
    with store.look() as transaction:
        found = transaction.scalars(select(model)).all()
        transaction.expunge_all()
    return found


def plans(office, **review):
    office.follow("Plan a review")
    given = {"DATE": "2026-03-20", "TIME": "14:00", "OFFICER": "", "SOCIAL_WORKER": ""} | review
    return office.press("Keep the review", **given)
