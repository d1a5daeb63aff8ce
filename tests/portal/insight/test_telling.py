from datetime import date

import pytest

from feedback.disclosure.declared import load_tables
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from portal.telling import period_in_words, symbols, told

TABLES = {table.id: table for table in load_tables()}


def _told(table, counts):
    reported = Reported(TABLES[table], counts)
    report = Report(Period.named("2025-26"), date(2026, 5, 1), made_up=False, tables=(reported,))
    (only,) = told(report)
    return only


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2025-26", "April 2025 to March 2026"),
        ("2025-26Q3", "October to December 2025"),
        ("2025-26Q4", "January to March 2026"),
    ],
)
def test_a_period_is_said_by_its_months(name, words):
    assert period_in_words(Period.named(name)) == words


def test_a_row_carries_its_count_its_share_and_a_bar_as_long():
    row = _told("participation", {"took-part": 1031, "did-not": 112, "base": 1143}).table.rows[0]

    assert [cell.words for cell in row.cells][:3] == ["Took part", "1,031", "90.2"]
    assert row.bar == 90
    assert [cell.number for cell in row.cells][:3] == [False, True, True]


def test_a_withheld_table_shows_its_symbol_and_draws_no_bar():
    hidden = _told("voice", None)

    assert hidden.withheld
    assert {cell.words for row in hidden.table.rows for cell in row.cells[1:3]} == {"[c]"}
    assert {row.bar for row in hidden.table.rows} == {None}
    assert hidden.in_short.startswith("This table is withheld to protect children")


def test_an_anchor_is_named_with_its_code_and_its_unit():
    anchor = _told("voice", {"yes": 20, "bit": 12, "no": 11, "base": 43, "not-sure": 0})

    assert anchor.title == "Could you say everything you wanted? (A3)"
    assert anchor.table.headings[1] == ("Answer sheets", True)
    assert anchor.table.lines[0].startswith("Counted are answer sheets, and never children")
    assert not anchor.needs_care


def test_a_table_of_rows_shows_each_row_with_its_answers_beside_one_another():
    counts = {f"PN1/{answer}": 12 for answer in ("yes", "bit", "no", "not-sure")}
    groups = _told("voice-by-group", {**counts, "PN1/base": 36})

    spoke, *others = groups.table.rows
    assert groups.two_way
    assert [cell.words for cell in spoke.cells] == [
        "Was there and spoke", "12", "12", "12", "36", "12", "33", "20", "50",
    ]  # fmt: skip
    assert {cell.words for row in others for cell in row.cells[1:]} == {"[c]"}
    assert groups.table.symbols == ()


def test_a_table_in_which_every_number_is_hidden_is_a_sentence_and_no_wall_of_symbols():
    shown = _told("voice-by-group", {"PN1/yes": 12})
    hidden = _told("voice-by-group", {"PN1/base": None})

    assert not shown.table.all_hidden
    assert hidden.table.all_hidden.startswith("Every number of this table is hidden")


def test_every_symbol_is_explained():
    assert [symbol for symbol, _ in symbols()] == ["[c]", "[z]", "[u]"]
