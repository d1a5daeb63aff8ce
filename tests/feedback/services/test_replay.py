"""A database that was lost and restored gets back what was acknowledged since."""

import json
from uuid import uuid4

import pytest

from feedback.services.replay import Replayed, replay
from feedback.store.journal import Book, Line
from feedback.store.models import (
    Ask,
    ChildCopy,
    Concern,
    Draft,
    Letter,
    SentViews,
    Tray,
    TrayKey,
)
from feedback.store.sealing import Place
from tests.road import NOW

ANSWERS = {"worries": "The dark", "wishes": ["See my sister"], "safe": "no"}
TABLES = (Concern, Ask, ChildCopy, SentViews)


@pytest.fixture
def lost(invited):
    """A child who sent her views, and a database restored from before she did."""
    invited.has_sent(**ANSWERS)
    with invited.store.begin() as transaction:
        for table in TABLES:
            transaction.query(table).delete()
    return invited


def test_what_was_acknowledged_comes_back_whole(lost):
    result = replay(lost.store, lost.journal)

    assert result == Replayed(added=1, there=0, homeless=0)
    (views,) = lost.rows(SentViews)
    plain = lost.keys.open(views.answers, Place("views", "answers", views.id))
    assert json.loads(plain)["worries"] == ["The dark"]
    assert views.sent_at == NOW
    assert [len(lost.rows(table)) for table in TABLES] == [1, 1, 1, 1]


def test_replaying_twice_adds_nothing(lost):
    replay(lost.store, lost.journal)

    assert replay(lost.store, lost.journal) == Replayed(added=0, there=1, homeless=0)


def test_replaying_over_a_database_that_lost_nothing_changes_nothing(invited):
    invited.has_sent(**ANSWERS)

    assert replay(invited.store, invited.journal).added == 0


def test_a_draft_that_the_backup_still_held_is_not_sent_a_second_time(lost):
    (line,) = lost.journal.lines()
    with lost.store.begin() as transaction:
        draft = Draft(
            id=line.key, letter_id=lost.letter_id, stage="consultation",
            questionnaire="consultation.short", edition=1, digest="0" * 64, touched_at=NOW,
        )  # fmt: skip
        transaction.add(draft)

    replay(lost.store, lost.journal)

    assert not lost.rows(Draft)


def test_what_was_erased_since_stays_erased(lost):
    (line,) = lost.journal.lines()

    replay(lost.store, lost.journal, erased=frozenset({line.key}))

    assert not lost.rows(SentViews)


def test_a_submission_whose_letter_the_backup_does_not_know_is_counted_and_not_lost_silently(lost):
    with lost.store.begin() as transaction:
        transaction.query(Letter).delete()

    assert replay(lost.store, lost.journal) == Replayed(added=0, there=0, homeless=1)


def test_of_two_lines_for_one_submission_the_later_stands(lost):
    (line,) = lost.journal.lines()
    views = line.rows[0]
    views.receipt = "LATER-ONE"
    lost.journal.append(Line(Book.VIEWS, line.key, (views,)), day=NOW.date())

    replay(lost.store, lost.journal)

    assert [row.receipt for row in lost.rows(SentViews)] == ["LATER-ONE"]


def test_a_sheet_that_was_tipped_out_before_is_not_counted_twice(mia):
    mia.week_key()
    key = uuid4()
    row = Tray(key=key, sheet=mia.keys.seal(b"{}", Place("tray", "sheet", key)), link=b"link")
    mia.journal.append(Line(Book.TRAY, key, (row,)), day=NOW.date())

    assert replay(mia.store, mia.journal).added == 1
    with mia.store.begin() as transaction:
        transaction.query(Tray).delete()
        transaction.add(TrayKey(key=key))
    assert replay(mia.store, mia.journal).added == 0

    assert not mia.rows(Tray)
