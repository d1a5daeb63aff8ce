"""An officer at their desk on a Tuesday afternoon, and one child of theirs."""

from datetime import date, timedelta

import pytest
import time_machine

from tests import cases

TOMORROW, YESTERDAY = date(2026, 3, 4), date(2026, 3, 2)
SAID = {
    "topics": ["health"],
    "feelings": ["happy", "worried"],
    "wishes": ["A lock on my door", "To see my brother"],
    "only-iro": ["Please don’t tell <b>anyone</b> yet."],
    "go": ["yes"],
    "join": ["speak"],
}


@pytest.fixture(autouse=True)
def _on_that_day(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def ada(store, keys, officer_browser):
    """A review yesterday, of Ada, who sent something the day before."""
    with store.begin() as transaction:
        child = cases.a_child(transaction, keys, officer_browser.staff_id)
        review = cases.a_review(transaction, child, YESTERDAY)
        letter, _ = cases.a_letter(transaction, review)
        cases.some_views(
            transaction, keys, letter, SAID, intends="go-speak", wants_talk=True,
            sent_at=letter.closes_at - timedelta(hours=3),
        )  # fmt: skip
        return review.id


@pytest.fixture
def others(store, keys):
    """A review of a child whom another officer answers for."""
    with store.begin() as transaction:
        other = cases.an_officer(transaction, "Sam Other")
        child = cases.a_child(transaction, keys, other.id, "Ben Stone")
        return cases.a_review(transaction, child, YESTERDAY).id
