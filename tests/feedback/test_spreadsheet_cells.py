"""No cell that leaves is ever calculated by a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.spreadsheet_cells import defanged, write_rows

DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("begins", DANGEROUS)
def test_a_cell_that_begins_like_a_formula_is_prefixed(begins):
    assert defanged(f"{begins}cmd|' /C calc'!A0") == f"'{begins}cmd|' /C calc'!A0"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\ufeff", "\u200b"])
def test_spaces_before_a_formula_do_not_hide_it(blank):
    assert defanged(f"{blank}=1+1").startswith("'")


@pytest.mark.parametrize(
    "cell", ["", "Ada", "PN1", "O’Brien-Smith", "0012", "1-2", 5, -5, 0, None]
)
def test_every_other_cell_and_every_number_stays_as_it_is(cell):
    assert defanged(cell) == cell


@given(st.text())
def test_what_follows_the_prefix_is_the_whole_cell(text):
    assert defanged(text) in {text, f"'{text}"}


def test_headers_are_prefixed_too_and_quotes_keep_cells_whole():
    file = io.StringIO()

    write_rows(file, [["=name", "line"], ['a "b", c', 3]])

    assert list(csv.reader(io.StringIO(file.getvalue()))) == [
        ["'=name", "line"],
        ['a "b", c', "3"],
    ]
