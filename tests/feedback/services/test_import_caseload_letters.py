"""A letter that is out says what is true after an import, too."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from feedback.questionnaire import Version
from feedback.services.invite import Order, make_letter
from feedback.store import audit
from feedback.store.models import (
    Card,
    Cost,
    Letter,
    Review,
)
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import BASE, DESK, NAMES, NOW, PLANNED, one, take_in


def a_letter_out(store, keys):
    with store.begin() as transaction:
        review = transaction.scalars(select(Review)).one()
        order = Order(audit.Permit(0, keys), cost=Cost.FULL)
        issued = make_letter(transaction, review, order, desk=DESK, now=NOW)
        issued.letter.version = Version.LONGER
        transaction.add(issued.letter)


def greeting(store, letter):
    with store.look() as transaction:
        return transaction.scalar(select(Card.content).where(Card.letter_id == letter.id))


def test_a_letter_that_is_out_follows_its_review_to_another_day(store, keys):
    take_in(store, keys, folder(**BASE, children=[NAMES], planned=[PLANNED]))
    a_letter_out(store, keys)

    take_in(store, keys, folder(planned=[PLANNED.replace("01/12/2026,09:30", "10/12/2026,14:00")]))

    letter = one(store, Letter)
    assert letter.closes_at == datetime(2026, 12, 10, 14, tzinfo=UTC)
    assert letter.opens_on == date(2026, 11, 12)
    assert greeting(store, letter)


@pytest.mark.parametrize(
    ("change", "rewritten"),
    [
        ({"children": [NAMES.replace("Ad,", "Addie,")]}, True),
        ({"planned": [PLANNED.replace("Jo Lamb", "Jo Ash")]}, True),
        ({"planned": [PLANNED.replace("Sam Hill", "Cy Low")]}, False),
        ({"children": [NAMES], "planned": [PLANNED]}, False),
    ],
)
def test_the_greeting_is_written_anew_when_something_in_it_changes(store, keys, change, rewritten):
    take_in(store, keys, folder(**BASE, children=[NAMES], planned=[PLANNED]))
    a_letter_out(store, keys)

    take_in(store, keys, folder(**change))

    assert bool(greeting(store, one(store, Letter))) is rewritten
