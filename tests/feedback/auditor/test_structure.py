"""The auditor’s own account of the tables, held against the catalogue it never reads."""

import pytest

from feedback.auditor.structure import DIMENSIONS, can_be, lines, smallest
from feedback.disclosure.declared import tables_of
from feedback.disclosure.populations import POPULATIONS, leaves
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


def test_it_knows_the_same_categories_and_which_go_together():
    assert {name: {k: set(v) for k, v in dims.items()} for name, dims in DIMENSIONS.items()} == {
        name: {k: set(v) for k, v in dims.items()} for name, dims in POPULATIONS.items()
    }
    view = ("age", "code")
    together = set(leaves("reviews", view))
    assert together == {
        (age, code)
        for age in POPULATIONS["reviews"]["age"]
        for code in POPULATIONS["reviews"]["code"]
        if can_be("reviews", {"age": age, "code": code})
    }


@pytest.mark.parametrize("year", [True, False])
def test_it_holds_the_same_numbers_for_small(year):
    for table in tables_of(Period.named("2025-26")):
        assert smallest(table.of, year=year) == smallest_shown(table.unit, year=year)
