"""The log looked through: by day, person, kind and child, at the same cost however long it is."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, insert

from feedback.services.read_log import (
    A_PAGE,
    Wanted,
    child_with,
    kinds,
    people,
    read_log,
    whole_log,
)
from feedback.store import audit
from feedback.store.audit import SYSTEM, Act, Actor
from feedback.store.models import AuditRow
from tests import cases

ADA, BEN = Actor(str(uuid4()), "officer"), Actor(str(uuid4()), "office")


@pytest.fixture
def write(transaction, keys, now):
    def writes(actor=SYSTEM, act="tipped-out", subject="tray", key=None, *, at=now, reason=""):
        return audit.write(transaction, actor, Act(act, subject, key, reason), keys=keys, now=at)

    return writes


def places(leaf):
    return [one.place for one in leaf.entries]


def test_the_newest_rows_come_first_and_pages_meet_without_a_gap(transaction, write):
    for _ in range(2 * A_PAGE + 1):
        write()

    first = read_log(transaction, Wanted())
    second = read_log(transaction, Wanted(), before=first.older)
    third = read_log(transaction, Wanted(), before=second.older)

    assert (places(first)[0], first.newer) == (2 * A_PAGE + 1, None)
    assert places(first) + places(second) + places(third) == list(range(2 * A_PAGE + 1, 0, -1))
    assert third.older is None
    assert read_log(transaction, Wanted(), after=third.newer) == second
    assert read_log(transaction, Wanted(), after=second.newer).newer is None
    assert read_log(transaction, Wanted(), before=1).entries == ()


def test_rows_are_found_by_day_in_england_by_person_and_by_kind(transaction, write):
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight of the second
    write(ADA, "opened-views", at=late - timedelta(hours=1))
    write(BEN, "opened-views", at=late)
    write(ADA, "issued-letter", at=late + timedelta(days=1), reason="why")

    def found(**wanted):
        return places(read_log(transaction, Wanted(**wanted)))

    assert found(since=date(2026, 6, 2)) == [3, 2]
    assert found(until=date(2026, 6, 1)) == [1]
    assert found(since=date(2026, 6, 2), until=date(2026, 6, 2)) == [2]
    assert found(who=ADA.who) == [3, 1]
    assert found(act="opened-views") == [2, 1]
    assert found(act="opened-views", who=BEN.who) == [2]
    assert [one.has_reason for one in read_log(transaction, Wanted()).entries] == [
        True,
        False,
        False,
    ]
    assert kinds(transaction) == ("issued-letter", "opened-views")


def test_what_was_done_about_one_child_is_found_whatever_it_was_about(transaction, keys, write):
    child = cases.a_child(transaction, keys, None)
    other = cases.a_child(transaction, keys, None)
    review = cases.a_review(transaction, child, date(2026, 3, 3))
    letter, _key = cases.a_letter(transaction, review)
    said = {"wishes": ["A dog"]}
    views = cases.some_views(transaction, keys, letter, said)
    for subject, key in (
        ("child", child.id),
        ("child", other.id),
        ("review", review.id),
        ("letter", letter.id),
        ("views", views.id),
        ("views", None),
        ("sheet", review.id),
    ):
        write(subject=subject, key=key)

    found = read_log(transaction, Wanted(child_id=child.id))

    assert [one.subject for one in found.entries] == ["views", "letter", "review", "child"]
    assert read_log(transaction, Wanted(child_id=uuid4())).entries == ()
    assert child_with(transaction, f" {child.number} ") == child.id
    assert child_with(transaction, "nobody’s") is None


def test_the_whole_of_it_is_given_with_keys_and_links_the_oldest_first(transaction, write):
    key = uuid4()
    rows = [write(ADA, subject="review", key=key), write()]

    given = list(whole_log(transaction, Wanted()))

    assert [(entry.place, of, link) for entry, of, link in given] == [
        (1, str(key), rows[0].mac.hex()),
        (2, "", rows[1].mac.hex()),
    ]


def test_everybody_who_works_here_is_listed_by_name(transaction):
    ben, ada = cases.an_officer(transaction, "Ben"), cases.an_officer(transaction, "Ada")
    transaction.flush()

    assert people(transaction) == ((str(ada.id), "Ada"), (str(ben.id), "Ben"))


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(who=ADA.who),
        Wanted(act="act-7"),
        Wanted(since=date(2026, 3, 4), until=date(2026, 3, 4)),
        Wanted(child_id=uuid4()),
    ],
)
def test_no_page_of_a_long_log_reads_all_of_it(transaction, now, wanted):
    if transaction.get_bind().dialect.name != "sqlite":
        return
    _fill(transaction, now, 3_000)
    asked = []
    event.listen(
        transaction.get_bind(), "before_cursor_execute", lambda *said: asked.append(said[2:4])
    )

    read_log(transaction, wanted, before=2_500)

    (statement, told) = asked[-1]
    connection = transaction.connection().connection.dbapi_connection
    plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", told))
    assert "SCAN" not in plan, plan


def _fill(transaction, now, rows):
    transaction.execute(
        insert(AuditRow),
        [
            {
                "place": place, "at": now + timedelta(minutes=place), "who": ADA.who,
                "role": "officer", "act": f"act-{place % 40}", "subject": "views",
                "subject_id": uuid4(), "mac": bytes(32),
            }
            for place in range(1, rows + 1)
        ],
    )  # fmt: skip
