"""Releases are made in any order, and an attacker keeps every number that was ever shown."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.disclosure.declared import load_tables
from feedback.disclosure.protect import Shown, withheld
from feedback.disclosure.spans import LATE, QUARTERS, YEAR, span_of
from feedback.periods import Period

TABLES = {table.id: table for table in load_tables()}
PARTICIPATION, GROUPS, LISTENED = (TABLES[n] for n in ("participation", "groups", "audience"))
REVIEWS = (PARTICIPATION, GROUPS)
CODES = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "null")
AMOUNTS = ("yes", "bit", "no", "not-sure")


def _nobody_known(_table, _cell, _quarters):
    return None


def _numbers(year, span):
    names = {name for part in year.values() for name in part}
    return {name: sum(year[part].get(name, 0) for part in span) for name in names}


def _span(period):
    return YEAR if period == "2025-26" else frozenset({period})


def _release(year, period, ledger, tables, children=_nobody_known):
    """Make one release as the service does and put what it shows on the ledger."""
    span = _span(period)
    numbers = _numbers(year, span & set(year))
    fresh = [Shown(table, span, table.count(numbers)) for table in tables]
    hidden = withheld(fresh, ledger, children=children)
    ledger.extend(shown for shown in fresh if shown.table.id not in hidden)
    return hidden


def _quarter(**numbers):
    usual = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9}
    return {**usual, **numbers}


def _year(**quarters):
    return {quarter: quarters.get(quarter, _quarter()) for quarter in QUARTERS}


def test_a_year_without_small_numbers_is_shown_with_all_its_quarters():
    year, ledger = _year(), []

    hidden = [_release(year, p, ledger, REVIEWS) for p in (*QUARTERS, "2025-26")]

    assert hidden == [frozenset()] * 5


def test_a_small_number_withholds_its_whole_table_and_no_other():
    assert _release({"Q1": _quarter(PN2=1, PN3=2)}, "Q1", [], REVIEWS) == {"groups"}


def test_a_group_that_is_also_a_line_of_another_table_withholds_both():
    assert _release({"Q1": _quarter(PN4=1, PN7=2)}, "Q1", [], REVIEWS) == {
        "participation",
        "groups",
    }


def test_groups_are_withheld_where_they_would_add_up_to_what_was_withheld():
    all_took_part = _quarter(PN4=0, PN7=0)

    assert _release({"Q1": all_took_part}, "Q1", [], REVIEWS) == {"participation", "groups"}


def test_null_returns_are_our_own_omission_and_withhold_nothing():
    assert _release({"Q1": _quarter(null=3)}, "Q1", [], REVIEWS) == frozenset()


def test_few_children_behind_many_reviews_withhold_the_table():
    def four_children(table, cell, _quarters):
        return 4 if (table, cell) == ("groups", "PN2-3") else 40

    assert _release({"Q1": _quarter()}, "Q1", [], REVIEWS, four_children) == {"groups"}


def test_a_year_does_not_give_away_the_quarter_that_was_withheld():
    year, ledger = _year(Q4=_quarter(PN2=1, PN3=2)), []
    for quarter in QUARTERS:
        _release(year, quarter, ledger, REVIEWS)

    assert _release(year, "2025-26", ledger, REVIEWS) == {"groups"}


def test_a_year_does_not_give_away_two_withheld_quarters_together():
    few = _quarter(PN2=1, PN3=1)
    year, ledger = _year(Q2=few, Q3=few), []
    for quarter in QUARTERS:
        _release(year, quarter, ledger, REVIEWS)

    assert _release(year, "2025-26", ledger, REVIEWS) == {"groups"}


def test_a_quarter_made_after_its_year_is_judged_against_the_year():
    year, ledger = _year(Q4=_quarter(PN2=1, PN3=2)), []
    for quarter in ("Q1", "Q2", "2025-26"):
        assert _release(year, quarter, ledger, REVIEWS) == frozenset()

    assert _release(year, "Q3", ledger, REVIEWS) == {"groups"}


def test_one_late_sheet_is_not_given_away_by_the_year():
    plenty = {"yes": 30, "bit": 20, "no": 12, "not-sure": 12}
    year, ledger = dict.fromkeys(QUARTERS, plenty), []
    for quarter in QUARTERS:
        assert _release(year, quarter, ledger, [LISTENED]) == frozenset()

    assert _release({**year, LATE: {"no": 1}}, "2025-26", ledger, [LISTENED]) == {"audience"}


def test_a_corrected_code_is_not_given_away_by_the_year():
    year, ledger = _year(), []
    for quarter in QUARTERS:
        _release(year, quarter, ledger, REVIEWS)
    corrected = {**year, LATE: {"PN7": -1, "PN6": 1}}

    assert _release(corrected, "2025-26", ledger, REVIEWS) == {"participation", "groups"}


def test_where_two_tables_each_give_it_away_both_are_withheld():
    quarters = {quarter: _quarter() for quarter in ("Q1", "Q2", "Q3")}
    year = {**quarters, "Q4": _quarter(PN4=2, PN7=1)}
    ledger = []
    for quarter in QUARTERS:
        _release(year, quarter, ledger, REVIEWS)

    assert _release(year, "2025-26", ledger, REVIEWS) == {"participation", "groups"}


def test_what_the_ledger_gave_away_before_is_no_reason_to_withhold_today():
    small = Shown(PARTICIPATION, _span("Q1"), {"took-part": 50, "did-not": 3, "null": 0})

    assert _release({"Q2": _quarter()}, "Q2", [small], REVIEWS) == frozenset()


# The attacker below is written apart from the protector, and ranks matrices instead.


def _rank(rows):
    rows, rank = [[Fraction(value) for value in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for other in range(rank + 1, len(rows)):
            weight = rows[other][column] / rows[rank][column]
            rows[other] = [a - weight * b for a, b in zip(rows[other], rows[rank], strict=True)]
        rank += 1
    return rank


def _vector(cell, quarters, names):
    return [int(q in quarters and name in cell.counts) for q in QUARTERS for name in names]


def _recovered(year, ledger, tables, names):
    """Every number under six, in any set of quarters, that the shown ones add up to."""
    known = [_vector(cell, shown.span, names) for shown in ledger for cell in shown.table.cells]
    before = _rank(known)
    return [
        (table.id, cell.id, quarters)
        for size in range(1, 5)
        for quarters in combinations(QUARTERS, size)
        for table in tables
        for cell in table.cells
        if not cell.omission
        and 0 < table.count(_numbers(year, quarters))[cell.id] <= 5
        and _rank([*known, _vector(cell, quarters, names)]) == before
    ]


counts = st.one_of(st.integers(0, 7), st.integers(6, 40))
orders = st.permutations([*QUARTERS, "2025-26"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[counts] * len(CODES)), min_size=4, max_size=4), orders)
def test_no_small_number_of_reviews_can_be_worked_out_whatever_was_made_first(quarters, order):
    year = {q: dict(zip(CODES, n, strict=True)) for q, n in zip(QUARTERS, quarters, strict=True)}
    ledger = []
    for period in order:
        _release(year, period, ledger, REVIEWS)

    assert _recovered(year, ledger, REVIEWS, CODES) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[counts] * len(AMOUNTS)), min_size=4, max_size=4), orders)
def test_no_small_number_of_answers_can_be_worked_out_whatever_was_made_first(quarters, order):
    year = {q: dict(zip(AMOUNTS, n, strict=True)) for q, n in zip(QUARTERS, quarters, strict=True)}
    ledger = []
    for period in order:
        _release(year, period, ledger, [LISTENED])

    assert _recovered(year, ledger, [LISTENED], AMOUNTS) == []


def test_a_year_is_its_quarters_and_what_came_late():
    assert frozenset((*QUARTERS, LATE)) == YEAR
    assert span_of(Period.named("2025-26Q3")) == {"Q3"}
    assert span_of(Period.named("2025-26")) == YEAR
