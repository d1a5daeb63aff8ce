"""What one format of a release says alone, or keeps where nobody looks, the auditor refuses."""

import csv
import io
import json
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from feedback.auditor.formats.agree import agree
from feedback.auditor.formats.sheets import WORKED_OUT
from feedback.auditor.formats.worked_out import Year, hold_worked_out
from feedback.auditor.formats.xlsx import read_xlsx
from feedback.auditor.unreadable import Unreadable
from feedback.catalogue import load_catalogue
from feedback.council import Council
from feedback.releases.settled_zip import parts_of, settled_zip
from portal.insight.paper import writer
from tests.reports import BEFORE, SEED, report, reviews, whole_year

FORGED = tomllib.loads((Path(__file__).parent / "forged.toml").read_text("utf-8"))["forged"]
NAME = "heard-2025-26Q3"
FULL = whole_year("2025-26", {**SEED, "null": 7})
EARLIER = report("2024-25", reviews(BEFORE))


def _told(report):
    """Say by table, row and column what a report shows; nothing stands for what it hides."""
    return {
        (one.table.id, cell.row, cell.column): one.number(cell.id)
        for one in report.tables
        for cell in one.table.cells
    }


LEDGER = {("2024-25", *key): number for key, number in _told(EARLIER).items()}


@pytest.fixture(scope="module")
def write():
    return writer(Council(name="Sampleshire"), load_catalogue())


@pytest.fixture(scope="module")
def quarter(write):
    """A quarter in which some numbers are hidden, in every format."""
    shown = {
        **reviews({**SEED, "null": 7}, {"on-time": 1393, "late": 8, "date-wrong": 4}),
        "voice": {"yes": 50, "bit": 30, "base": 100},
    }
    return write(report("2025-26Q3", shown))


def _held(files, *kinds, entered=LEDGER):
    """Hold files of a release against its CSV: all of them, or those of some kinds."""
    stem = next(name for name in files if name.endswith(".csv")).removesuffix(".csv")
    content = files[f"{stem}.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    package = json.loads(files[f"{stem}.datapackage.json"])
    some = {f"{stem}{kind}": files[f"{stem}{kind}"] for kind in kinds} if kinds else files
    agree(some, rows, package, entered)


def _instead(content, old, new):
    assert old.encode() in content, "there is nothing to change"
    return content.replace(old.encode(), new.encode(), 1)


def _forged(files, kind, part, old, new):
    """Change one file of a release, or one part of it, as somebody who forges would."""
    name = next(name for name in files if name.endswith(kind))
    if not part:
        return {**files, name: _instead(files[name], old, new)}
    parts = parts_of(files[name])
    parts[part] = _instead(parts.get(part, b""), old, new)
    return {**files, name: settled_zip(parts, stored=frozenset({"mimetype"}))}


@pytest.mark.parametrize("one", FORGED, ids=lambda one: f"{one['in']}: {one['new'][:30]}")
def test_what_one_format_says_alone_or_keeps_unseen_is_refused(quarter, one):
    kind, _, part = one["in"].partition(" ")
    forged = _forged(quarter, f"{NAME}{kind}", part, one["old"], one["new"])
    beside = {kind, ".json"} - {".csv", ".datapackage.json"}

    with pytest.raises(Unreadable) as refused:
        _held(forged, *sorted(beside))

    assert str(refused.value) == one["said"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda archive: archive + b"4", "holds more than its parts"),
        (lambda archive: b"4" + archive, "holds more than its parts"),
        (lambda _archive: b"4", "cannot be read"),
    ],
)
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_byte_beside_the_parts_of_a_spreadsheet_is_refused(quarter, kind, change, said):
    name = f"{NAME}.{kind}"

    with pytest.raises(Unreadable, match=f"its {kind.upper()} {said}"):
        _held({**quarter, name: change(quarter[name])}, ".json", f".{kind}")


@pytest.mark.parametrize("part", ["styles.xml", "xl/_rels/workbook.xml.rels"])
def test_a_spreadsheet_that_lacks_a_part_is_refused(quarter, part):
    kind = "xlsx" if part.startswith("xl") else "ods"
    parts = parts_of(quarter[f"{NAME}.{kind}"])
    del parts[part]

    with pytest.raises(Unreadable, match=r"its (ODS|XLSX) cannot be read"):
        _held({**quarter, f"{NAME}.{kind}": settled_zip(parts)}, ".json", f".{kind}")


def test_a_spreadsheet_that_would_fill_the_memory_is_not_opened(quarter):
    parts = {**parts_of(quarter[f"{NAME}.ods"]), "styles.xml": bytes(33 * 1024 * 1024)}

    with pytest.raises(Unreadable, match="its ODS is too large"):
        _held({**quarter, f"{NAME}.ods": settled_zip(parts)}, ".ods")


def test_a_file_nobody_declared_is_refused_beside_the_others(quarter):
    with pytest.raises(Unreadable, match="a file nobody declared"):
        _held({**quarter, f"{NAME}-by-child.txt": b"4"})


def test_a_page_that_is_no_text_is_refused(quarter):
    with pytest.raises(Unreadable, match="its page cannot be read"):
        _held({**quarter, f"{NAME}.html": b"\xff"}, ".json", ".html")


@pytest.fixture(scope="module")
def year(write):
    """A year beside the year before, in every format."""
    return write(replace(FULL, made_up=True, earlier=(EARLIER,)))


def test_every_format_the_service_writes_says_the_same(quarter, year):
    _held(quarter)
    _held(year)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<td>38</td>", "<td>39</td>",
         "its annual report says otherwise than its worksheets"),
        ("1,405 reviews were held", "1,406 reviews were held",
         "its annual report tells a number among its words"),
    ],
)  # fmt: skip
def test_an_annual_report_that_says_otherwise_is_refused(year, old, new, said):
    forged = _forged(year, "-annual-report.html", "", old, new)

    with pytest.raises(Unreadable, match=said):
        _held(forged, ".json", ".ods", "-annual-report.html")


def test_a_number_worked_out_in_one_spreadsheet_only_is_refused(year):
    old = 'value="113" calcext:value="113" table:style-name="number0"><text:p>113'
    forged = _forged(year, ".ods", "content.xml", old, old.replace("113", "114"))

    with pytest.raises(Unreadable, match="its ODS says otherwise than its XLSX"):
        _held(forged)


@pytest.mark.parametrize("gone", ["codes", "under-four", "participation"])
def test_a_year_that_tells_what_the_year_before_hid_is_refused(year, gone):
    hidden = {key: None if key[1] == gone else number for key, number in LEDGER.items()}

    with pytest.raises(Unreadable, match=r"its worksheet Table_\w+ tells more than was printed"):
        _held(year, entered=hidden)


@pytest.fixture(scope="module")
def worked_out(year):
    """The worksheets of the year that no table of it stands on."""
    sheets = read_xlsx(year["heard-2025-26.xlsx"]).sheets
    return [sheet for sheet in sheets if sheet.name in WORKED_OUT]


@pytest.mark.parametrize(
    ("hidden", "sheet"),
    [
        ("under-four", "Table_1"),
        ("codes", "Table_2"),
        ("on-time", "Table_4"),
        ("documents", "Table_5"),
        ("information", "Anchors"),
        ("voice-by-group", "By_group"),
        ("voice-by-version", "By_version"),
        ("asked", "Answered_by_age"),
        ("asked-of-age", "Answered_by_age"),
        ("groups", "Answered_by_group"),
        ("asks", "Asked_for"),
        ("asks-by-theme", "Asked_by_theme"),
        ("at-a-distance", "Heard_less"),
        ("disabled", "Heard_less"),
        ("disability-not-recorded", "Heard_less"),
        ("themes", "Written_about"),
    ],
)
def test_nothing_is_worked_out_of_a_hidden_number(worked_out, hidden, sheet):
    shown = _told(FULL)
    less = {key: None if key[0] == hidden else number for key, number in shown.items()}
    years = {"2024-25": _told(EARLIER)}

    table = next(one.table for one in FULL.tables if one.table.id == "themes")
    themes = {cell.label: cell.column for cell in table.cells}
    by_theme = next(one.table for one in FULL.tables if one.table.id == "asks-by-theme")
    asked = {cell.row_label: cell.row for cell in by_theme.cells}
    hold_worked_out(worked_out, Year("2025-26", shown, themes, asked), years)
    with pytest.raises(Unreadable, match=f"its worksheet {sheet} tells more than was printed"):
        hold_worked_out(worked_out, Year("2025-26", less, themes, asked), years)


def test_a_year_that_left_before_disabled_children_were_told_apart_still_stands(worked_out):
    whole = _told(FULL)
    since = {"disabled", "disability-not-recorded"}
    told = {key: number for key, number in whole.items() if key[0] not in since}
    (now,) = (sheet for sheet in worked_out if sheet.name == "Heard_less")
    then = replace(now, table=tuple(row for row in now.table if "isabled" not in str(row[0])))
    assert len(now.table) - len(then.table) == len(since)

    hold_worked_out([then], Year("2025-26", told), {})
    with pytest.raises(Unreadable, match="its worksheet Heard_less"):
        hold_worked_out([now], Year("2025-26", told), {})


def test_a_year_that_left_before_those_of_18_and_over_were_counted_still_stands(worked_out):
    whole = _told(FULL)
    told = {key: number for key, number in whole.items() if key[0] != "asked-of-age"}
    (now,) = (sheet for sheet in worked_out if sheet.name == "Answered_by_age")
    then = replace(
        now, table=(*now.table[:-1], ("16 and 17 (Full)", *map(Decimal, (243, 40, 16))))
    )

    hold_worked_out([then], Year("2025-26", told), {})
    with pytest.raises(Unreadable, match="its worksheet Answered_by_age"):
        hold_worked_out([then], Year("2025-26", whole), {})
    with pytest.raises(Unreadable, match="its worksheet Answered_by_age"):
        hold_worked_out([now], Year("2025-26", told), {})


@pytest.mark.parametrize("name", ["By_group", "By_version"])
def test_shares_that_left_without_their_numbers_beside_them_still_stand(worked_out, name):
    told = _told(FULL)
    (now,) = (sheet for sheet in worked_out if sheet.name == name)
    then = replace(now, table=tuple((row[0], *row[1::2]) for row in now.table))
    assert [len(row) for row in then.table] == [7] * len(now.table)

    hold_worked_out([then], Year("2025-26", told), {})
    with pytest.raises(Unreadable, match=f"its worksheet {name} tells more than was printed"):
        hold_worked_out([then], Year("2025-26", dict.fromkeys(told)), {})


def test_what_a_year_may_say_is_not_taken_for_more_than_was_printed():
    """More sheets than reviews of an age, documents half recorded, a council with a number."""
    shown = {
        "participation": {"took-part": 31, "did-not": 9, "base": 40, "null": 2},
        "documents": {"in-time": 17, "not-in-time": 11, "base": 28, "unknown": 14},
        "response": {"short": 27, "base": 27},
        "asked": {"8-11": 25, "base": 25},
    }

    _held(writer(Council(name="Borough of 3 Rivers"), load_catalogue())(report("2025-26", shown)))
