from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from feedback.services.masked_comments import Desk, masked_comments
from feedback.store.models import AuditRow
from tests.cases import a_child, a_review
from tests.commented import a_comment, a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TOLD = "Robin told zorgling and Quill and mrs bakewell that i was at Zedbury, ask Wendy Worker"


@pytest.fixture
def people(store, keys):
    with store.begin() as transaction:
        people = staff(transaction, "Dana Duty", "Robin Reviewer", "Pat First")
        child = a_child(transaction, keys, people[1])
        a_review(transaction, child, date(2026, 1, 5), social_worker="Wendy Worker")
        return people


def _comments(store, keys, people, *texts):
    with store.begin() as transaction:
        sheets = [a_sheet(transaction, keys, text) for text in texts]
        return [a_comment(transaction, sheet, people[0]).id for sheet in sheets]


def test_a_comment_is_masked_with_every_name_the_council_knows(store, keys, people):
    ids = _comments(store, keys, people, TOLD)

    (found,) = masked_comments(store, Desk(people[2], keys, NOW), ids)

    shown = found.redacted.text.casefold()
    assert not [
        name for name in ("robin", "quill", "bakewell", "zedbury", "wendy") if name in shown
    ]
    assert found.question == "more"
    assert found.may_quote


def test_comments_come_in_the_order_of_random_keys(store, keys, people):
    ids = _comments(store, keys, people, *(f"number {n}" for n in range(6)))

    found = masked_comments(store, Desk(people[2], keys, NOW), ids[::-1])

    assert [one.id for one in found] == sorted(ids)


def test_nothing_stands_beside_a_comment_that_tells_of_a_child(store, keys, people):
    ids = _comments(store, keys, people, "I was heard")

    (found,) = masked_comments(store, Desk(people[2], keys, NOW), ids)

    assert set(type(found).__dataclass_fields__) == {"id", "question", "redacted", "may_quote"}


def test_the_log_knows_before_anything_is_opened_and_of_nothing_nothing_is_written(
    store, keys, people
):
    ids = _comments(store, keys, people, "I was heard", "and I was not")
    desk = Desk(people[2], keys, NOW)

    assert masked_comments(store, desk, []) == ()
    masked_comments(store, desk, ids)

    with store.look() as transaction:
        (row,) = transaction.scalars(select(AuditRow).order_by(AuditRow.place))
        assert (row.act, row.role, row.subject_id) == ("read-masked", "participation", None)
