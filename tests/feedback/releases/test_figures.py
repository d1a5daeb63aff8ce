from decimal import Decimal

import pytest

from feedback.disclosure.declared import load_tables
from feedback.releases.figures import Symbol, figures
from feedback.releases.report import Reported

TABLES = {table.id: table for table in load_tables()}


def _figures(table, **counts):
    return {f.cell.id: f for f in figures(Reported(TABLES[table], counts))}


def test_the_seed_reports_year_is_90_2_and_1031_of_1143():
    counts = TABLES["participation"].count(
        {
            "PN0": 255,
            "PN1": 520,
            "PN2": 61,
            "PN3": 38,
            "PN4": 12,
            "PN5": 212,
            "PN6": 200,
            "PN7": 100,
        }
    )

    took_part = figures(Reported(TABLES["participation"], counts))[0]

    assert (took_part.count, took_part.base) == (1031, 1143)
    assert took_part.percent == Decimal("90.2")


def test_null_returns_open_a_gap_between_the_two_bounds():
    took_part, _, null = _figures(
        "participation", **{"took-part": 90, "did-not": 10, "null": 20}
    ).values()

    assert (took_part.percent, took_part.low, took_part.high) == (90, 75, 92)
    assert (null.count, null.percent) == (20, Symbol.DOES_NOT_APPLY)


def test_reviews_carry_a_decimal_from_a_base_of_200_and_answers_never_do():
    below = _figures("participation", **{"took-part": 100, "did-not": 99, "null": 0})
    from_200 = _figures("participation", **{"took-part": 101, "did-not": 99, "null": 0})
    answers = _figures("voice", yes=201, bit=99, no=100, **{"not-sure": 0})

    assert str(below["took-part"].percent) == "50"
    assert str(from_200["took-part"].percent) == "50.5"
    assert str(answers["yes"].percent) == "50"


def test_a_share_of_fewer_than_twenty_is_not_worked_out():
    yes = _figures("voice", yes=7, bit=6, no=6, **{"not-sure": 0})["yes"]

    assert (yes.count, yes.base) == (7, 19)
    assert {yes.percent, yes.low, yes.high} == {Symbol.TOO_FEW}


def test_yes_is_shared_among_those_who_were_sure_and_carries_wilsons_interval():
    found = _figures("voice", yes=50, bit=30, no=20, **{"not-sure": 25})

    assert (found["yes"].percent, found["yes"].low, found["yes"].high) == (50, 40, 60)
    assert (found["not-sure"].percent, found["not-sure"].base) == (20, 125)
    assert found["no"].low is Symbol.DOES_NOT_APPLY


def test_children_under_four_are_counted_and_are_in_no_rate():
    (under_four, null) = _figures("under-four", **{"PN0": 255, "null-under-four": 0}).values()

    assert (under_four.count, under_four.percent) == (255, Symbol.DOES_NOT_APPLY)
    assert null.count == 0


@pytest.mark.parametrize("table", TABLES)
def test_a_withheld_table_shows_no_number_at_all(table):
    for figure in figures(Reported(TABLES[table], None)):
        assert {figure.count, figure.base, figure.percent, figure.low, figure.high} == {
            Symbol.WITHHELD
        }
