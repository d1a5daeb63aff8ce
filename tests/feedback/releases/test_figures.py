from decimal import Decimal

import pytest

from feedback.disclosure.declared import load_tables
from feedback.releases.figures import SYMBOLS, Symbol, figures
from feedback.releases.report import Reported

TABLES = {table.id: table for table in load_tables()}


def _figures(table, **counts):
    return {f.cell.id: f for f in figures(Reported(TABLES[table], counts))}


def test_the_seed_reports_year_is_90_2_and_1031_of_1143():
    counts = {"took-part": 1031, "did-not": 112, "base": 1143, "null": 0}

    took_part = figures(Reported(TABLES["participation"], counts))[0]

    assert (took_part.count, took_part.base) == (1031, 1143)
    assert took_part.percent == Decimal("90.2")


def test_null_returns_open_a_gap_between_the_two_bounds():
    found = _figures("participation", **{"took-part": 90, "did-not": 10, "null": 20})
    took_part, null = found["took-part"], found["null"]

    assert (took_part.percent, took_part.low, took_part.high) == (90, 75, 92)
    assert (null.count, null.percent) == (20, Symbol.DOES_NOT_APPLY)


def test_reviews_carry_a_decimal_from_a_base_of_200_and_answers_never_do():
    below = _figures("participation", **{"took-part": 100, "did-not": 99, "null": 0})
    from_200 = _figures("participation", **{"took-part": 101, "did-not": 99, "null": 0})
    answers = _figures("voice", yes=201, bit=99, no=100, **{"not-sure": 0})

    assert str(below["took-part"].percent) == "50"
    assert str(from_200["took-part"].percent) == "50.5"
    assert str(answers["yes"].percent) == "50"


@pytest.mark.parametrize("table", ["unaccompanied", "at-a-distance", "disabled", "asked"])
def test_no_group_and_no_base_of_answers_carries_a_decimal_however_many_there_are(table):
    cells = [cell.id for cell in TABLES[table].answers]

    found = _figures(table, **{cells[0]: 181, cells[1]: 30, "base": 211})

    assert str(found[cells[0]].percent) == "86"


def test_an_age_carries_no_decimal_where_the_whole_service_does():
    found = _figures("age", **{"4-9/PN1": 181, "4-9/base": 211})
    timely = _figures(
        "documents", **{"in-time": 181, "not-in-time": 30, "base": 211, "unknown": 0}
    )

    assert str(found["4-9/PN1"].percent) == "86"
    assert str(timely["in-time"].percent) == "85.8"


def test_what_stands_for_a_hidden_number_is_true_of_every_number_it_stands_for():
    assert SYMBOLS[Symbol.WITHHELD] == "withheld: it is 0 to 5, or hidden to protect children"


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


def test_where_one_cell_is_hidden_the_others_keep_their_share_of_what_is_printed():
    found = _figures("voice", yes=50, base=100, **{"not-sure": 12})

    assert (found["yes"].percent, found["no"].count, found["no"].percent) == (50, "c", "c")
    assert found["no"].base == 100
    assert found["not-sure"].percent == 11


def test_without_a_base_that_is_printed_there_is_no_share():
    found = _figures("voice", yes=50, bit=20)

    assert (found["yes"].count, found["yes"].base, found["yes"].percent) == (50, "c", "c")


def test_bounds_are_hidden_with_the_null_returns_they_stand_on():
    took_part = _figures("participation", **{"took-part": 90, "did-not": 10})["took-part"]

    assert (took_part.percent, took_part.low) == (90, Symbol.WITHHELD)


def test_a_row_of_two_ways_has_its_own_base():
    found = _figures("age", **{"4-9/PN1": 30, "4-9/base": 60, "10-15/PN1": 99})

    assert found["4-9/PN1"].percent == 50
    assert found["10-15/PN1"].percent == Symbol.WITHHELD


def test_lateness_has_a_share_of_the_reviews_whose_due_day_is_known():
    found = _figures("on-time", **{"on-time": 1386, "late": 12, "base": 1398, "unknown": 3})

    assert str(found["on-time"].percent) == "99.1"
    assert found["unknown"].base == Symbol.DOES_NOT_APPLY
