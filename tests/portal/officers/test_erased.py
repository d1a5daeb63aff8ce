"""What was erased because its time was over is not said to be taken back."""

from datetime import date

from sqlalchemy import select

from feedback.services.retention import erase
from feedback.store.models import SentViews


def test_what_was_erased_when_its_time_was_over_is_not_said_to_be_taken_back(
    officer_browser, store, ada
):
    with store.begin() as transaction:
        views = transaction.scalars(select(SentViews)).one()
        views.real = False  # so that nothing had to be filed first
        transaction.flush()
        erase.take_words(transaction, [views.id], on=date(2026, 3, 2))

    officer_browser.open(f"/staff/reviews/{ada}")

    assert "These words are no longer kept here" in officer_browser.text
    assert "Erased on 2 Mar" in officer_browser.text
    assert "took these words back" not in officer_browser.text
    assert "Please don’t tell" not in officer_browser.text
