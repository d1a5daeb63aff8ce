"""ODS, XLSX, CSV and JSON of one release, read back by readers that wrote none of them."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from feedback.releases.book import Imprint, book, title_of
from feedback.releases.csv_file import csv_file
from feedback.releases.json_file import json_file
from feedback.releases.leaf import Column, Leaf, Line
from feedback.releases.ods_file import ods_file
from feedback.releases.settled_zip import parts_of
from feedback.releases.worked_out import worked_out
from feedback.releases.xlsx_file import xlsx_file
from tests.reports import BEFORE, SEED, answers, report, reviews

PAYLOADS = ('=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(1)", "＝1+1", "\t=1")
IMPRINT = Imprint(PAYLOADS[0], ("Short, edition 1",))
COUNTS = {
    **reviews({**SEED, "null": 7}, {"on-time": 1393, "late": 8, "date-wrong": 4}),
    "at-a-distance": {"took-part": 190, "did-not": 30, "base": 220, "null": 0},
    "voice": answers(50, 30, 20, 10),
    "influence": answers(8, 6, 5),
    "voice-by-group": {f"PN1/{answer}": many for answer, many in answers(24, 9, 7, 2).items()},
}
REPORT = replace(
    report("2025-26", COUNTS), made_up=True, earlier=(report("2024-25", reviews(BEFORE)),)
)
LEAVES = book(REPORT, IMPRINT)
WRITERS = {"ods": ods_file, "xlsx": xlsx_file}


def _written(kind, leaves=LEAVES):
    return WRITERS[kind](
        leaves, title=title_of(REPORT), author=IMPRINT.council, day=REPORT.frozen_on
    )


@pytest.fixture(scope="module", params=sorted(WRITERS))
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def read(kind):
    """Every worksheet as rows of values, read by Calamine."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(_written(kind)))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


@pytest.fixture(scope="module")
def excel():
    """The XLSX as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(_written("xlsx")))


def _table(read, name):
    """Return the rows below the headings of a worksheet, by their first cell."""
    leaf = next(leaf for leaf in LEAVES if leaf.name == name)
    return {row[0]: row[1:] for row in read[name][leaf.first_row + 1 :]}


def test_the_numbers_of_the_seed_report_are_read_back_as_numbers(read):
    took_part = _table(read, "participation")["Took part"]

    assert took_part == [1031, 90.2, 89.7, 90.3]


def test_a_years_workbook_begins_with_the_annual_block(read):
    assert list(read)[3:7] == ["Table_1", "Table_2", "Table_2a", "Table_3"]
    assert _table(read, "Table_1")["2025-26"] == [1405, 113]
    assert _table(read, "Table_4")["2025-26"][-2:] == [99.1, 99.4]


def test_a_quarters_workbook_has_nothing_that_compares():
    assert worked_out(report("2025-26Q1", reviews(SEED))) == ()


def test_a_row_of_a_table_carries_its_counts_and_its_share_of_yes(read):
    rows = _table(read, "voice_by_group")

    assert rows["Was there and spoke"] == [24, 9, 7, 40, 2, 60, 45, 74]
    assert set(rows["Views were not heard"]) == {"[c]"}


def test_every_cell_reads_as_the_csv_and_the_json_say(read):
    rows = list(csv.DictReader(io.StringIO(csv_file(REPORT).decode(), newline="")))
    tables = {one["id"]: one["rows"] for one in json.loads(json_file(REPORT, IMPRINT))["tables"]}
    said = {
        (table, one["row"], one["category"]): one for table, some in tables.items() for one in some
    }

    assert len(rows) == len(said)
    for row in rows:
        count = _count(read, row)
        also = said[row["table"], row["row"], row["category"]]
        assert row["count"] == (count.strip("[]") if isinstance(count, str) else str(int(count)))
        assert row["count"] == str(also["count"])
        assert row["percent"] in {str(also["percent"]), f"{also['percent']}".removesuffix(".0")}


def _count(read, row):
    """Find the count of one cell on its worksheet, whichever way the table lies."""
    lines = _table(read, row["table"].replace("-", "_"))
    if row["row"] == "service":
        return lines[row["label"]][0]
    leaf = next(one for one in LEAVES if one.name == row["table"].replace("-", "_"))
    headings = [column.heading for column in leaf.columns]
    return lines[row["row_label"]][headings.index(f"{row['label']} ({row['unit']})") - 1]


def test_a_withheld_number_is_its_symbol_and_a_share_of_too_few_another(read):
    assert set(_table(read, "space")["Yes"]) == {"[c]"}
    assert _table(read, "influence")["Yes"] == [8, "[u]", "[u]", "[u]"]
    assert _table(read, "voice")["No"] == [20, 20, "[z]", "[z]"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_a_formula_stays_text(kind, payload):
    leaf = Leaf("A", payload, (Line(payload),), (Column(payload),), ((payload,),))

    content = _written(kind, (leaf,))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("A").to_python()
    assert {row[0].strip() for row in rows} == {payload.strip()}
    written = b"".join(parts_of(content).values())
    assert b"<f>" not in written
    assert b":formula" not in written


def test_a_workbook_written_twice_is_the_same_to_the_byte(kind):
    assert _written(kind) == _written(kind)
    assert all(
        b"2026-04-07" in part
        for name, part in parts_of(_written(kind)).items()
        if name in {"meta.xml", "docProps/core.xml"}
    )


# The checklist of the Analysis Function, *Releasing statistics in spreadsheets*, line by line.


def test_cover_contents_and_notes_come_first_and_every_worksheet_is_listed(read):
    names = list(read)

    assert names[:3] == ["Cover", "Contents", "Notes"]
    assert [row[0] for row in read["Contents"][3:]] == names[2:]


def test_the_first_cell_of_every_worksheet_is_its_title(read):
    assert [rows[0][0] for rows in read.values()] == [leaf.title for leaf in LEAVES]
    assert all(not any(rows[0][1:]) for rows in read.values())


def test_every_worksheet_but_the_cover_says_that_it_holds_one_table(read):
    for name, rows in list(read.items())[1:]:
        assert sum("contains one table" in str(row[0]) for row in rows) == 1, name


def test_no_cell_of_a_table_is_blank_and_no_row_is_empty(read):
    for leaf in LEAVES[1:]:
        rows = read[leaf.name][leaf.first_row :]
        assert len(rows) == 1 + len(leaf.rows)
        assert all(cell != "" for row in rows for cell in row), leaf.name


def test_symbols_are_explained_above_the_table_they_stand_in(read):
    for leaf in LEAVES[3:]:
        above = [str(row[0]) for row in read[leaf.name][: leaf.first_row]]
        inside = {v for row in read[leaf.name][leaf.first_row :] for v in row if "[" in str(v)}
        for symbol in inside:
            assert any(line.startswith(f"{symbol}: ") for line in above), (leaf.name, symbol)


def test_headings_are_unique_and_every_percentage_carries_its_unit(read):
    for leaf in LEAVES[3:]:
        headings = read[leaf.name][leaf.first_row]
        assert len(set(headings)) == len(headings)
        percentages = {
            heading
            for heading, column in zip(headings, zip(*leaf.rows, strict=True), strict=True)
            if any(isinstance(value, Decimal) for value in column)
        }
        assert all("(%)" in heading or "every 100" in heading for heading in percentages)


def test_no_cells_are_merged_nothing_is_hidden_and_nothing_is_frozen(excel):
    for sheet in excel:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert sheet.freeze_panes is None
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert not sheet._images  # noqa: SLF001  it has no other way
        assert not sheet._charts  # noqa: SLF001  as above


def test_every_table_is_marked_as_one_with_a_name_of_its_own(excel):
    tables = [table for sheet in excel for table in sheet.tables.values()]

    assert [len(sheet.tables) for sheet in excel] == [0] + [1] * (len(LEAVES) - 1)
    assert len({table.name for table in tables}) == len(tables)
    assert all(table.headerRowCount == 1 and table.autoFilter is None for table in tables)


def test_letters_are_large_and_plain_everywhere(excel):
    fonts = {
        (cell.font.name, cell.font.sz >= 12)
        for sheet in excel
        for row in sheet
        for cell in row
        if cell.value is not None
    }

    assert fonts == {("Arial", True)}


def test_the_file_says_what_it_is_and_opens_on_the_cover(excel):
    assert excel.properties.title == "Children in their reviews, April 2025 to March 2026"
    assert excel.properties.creator == IMPRINT.council
    assert excel.active.title == "Cover"


def test_the_ods_has_no_merged_cell_its_tables_are_named_and_its_language_is_told():
    parts = parts_of(_written("ods"))

    assert next(iter(parts)) == "mimetype"
    assert b"spanned" not in parts["content.xml"]
    assert b"covered-table-cell" not in parts["content.xml"]
    assert parts["content.xml"].count(b"<table:database-range ") == len(LEAVES) - 1
    assert b"<dc:language>en-GB</dc:language>" in parts["meta.xml"]


def test_a_number_is_shown_with_the_decimals_it_has_and_no_others(excel):
    shares = {
        row[0].value: row[3].number_format
        for row in excel["Heard_less"]
        if row[3].value is not None
    }

    assert shares["All children aged 4 or over"] == "#,##0.0"
    assert shares["Children living at a distance"] == "#,##0"


def test_links_lead_to_worksheets_that_are_there(excel):
    links = [
        cell.hyperlink.location
        for sheet in excel
        for row in sheet
        for cell in row
        if cell.hyperlink is not None
    ]

    assert len(links) > len(LEAVES)
    assert {link.split("!")[0].strip("'") for link in links} <= set(excel.sheetnames)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"name": "a" * 32}, "cannot be the name"),
        ({"name": "a/b"}, "cannot be the name"),
        ({"rows": (("x", "y"),)}, "not as long as the headings"),
        ({"rows": (("",),)}, "a cell is blank"),
    ],
)
def test_a_worksheet_that_would_break_the_checklist_is_refused(fault, said):
    with pytest.raises(ValueError, match=said):
        Leaf(**{"name": "A", "title": "A", "columns": (Column("H"),), **fault})
