from datetime import date

import pytest

from feedback.disclosure.declared import load_tables
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from portal.insight.telling import period_in_words, symbols, told

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
    row = _told("participation", {"took-part": 1031, "did-not": 112, "null": 0}).rows[0]

    assert (row.label, row.count, row.share, row.bar) == ("Took part", "1,031", "90.2 %", 90)


def test_a_withheld_table_shows_its_symbol_and_draws_no_bar():
    hidden = _told("voice", None)

    assert hidden.withheld
    assert {(row.count, row.share, row.bar) for row in hidden.rows} == {("[c]", "[c]", None)}
    assert hidden.in_short.startswith("This table is withheld.")


def test_an_anchor_is_named_with_its_code_and_its_unit():
    anchor = _told("voice", {"yes": 20, "bit": 12, "no": 11, "not-sure": 0})

    assert anchor.title == "Could you say everything you wanted? (A3)"
    assert anchor.unit_heading == "Answer sheets"
    assert anchor.unit.startswith("answer sheets, and never children")
    assert not anchor.needs_care


def test_every_symbol_is_explained():
    assert [symbol for symbol, _ in symbols()] == ["[c]", "[z]", "[u]"]
