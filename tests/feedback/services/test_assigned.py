"""Which officer answers for which child on a day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from feedback.errors import NotYours
from feedback.services.assigned import answers_for, is_assigned, must_be_assigned

SINCE = date(2025, 1, 1)


def test_an_officer_answers_for_a_child_from_the_first_day_on_and_nobody_else_does(mia):
    with mia.store.look() as transaction:
        assert is_assigned(transaction, mia.officer_id, mia.child_id, today=SINCE)
        assert not is_assigned(
            transaction, mia.officer_id, mia.child_id, today=SINCE - timedelta(1)
        )
        assert not is_assigned(transaction, uuid4(), mia.child_id, today=SINCE)
        assert answers_for(transaction, mia.officer_id, today=SINCE) == {mia.child_id}
        assert answers_for(transaction, uuid4(), today=SINCE) == frozenset()


def test_somebody_elses_child_is_refused(mia):
    with mia.store.look() as transaction:
        must_be_assigned(transaction, mia.officer_id, mia.child_id, today=SINCE)
        with pytest.raises(NotYours):
            must_be_assigned(transaction, uuid4(), mia.child_id, today=SINCE)
