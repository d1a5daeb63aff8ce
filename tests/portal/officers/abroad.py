"""A child who wrote in Arabic, and the interpreter’s version an officer writes down."""

from sqlalchemy import select

from feedback.store.models import SentViews


def in_arabic(store, review_id):
    """Turn what was sent for a review into Arabic, and return its key."""
    with store.begin() as transaction:
        sent = select(SentViews).where(SentViews.review_id == review_id)
        views = transaction.scalars(sent).one()
        views.language = "ar"
        return views.id


def interpret(browser, views_id, **more):
    """Write down a version of each piece, by number."""
    page = browser.open(f"/staff/reviews/words/{views_id}/version")
    boxes = {box["name"]: f"In English {n}" for n, box in enumerate(page.page.select("textarea"))}
    said = boxes | {"interpreter": "Huda Salem", "on": "2026-03-02"} | more
    return page.press("Keep this version", **said)


def of_secret(browser, views_id):
    """Say what the version of the words for the officer alone is: the one below its question."""
    page = browser.open(f"/staff/reviews/words/{views_id}/version").page
    twin = next(one for one in page.select(".twin") if "anyone" in one.get_text())
    return twin.textarea.get_text()
