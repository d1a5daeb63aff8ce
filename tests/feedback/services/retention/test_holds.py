"""A hold stops deletion: of a child, or of everything; with a reason, by somebody, until a day."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import HoldRefused
from feedback.services.retention import holds
from feedback.services.retention.holds import By
from feedback.services.retention.run import run, show
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.journal import Journal
from feedback.store.models import AuditRow
from tests.feedback.services.retention.lives import NOW, TODAY, Town

WHY = "A court asked for all of it on 30 October."


@pytest.fixture
def town(store, keys, tmp_path):
    return Town(store, keys, Journal(tmp_path / "journal"))


@pytest.fixture
def by(town):
    return By(COMMAND, None, town.keys, NOW)


def placed(town, by, child, *, why=WHY, until=TODAY + timedelta(days=30)):
    with town.store.begin() as transaction:
        return holds.place(transaction, child, why, until, by=by)


def old(town):
    """A child whose words are due, and one row of each of the other kinds that go."""
    child = town.child(ended=date(2026, 1, 1))
    town.review(child, date(2025, 11, 3), filed=date(2025, 11, 5))
    return child


def test_nothing_of_a_child_goes_while_somebody_says_why_and_others_go_on(town, by):
    mia, tom = old(town), old(town)
    placed(town, by, mia)

    plan = show(town.store, town.broom())

    reviews = town.everything()["review"]
    assert {reviews[(key,)]["child_id"] for key in plan.words} == {tom}
    assert plan.due.held == 1


def test_a_hold_on_everything_stops_evaluations_and_the_log_too(town):
    old(town)
    town.puts("sheet", quarter="2016-17Q1")
    town.puts("absence", since=date(2016, 1, 1), until=date(2016, 2, 1))
    town.puts("audit", place=1, at=datetime(2016, 1, 1, tzinfo=UTC))
    assert not show(town.store, town.broom()).is_empty

    town.puts("hold", child_id=None, until=TODAY)

    assert show(town.store, town.broom()).is_empty
    assert run(town.store, town.broom()).place is None


def test_the_log_stays_whole_while_anything_is_held(town):
    town.puts("audit", place=1, at=datetime(2016, 1, 1, tzinfo=UTC))
    assert show(town.store, town.broom()).due.log == 1

    town.puts("hold", child_id=town.child(), until=TODAY)

    assert show(town.store, town.broom()).due.log is None


def test_a_hold_ends_after_its_last_day_or_when_it_is_lifted(town, by):
    child = old(town)
    hold = placed(town, by, child, until=TODAY + timedelta(days=1))

    later = [town.broom(now=NOW + timedelta(days=days)) for days in (1, 2)]
    assert [show(town.store, one).is_empty for one in later] == [True, False]

    with town.store.begin() as transaction:
        holds.lift(transaction, hold, by=by)
    assert not show(town.store, town.broom()).is_empty


def test_a_hold_is_listed_with_its_reason_and_who_placed_it(town, by):
    child = town.child()
    placed(town, By(COMMAND, town.staff, town.keys, NOW), child)
    placed(town, by, None, until=TODAY + timedelta(days=9))

    with town.store.look() as transaction:
        found = holds.standing(transaction, today=TODAY)
    permit = audit.opened_by(
        town.store, COMMAND, Act("opened-holds", "hold"), keys=town.keys, now=NOW
    )

    assert [(one.child_id, one.placed_by) for one in found] == [(None, ""), (child, "word")]
    assert [holds.why(one, permit) for one in found] == [WHY, WHY]
    assert WHY.encode() not in found[0].reason


def test_placing_and_lifting_are_in_the_log(town, by):
    child = town.child()
    hold = placed(town, by, child)
    with town.store.begin() as transaction:
        holds.lift(transaction, hold, by=by)

    with town.store.look() as transaction:
        rows = transaction.query(AuditRow).order_by(AuditRow.place).all()
        assert [(row.act, row.subject, row.subject_id) for row in rows] == [
            ("placed-hold", "child", child),
            ("lifted-hold", "child", child),
        ]


@given(why=st.text(max_size=19) | st.text(min_size=1_001, max_size=1_003, alphabet="a"))
def test_a_reason_that_explains_nothing_is_none(why):
    with pytest.raises(HoldRefused, match="Say in 20 to 1000 letters"):
        holds.place(None, None, why, TODAY, by=None)


def test_a_hold_does_not_end_before_it_begins(town, by):
    with pytest.raises(HoldRefused, match="future"):
        placed(town, by, None, until=TODAY)


def test_a_hold_that_does_not_stand_is_not_lifted(town, by):
    hold = placed(town, by, None)
    with town.store.begin() as transaction:
        holds.lift(transaction, hold, by=by)

    for key in (hold, uuid4()):
        with pytest.raises(HoldRefused, match="no such hold"), town.store.begin() as transaction:
            holds.lift(transaction, key, by=by)


def test_a_child_is_found_by_the_number_of_the_return(town):
    child = town.child()
    number = town.everything()["child"][(child,)]["number"]

    with town.store.look() as transaction:
        assert holds.child_numbered(transaction, number) == child
        with pytest.raises(HoldRefused, match="no child with that number"):
            holds.child_numbered(transaction, "nobody")
