"""The ledger is read a page at a time; what is hidden is hidden there, too."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from feedback.services.read_ledger import A_PAGE, Entry, Wanted, read_ledger, whole_ledger
from feedback.store.models import LedgerCell, Release
from tests import released
from tests.reports import SEED, report, reviews, whole_year

CODES = Wanted("2015-16Q1", "groups")


@pytest.fixture(autouse=True)
def left(transaction):
    """A year and its first quarter that left; the quarter was withdrawn."""
    released.enter(
        transaction,
        whole_year("2015-16", SEED),
        report("2015-16Q1", reviews({"PN1": 150, "PN4": 8, "PN7": 30})),
    )
    moment = datetime(2016, 6, 1, tzinfo=UTC)
    transaction.execute(
        update(Release)
        .where(Release.period == "2015-16Q1")
        .values(withdrawn_at=moment, note="Too early.")
    )


def test_one_table_is_read_in_the_order_and_words_in_which_it_was_printed(transaction):
    leaf = read_ledger(transaction, CODES)

    assert [(one.column, one.number) for one in leaf.entries] == [
        ("Was there and spoke (PN1)", 150),
        *((one.column, one.number) for one in leaf.entries[1:]),
    ]
    assert {(one.period, one.table, one.withdrawn) for one in leaf.entries} == {
        ("2015-16Q1", "groups", True)
    }
    assert leaf.all == len(leaf.entries) == 5
    assert (leaf.number, leaf.of) == (1, 1)
    assert leaf.periods == ("2015-16Q1", "2015-16")


def test_what_is_hidden_has_no_number_here_either(transaction):
    anchors = read_ledger(transaction, Wanted("2015-16Q1", "voice"))

    assert {one.number for one in anchors.entries} == {None}


def test_rows_are_named_and_a_page_too_far_is_the_last(transaction):
    by_age = read_ledger(transaction, Wanted("2015-16", "age"))
    everything = read_ledger(transaction, Wanted(page=999))

    assert by_age.entries[0].row == "4 to 9"
    assert everything.number == everything.of > 1
    assert everything.all == len(whole_ledger(transaction, Wanted()))
    assert len(read_ledger(transaction, Wanted(page=0)).entries) == A_PAGE
    assert ("age", "How did children of each age take part?") in everything.tables


def test_of_what_never_left_there_is_an_empty_page(transaction):
    leaf = read_ledger(transaction, Wanted("2012-13", "age"))

    assert (leaf.entries, leaf.all, leaf.number, leaf.of) == ((), 0, 1, 1)


def test_what_is_declared_no_longer_keeps_the_name_it_left_under(transaction):
    release = transaction.scalars(select(Release.id).where(Release.period == "2015-16Q1")).one()
    for table, column in (("weather", "fine"), ("groups", "PN9")):
        transaction.add(
            LedgerCell(release_id=release, table_name=table, row="service", column=column, value=9)
        )
    transaction.flush()

    found = {
        (one.table, one.column): one for one in whole_ledger(transaction, Wanted("2015-16Q1"))
    }

    fine = Entry("2015-16Q1", "weather", "weather", "", "fine", 9, withdrawn=True)
    assert found["weather", "fine"] == fine
    assert found["groups", "PN9"].title == "How did children take part?"
