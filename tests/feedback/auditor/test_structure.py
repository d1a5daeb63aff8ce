"""The auditor’s own account of the tables, held against the catalogue it never reads."""

from itertools import product

import pytest

from feedback.auditor.structure import DIMENSIONS, can_be, lines, smallest
from feedback.disclosure.declared import tables_of
from feedback.disclosure.populations import ASKS, CHILDREN, POPULATIONS, REVIEWS, leaves
from feedback.disclosure.rules import smallest_shown
from feedback.periods import Period


@pytest.mark.parametrize("name", ["2025-26", "2025-26Q3"])
def test_it_counts_what_the_catalogue_counts(name):
    period = Period.named(name)

    declared = {
        (table.id, cell.row, cell.column): (
            table.of, dict(cell.where), cell.omission, table.attitude, cell.is_answer
        )
        for table in tables_of(period)
        for cell in table.cells
    }  # fmt: skip

    assert {
        key: (line.population, dict(line.counted), line.omission, line.attitude, line.answer)
        for key, line in lines(year=period.is_year).items()
    } == declared


def test_it_knows_the_same_categories():
    assert {name: {k: set(v) for k, v in dims.items()} for name, dims in DIMENSIONS.items()} == {
        name: {k: set(v) for k, v in dims.items()} for name, dims in POPULATIONS.items()
    }


@pytest.mark.parametrize(
    ("population", "view"),
    [(REVIEWS, ("age", "code")), (CHILDREN, ("every", "latest")), (ASKS, ("outcome", "theme"))],
)
def test_it_knows_which_categories_go_together(population, view):
    every = product(*(POPULATIONS[population][dim] for dim in view))

    assert set(leaves(population, view)) == {
        leaf for leaf in every if can_be(population, dict(zip(view, leaf, strict=True)))
    }


@pytest.mark.parametrize("year", [True, False])
def test_it_holds_the_same_numbers_for_small(year):
    for table in tables_of(Period.named("2025-26")):
        assert smallest(table.of, year=year) == smallest_shown(table.unit, year=year)
