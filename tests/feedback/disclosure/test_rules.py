import pytest

from feedback.disclosure.declared import load_tables
from feedback.disclosure.rules import agreed, room, sensitive, smallest_shown
from feedback.disclosure.table import Unit

TABLES = {table.id: table for table in load_tables()}


def _sensitive(table, *, year=False, few=frozenset(), **counts):
    every = {**dict.fromkeys((cell.id for cell in TABLES[table].cells), 0), **counts}
    found = sensitive(TABLES[table], every, year=year, few=few)
    return {one.cell: (one.down, one.up) for one in found}


@pytest.mark.parametrize(
    ("unit", "year", "smallest"),
    [
        (Unit.REVIEWS, False, 6),
        (Unit.REVIEWS, True, 6),
        (Unit.SHEETS, False, 6),
        (Unit.SHEETS, True, 10),
        (Unit.ASKS, True, 6),
    ],
)
def test_one_to_five_is_small_and_of_sheets_in_a_year_one_to_nine(unit, year, smallest):
    assert smallest_shown(unit, year=year) == smallest


@pytest.mark.parametrize(
    ("number", "below", "above"),
    [(1, 0, 6), (3, 0, 6), (5, 0, 10), (9, 0, 18), (-1, -6, 0), (-5, -10, 0)],
)
def test_everything_from_none_to_six_or_twice_the_number_stays_possible(number, below, above):
    down, up = room(number)

    assert (number - down, number + up) == (below, above)


def test_small_numbers_are_sensitive_and_zeros_and_omissions_are_not():
    found = _sensitive("participation", **{"took-part": 40, "did-not": 3, "base": 43, "null": 2})

    assert found == {"did-not": (3, 3)}
    assert _sensitive("participation", **{"took-part": 40, "base": 40}) == {}


def test_a_cell_about_few_children_is_sensitive_however_large_it_is():
    counts = {"took-part": 40, "did-not": 8, "base": 48}

    assert _sensitive("participation", few=frozenset({"did-not"}), **counts) == {"did-not": (8, 8)}


def test_no_row_below_ten_is_shown_and_its_zeros_need_no_doubt():
    found = _sensitive("groups", **{"PN1": 7, "PN2-3": 2, "base": 9})

    assert found == {
        "PN1": (7, 7), "PN2-3": (2, 4), "PN5-6": (0, 0), "PN4-7": (0, 0), "base": (9, 9)
    }  # fmt: skip


def test_each_row_of_a_two_way_table_stands_by_itself():
    found = _sensitive("age", year=True, **{"4-9/PN1": 12, "4-9/base": 12, "10-15/PN1": 9})

    assert not [cell for cell in found if cell.startswith("4-9/")]
    assert found["10-15/PN1"] == (9, 9)


@pytest.mark.parametrize(
    ("yes", "bit", "no", "found"),
    [
        (40, 0, 0, [(("bit", "no"), 2)]),
        (40, 1, 0, [(("bit", "no"), 1)]),
        (0, 1, 30, [(("yes", "bit"), 1)]),
        (40, 1, 1, []),
        (0, 0, 0, []),
    ],
)
def test_where_all_but_at_most_one_agree_two_must_possibly_not(yes, bit, no, found):
    counts = {"yes": yes, "bit": bit, "no": no, "base": yes + bit + no, "not-sure": 5}

    assert [(row.others, row.up) for row in agreed(TABLES["voice"], counts)] == found


def test_agreement_is_asked_of_attitudes_and_not_of_how_children_took_part():
    assert list(agreed(TABLES["groups"], {"PN1": 40})) == []
