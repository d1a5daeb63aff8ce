"""A table of which nothing was proven is withheld whole, and every format says so and no more."""

import csv
import io
import json
from dataclasses import replace

import pytest

from feedback.auditor.formats.agree import agree
from feedback.auditor.formats.ods import read_ods
from feedback.auditor.formats.paper import read_paper
from feedback.auditor.formats.words import WITHHELD_WHOLE
from feedback.auditor.formats.xlsx import read_xlsx
from feedback.auditor.unreadable import Unreadable
from feedback.catalogue import load_catalogue
from feedback.council import Council
from feedback.releases.report import Report
from feedback.releases.sentences import UNPROVEN
from feedback.releases.settled_zip import parts_of, settled_zip
from portal.insight.paper import writer
from tests.reports import SEED, whole_year

NAME = "heard-2025-26"
WHOLE = {"codes", "themes", "asks-by-theme", "age"}
SHOWN = "Did people listen to you?"
BECAUSE = UNPROVEN.partition(": ")[2]


def withheld(year: Report, whole=WHOLE) -> Report:
    """Withhold these tables of a year for want of proof."""
    return replace(year, tables=tuple(
        replace(one, counts=None, unproven=True) if one.table.id in whole else one
        for one in year.tables
    ))  # fmt: skip


@pytest.fixture(scope="module")
def year():
    """A year of which some tables were not solved, and one more is hidden to protect children."""
    year = withheld(whole_year("2025-26", SEED))
    tables = [
        replace(one, counts=None) if one.table.id == "asked-of-age" else one for one in year.tables
    ]
    year = replace(year, tables=tuple(tables))
    return writer(Council(name="Sampleshire"), load_catalogue())(year)


def _hold(files):
    rows = list(csv.DictReader(io.StringIO(files[f"{NAME}.csv"].decode(), newline="")))
    agree(files, rows, json.loads(files[f"{NAME}.datapackage.json"]))


def _instead(files, ending, old, new):
    name = f"{NAME}{ending}"
    changed = files[name].decode().replace(old, new)
    assert changed.encode() != files[name]
    return {**files, name: changed.encode()}


def test_the_auditor_knows_the_sentence_by_heart():
    assert WITHHELD_WHOLE == UNPROVEN


def test_every_format_says_so_in_its_place_and_of_no_other_table(year):
    document = json.loads(year[f"{NAME}.json"])
    page = read_paper(year[f"{NAME}.html"])

    assert json.loads(year[f"{NAME}.datapackage.json"])["withheld"] == dict.fromkeys(
        sorted(WHOLE, key=[one["id"] for one in document["tables"]].index), UNPROVEN
    )
    said = {one["id"]: one["sentences"] for one in document["tables"]}
    assert {name for name, of in said.items() if of == [UNPROVEN]} == WHOLE
    assert {one.id for one in page.sections if one.said == (UNPROVEN,) and not one.table} == WHOLE
    for book in (read_ods(year[f"{NAME}.ods"]), read_xlsx(year[f"{NAME}.xlsx"])):
        named = {sheet.name for sheet in book.sheets if UNPROVEN in sheet.lines}
        assert named == {name.replace("-", "_") for name in WHOLE}
    assert b'"withheld"' in year[f"{NAME}.datapackage.json"]


def test_what_is_worked_out_of_it_says_so_too(year):
    sheets = {one.name: one for one in read_ods(year[f"{NAME}.ods"]).sheets}
    annual = {one.id: one for one in read_paper(year[f"{NAME}-annual-report.html"]).sections}

    said = {name for name, sheet in sheets.items() if any(
        line.startswith("Worked out of tables withheld whole (“") and line.endswith(BECAUSE)
        for line in sheet.lines
    )}  # fmt: skip

    assert said == {"Table_2", "Written_about", "Asked_by_theme", "Heard_less"}
    assert "(“How did children take part, code by code?”)" in annual["Table_2"].beneath
    assert not any(BECAUSE in one.beneath for name, one in annual.items() if name != "Table_2")


def test_a_year_that_says_so_stands(year):
    """So does what is said where reviews of those of 18 and over are hidden: *at least*."""
    assert b"answered this after at least 1,143 reviews: how many" in year[f"{NAME}.json"]
    _hold(year)


@pytest.mark.parametrize(
    ("ending", "old", "new", "said"),
    [
        (".datapackage.json", '"codes": "This', '"voice": "This', "and that is not so"),
        (".datapackage.json", '"codes": "This', '"wish": "This', "and that is not so"),
        (".datapackage.json", "withheld whole: it", "withheld whole (4): it", "and that is not"),
        (".datapackage.json", '  "withheld"', '  "kept"', "something nobody declared"),
        (".datapackage.json", '"How many."', '"It could not be proven."', "nobody declared"),
        (".json", UNPROVEN, f'{UNPROVEN}", "It is 4.', "another number of"),
        (".json", UNPROVEN, f'{UNPROVEN}", "Nearly all said so.', "and that is not so"),
        (".json", UNPROVEN, "This table is withheld.", "and that is not so"),
        (".json", '"counted_are": "', '"counted_are": "it could not be proven, ', "nobody declar"),
        (".html", f"<p>{UNPROVEN}</p>", "", "says otherwise of"),
        (".html", f"<p>{UNPROVEN}</p>", f"<p>{UNPROVEN}</p><p>{UNPROVEN}</p>", "among its words"),
        (".html", "<footer", f"<p>{UNPROVEN}</p><footer", "among its words"),
        ("-annual-report.html", "code by code?”", SHOWN + "”", "among its words"),
        ("-annual-report.html", "</header>", f"<p>{UNPROVEN}</p></header>", "among its words"),
    ],
)
def test_whatever_says_more_or_of_another_is_refused(year, ending, old, new, said):
    with pytest.raises(Unreadable, match=said):
        _hold(_instead(year, ending, old, new))


@pytest.mark.parametrize(
    ("old", "new", "of"),
    [
        ("Counted are children with", f"{UNPROVEN} With", "every-review"),
        ("code by code?”", f"{SHOWN}”", "Table_2"),
        ("Go to the notes", f"{UNPROVEN}", "Cover"),
    ],
)
def test_no_worksheet_says_it_of_what_is_shown(year, old, new, of):
    parts = parts_of(year[f"{NAME}.ods"])
    changed = parts["content.xml"].decode().replace(old, new).encode()
    assert changed != parts["content.xml"]
    ods = {f"{NAME}.ods": settled_zip({**parts, "content.xml": changed})}

    with pytest.raises(Unreadable, match=f"its ODS tells a number among the words of {of}"):
        _hold({**year, **ods})
