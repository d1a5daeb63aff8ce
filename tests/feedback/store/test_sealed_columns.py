"""A sealed value opens where it was put and nowhere else: not in another row, column or table."""

from itertools import permutations
from uuid import uuid4

import pytest

from feedback.errors import SealBroken
from feedback.store.models import Base
from feedback.store.models.base import Sealed
from feedback.store.sealed_columns import SEALED_COLUMNS, TO_SERVICE, Opens
from feedback.store.sealing import PrivateKey, unwrap, wrap

MOVES_AS_IT_IS = {
    frozenset({"draft_creation.content", "creation.content"}),  # what is sent keeps its key
    frozenset({"tray.link", "safeguarding_link.link"}),  # the tray is tipped out unopened
}
"""What is meant to be moved from one table to another without being opened."""


def name(one) -> str:
    return f"{one.table}.{one.column}"


def a_row(one):
    """A row as it is bound to: every key different from every other row’s."""
    return {column: uuid4() for column in one.row}


def sealed_to(key, one, row):
    if one.opens is Opens.SECRET:
        return wrap(name(one).encode(), key.raw, one.place(row), nonce=bytes(12))
    return key.public.seal(name(one).encode(), one.place(row))


def opened_with(key, one, row, value):
    if one.opens is Opens.SECRET:
        return unwrap(value, key.raw, one.place(row))
    return key.open(value, one.place(row))


@pytest.fixture(scope="module")
def key():
    """One key for everything, so that nothing but its place keeps a value from opening."""
    return PrivateKey.new()


def test_every_sealed_column_is_placed_once_and_no_other_is():
    there = sorted(
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Sealed)
    )

    assert sorted(map(name, SEALED_COLUMNS)) == there


def test_what_is_sealed_anew_is_named_by_one_key_that_binds_it_too():
    for one in TO_SERVICE:
        assert tuple(column.name for column in one.of.primary_key) == one.row, name(one)


@pytest.mark.parametrize("one", SEALED_COLUMNS, ids=name)
def test_a_value_opens_in_its_own_row_and_in_no_other_row_of_its_column(one, key):
    here, there = a_row(one), a_row(one)

    value = sealed_to(key, one, here)

    assert opened_with(key, one, here, value) == name(one).encode()
    for column in one.row:
        with pytest.raises(SealBroken):
            opened_with(key, one, here | {column: there[column]}, value)


def test_a_value_opens_in_no_other_column_or_table_even_under_the_same_row_key(key):
    row = {column: "1" for one in SEALED_COLUMNS for column in one.row}
    values = {one: sealed_to(key, one, row) for one in SEALED_COLUMNS}

    for one, other in permutations(SEALED_COLUMNS, 2):
        if frozenset({name(one), name(other)}) in MOVES_AS_IT_IS:
            assert opened_with(key, other, row, values[one]) == name(one).encode()
            continue
        with pytest.raises(SealBroken):
            opened_with(key, other, row, values[one])


def test_no_two_columns_share_a_place_but_those_whose_values_move():
    row = {column: "1" for one in SEALED_COLUMNS for column in one.row}

    shared = {
        frozenset({name(one), name(other)})
        for one, other in permutations(SEALED_COLUMNS, 2)
        if one.place(row) == other.place(row)
    }

    assert shared == MOVES_AS_IT_IS
