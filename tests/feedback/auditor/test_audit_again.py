"""More of what the auditor refuses."""

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256
from random import Random

import pytest

from feedback.auditor.audit import audit
from feedback.disclosure.needs import primary
from tests.feedback.auditor.exported import audited, entered, files_of
from tests.feedback.disclosure.town import (
    as_today,
    drawn_year,
    editions_of,
    release,
)

CSV, ABOUT = "heard-2025-26Q1.csv", "heard-2025-26Q1.datapackage.json"


@pytest.fixture(scope="module")
def ledger():
    """Four quarters and their year, as they left."""
    known = []
    for fresh in editions_of(drawn_year(Random(11), 700)):
        release(fresh, known)
    return known


def _small(edition):
    return {
        place
        for place in primary(edition)
        if next(edition.counts(t)[place[1]] for t in edition.tables if t.id == place[0])
    }


def _shown_too(edition, *places):
    """Show cells that were hidden."""
    counts = {(t.id, cell): n for t in edition.tables for cell, n in edition.counts(t).items()}
    shown = {**edition.shown, **{place: counts[place] for place in places}}
    return replace(edition, shown=shown)


def _rows(files, change):
    """Change the rows of a CSV and describe it anew, as somebody who forges would."""
    rows = list(csv.DictReader(io.StringIO(files[CSV].decode(), newline="")))
    changed = change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows if changed is None else changed)
    content = out.getvalue().encode()
    about = json.loads(files[ABOUT])
    about["resources"][0]["hash"] = f"sha256:{sha256(content).hexdigest()}"
    return {CSV: content, ABOUT: json.dumps(about).encode()}


def _forged(ledger, change):
    first = ledger[:1]
    return audit(_rows(files_of(first[0]), change), [], entered(first))


def _swap_tables(rows):
    names = {"information": "voice", "voice": "information"}
    for row in rows:
        row["table"] = names.get(row["table"], row["table"])


def _one_more(rows):
    row = next(row for row in rows if row["table"] == "codes" and row["count"].isdigit())
    row["count"] = str(int(row["count"]) + 1)


def _hide_one_more(rows):
    next(row for row in rows if row["count"].isdigit())["count"] = "c"


def _unhide_with_anything(rows):
    next(row for row in rows if row["count"] == "c")["count"] = "7"


def _drop_a_table(rows):
    """Drop one that every release has had; codes once stood in quarters, and may be away."""
    return [row for row in rows if row["table"] != "voice"]


def _drop_a_row(rows):
    return rows[1:]


def _add_a_row(rows):
    return [*rows, {**rows[0], "category": "everyone"}]


def _twice(rows):
    return [*rows, rows[0]]


def _another_period(rows):
    for row in rows:
        row["period"] = "2025-26Q2"


def _one_row_of_another_period(rows):
    rows[0]["period"] = "2025-26Q2"


def _share_of_a_hidden_number(rows):
    next(row for row in rows if row["count"] == "c")["percent"] = "3"


def _another_share(rows):
    row = next(row for row in rows if row["percent"].isdigit())
    row["percent"] = str(int(row["percent"]) + 2)


def _negative(rows):
    rows[0]["count"] = "-4"


def _words(rows):
    rows[0]["count"] = "about ten"


def test_a_table_left_out_of_ledger_and_files_alike_is_refused_for_its_absence(ledger):
    first = as_today(ledger[0])
    left = tuple(table for table in first.tables if table.id != "voice")

    assert audited([replace(first, shown=ledger[0].shown)]).holds
    assert audited([replace(first, tables=left, shown=ledger[0].shown)]).against == (
        "it does not hold the tables of the catalogue, and only those",
    )


def test_files_that_are_forged_with_the_ledger_alike_are_refused_for_their_numbers(ledger):
    first = ledger[0]
    place = next(p for p in first.shown if p[0] == "codes" and p[1] != "base")
    forged = replace(first, shown={**first.shown, place: first.shown[place] + 40})

    assert not audited([forged]).holds


def test_a_description_of_other_bytes_is_refused(ledger):
    files = files_of(ledger[0])
    files[CSV] += b"\n"

    assert audit(files, [], entered(ledger[:1])).against == ("its description is of other files",)


@pytest.mark.parametrize("gone", [CSV, ABOUT])
def test_a_file_that_is_missing_is_refused(ledger, gone):
    files = {name: content for name, content in files_of(ledger[0]).items() if name != gone}

    assert not audit(files, [], entered(ledger[:1])).holds


def test_what_is_no_release_at_all_is_refused():
    assert not audit({CSV: b"\xff", ABOUT: b"{}"}, [], {}).holds


@pytest.mark.parametrize(
    ("said", "against"),
    [
        (b'{"tables": []}', "its JSON says otherwise than its CSV"),
        (b"{", "its files cannot be read"),
    ],
)
def test_a_json_that_says_otherwise_is_refused(ledger, said, against):
    files = {**files_of(ledger[0]), "heard-2025-26Q1.json": said}

    assert audit(files, [], entered(ledger[:1])).against == (against,)
