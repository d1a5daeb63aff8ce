"""Every column is placed: the children’s door reads it, or never does. A new one is asked for."""

import pytest

from feedback.store.childrens_rights import ADDS, CHANGES, CLOSED, HIDDEN, READS, REMOVES
from feedback.store.models import Base

TABLES = {table.name: set(table.columns.keys()) for table in Base.metadata.sorted_tables}
NEVER_READ = {
    "ask": {"words", "answer"},
    "creation": {"about", "transcript"},
    "interpretation": {"words"},
    "tray": {"sheet", "link"},
    "views": {"answers", "look_first"},
}
"""What was sent, in a table of which something else may be read."""
NEVER_OPENED = {
    "audit",
    "child",
    "comment",
    "disability",
    "sheet",
    "safeguarding_link",
    "staff",
    "outcome_letter",
}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_is_placed_once(table):
    read, hidden = (set(rights.get(table, "").split()) for rights in (READS, HIDDEN))

    placed = TABLES[table] if table in CLOSED else read | hidden
    assert TABLES[table] - placed == set(), f"{table}: place it in childrens_rights"
    assert placed - TABLES[table] == set(), f"{table}: it is not there any more"
    assert not read & hidden


def test_nothing_is_placed_that_is_not_there():
    assert (READS.keys() | HIDDEN.keys() | CLOSED) - {"alembic_version"} == TABLES.keys()


def test_nothing_that_was_sent_may_be_read():
    assert NEVER_OPENED <= CLOSED
    for table, columns in NEVER_READ.items():
        assert columns <= set(HIDDEN[table].split())


def test_what_is_written_lies_in_tables_that_are_placed():
    for table in (*ADDS, *CHANGES, *REMOVES):
        assert table not in CLOSED
    for table, columns in CHANGES.items():
        assert set(columns.split()) <= TABLES[table]
