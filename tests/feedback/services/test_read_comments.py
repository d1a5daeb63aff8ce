from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from feedback.services.read_comments import count_unread, note_read, read_unread
from feedback.store.models import AuditRow, Comment, Marked
from tests.commented import a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def duty(store):
    with store.begin() as transaction:
        return staff(transaction, "Dana Duty")[0]


@pytest.fixture
def said(store, keys):
    def said(*texts):
        with store.begin() as transaction:
            return [a_sheet(transaction, keys, text).id for text in texts]

    return said


def test_duty_reads_everything_that_was_written_unmasked(store, keys, duty, said):
    said("Kayleigh hit me", ["one", " ", "two"], "")

    found = read_unread(store, duty, keys=keys, now=NOW)

    assert sorted(sheet.said["more"] for sheet in found) == ["Kayleigh hit me", "one\ntwo"]


def test_sheets_come_in_the_order_of_random_keys_a_page_at_a_time(store, keys, duty, said):
    ids = said(*(f"number {n}" for n in range(5)))

    found = read_unread(store, duty, keys=keys, now=NOW, most=3)

    assert [sheet.id for sheet in found] == sorted(ids)[:3]


def test_what_was_read_is_a_comment_and_waits_no_more(store, keys, duty, said):
    first, second = said("I was heard", "They were late")

    marks = {first: Marked.CONCERN, uuid4(): Marked.CONCERN}
    assert note_read(store, marks, duty, keys=keys, now=NOW) == 1

    with store.look() as transaction:
        (comment,) = transaction.scalars(select(Comment))
        assert (comment.sheet_id, comment.question, comment.marked) == (first, "more", "concern")
        assert comment.read_by == duty
        assert count_unread(transaction) == 1
    assert [sheet.id for sheet in read_unread(store, duty, keys=keys, now=NOW)] == [second]


def test_reading_twice_adds_nothing(store, keys, duty, said):
    marks = dict.fromkeys(said("I was heard"), Marked.NO_CONCERN)

    assert [note_read(store, marks, duty, keys=keys, now=NOW) for _ in range(2)] == [1, 0]


def test_the_log_knows_that_duty_read_and_never_which_sheet(store, keys, duty, said):
    marks = dict.fromkeys(said("I was heard"), Marked.NO_CONCERN)

    read_unread(store, duty, keys=keys, now=NOW)
    note_read(store, marks, duty, keys=keys, now=NOW)

    with store.look() as transaction:
        rows = transaction.scalars(select(AuditRow).order_by(AuditRow.place)).all()
        assert [row.act for row in rows] == ["read-comments", "marked-comments"]
        assert {row.subject_id for row in rows} == {None}
        assert {UUID(row.who) for row in rows} == {duty}
