"""What needs a human quickly is on the duty list at once, and stays until a person has it."""

from datetime import timedelta

import pytest

from feedback.services.raise_concern import (
    Escalation,
    acknowledge,
    escalation,
    open_concerns,
    raise_concern,
    told,
)
from feedback.store.models import AuditRow, Concern, ConcernKind
from tests.road import NOW

TALK = ConcernKind.TALK_TODAY


def raised(road, kind=TALK, *, now=NOW):
    with road.store.begin() as transaction:
        return raise_concern(transaction, road.letter_id, kind, now=now)


def seen(road, concern_id, *, now=NOW):
    with road.store.begin() as transaction:
        return acknowledge(transaction, concern_id, road.officer_id, keys=road.keys, now=now)


def test_a_concern_is_on_the_duty_list_with_the_child_and_the_officer_and_no_content(invited):
    concern_id = raised(invited)

    with invited.store.look() as transaction:
        (line,) = open_concerns(transaction)

    assert (line.id, line.kind, line.raised_at) == (concern_id, TALK, NOW)
    assert (line.child_id, line.review_id) == (invited.child_id, invited.review_id)
    assert line.officer == "Robin Reviewer"


def test_pressing_again_while_nobody_has_it_adds_nothing(invited):
    first = raised(invited)
    again = raised(invited, now=NOW + timedelta(minutes=3))

    assert first == again
    assert [row.raised_at for row in invited.rows(Concern)] == [NOW]


def test_another_reason_is_another_line_and_the_oldest_stands_first(invited):
    raised(invited, ConcernKind.ADVOCATE, now=NOW + timedelta(minutes=1))
    raised(invited)

    with invited.store.look() as transaction:
        lines = open_concerns(transaction)

    assert [line.kind for line in lines] == [TALK, ConcernKind.ADVOCATE]


def test_somebody_has_it_once_and_it_leaves_the_list_and_is_in_the_log(invited):
    concern_id = raised(invited)

    assert seen(invited, concern_id)
    assert not seen(invited, concern_id)

    with invited.store.look() as transaction:
        assert open_concerns(transaction) == ()
    assert [row.act for row in invited.rows(AuditRow)].count("saw-concern") == 1


def test_after_somebody_had_it_the_child_can_ask_again(invited):
    first = raised(invited)
    seen(invited, first)

    assert raised(invited, now=NOW + timedelta(hours=2)) != first


def test_the_child_is_told_by_when_and_never_that_it_was_seen_before_it_was(invited):
    concern_id = raised(invited)
    with invited.store.look() as transaction:
        (before,) = told(transaction, invited.letter_id)
    seen(invited, concern_id, now=NOW + timedelta(minutes=4))

    with invited.store.look() as transaction:
        (after,) = told(transaction, invited.letter_id)

    assert (before.kind, before.seen_at) == (TALK, None)
    assert before.by == NOW + timedelta(minutes=15)
    assert after.seen_at == NOW + timedelta(minutes=4)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, Escalation(0, NOW + timedelta(minutes=15))),
        (14, Escalation(0, NOW + timedelta(minutes=15))),
        (15, Escalation(1, NOW + timedelta(hours=1))),
        (60, Escalation(2, NOW + timedelta(hours=4))),
        (240, Escalation(3, NOW + timedelta(hours=8))),
        (479, Escalation(3, NOW + timedelta(hours=8))),
        (480, Escalation(4, NOW + timedelta(hours=12))),
        (24 * 60, Escalation(8, NOW + timedelta(hours=28))),
    ],
)
def test_an_unseen_concern_climbs_at_15_minutes_1_hour_and_every_4_hours(minutes, expected):
    assert escalation(NOW, NOW + timedelta(minutes=minutes)) == expected
