"""Whatever is changed in a release that holds, the auditor refuses it: every mutant is killed."""

import json
from dataclasses import replace
from hashlib import sha256
from random import Random

import pytest

from feedback.auditor.audit import audit
from feedback.auditor.breaks import Kind
from feedback.disclosure.edition import Edition
from feedback.disclosure.needs import primary
from feedback.facts import Fact
from tests.feedback.auditor.exported import audited, entered, files_of
from tests.feedback.auditor.forging import ABOUT, CSV, WAYS, forged
from tests.feedback.disclosure.town import (
    YEAR,
    as_today,
    drawn_year,
    edition,
    editions_of,
    release,
    reviews,
    sheets,
)


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


def test_releases_that_were_protected_hold_and_get_a_certificate(ledger):
    quarter, verdict = audited(ledger[:1]), audited(ledger)

    assert quarter.holds, quarter.against
    assert verdict.holds, verdict.against
    certificate = json.loads(verdict.certificate)
    files = files_of(ledger[-1])
    assert certificate["files"] == {
        name: f"sha256:{sha256(content).hexdigest()}" for name, content in files.items()
    }
    assert certificate["numbers"] == sum(len(t.cells) for t in ledger[-1].tables)
    assert certificate["tried"]["bounds in whole numbers"] > 0


def test_the_same_files_get_the_same_certificate(ledger):
    assert audited(ledger[:1]).certificate == audited(ledger[:1]).certificate


def test_to_show_any_small_number_again_is_refused(ledger):
    quarter = ledger[0]
    for place in sorted(_small(quarter)):
        assert not audited([_shown_too(quarter, place)]).holds, place


def test_to_show_any_small_number_of_a_year_again_is_refused():
    """Whatever it is that gives a small number away: its row, its table or its group."""
    rows = [*reviews("PN1", 60, age="4-7"), *reviews("PN1", 40, distance="yes"),
            *reviews("PN2", 3, age="8-9"), *reviews("PN4", 2), *reviews("PN5", 20),
            *reviews("PN6", 4, disabled="yes"), *reviews("null", 2),
            *reviews("PN7", 5, unaccompanied="yes", age="16-17")]  # fmt: skip
    known = []
    release(edition(YEAR, {"reviews": rows}), known)
    places = sorted(_small(known[0]))

    held = [place for place in places if audited([_shown_too(known[0], place)]).holds]

    assert len(places) >= 15
    assert held == []


def test_to_show_the_other_hidden_cells_of_a_row_is_refused(ledger):
    fresh = next(one for one in ledger if {t for t, _ in _small(one)} & {"codes"})
    small = {place for place in _small(fresh) if place[0] == "codes"}
    others = {("codes", c.id) for t in fresh.tables if t.id == "codes" for c in t.cells} - small

    verdict = audited([_shown_too(fresh, *sorted(others))])

    assert not verdict.holds


def test_a_margin_that_is_added_to_a_hidden_row_is_refused():
    few = edition(YEAR.quarters[0], {"sheets": sheets("voice", "yes", 9)})
    known = []
    release(few, known)

    verdict = audited([_shown_too(known[0], ("voice", "base"))])

    assert any(one.kind in {Kind.ROW, Kind.SMALL} for one in verdict.breaks)


def test_a_row_that_agrees_is_refused_when_its_others_are_shown():
    rows = sheets("voice", "yes", 40) + sheets("voice", "not-sure", 12)
    known = []
    release(edition(YEAR.quarters[0], {"sheets": rows}), known)
    places = [("voice", cell) for cell in ("yes", "bit", "no")]

    verdict = audited([_shown_too(known[0], *places)])

    assert Kind.AGREED in {one.kind for one in verdict.breaks}


def test_two_hidden_cells_that_settle_each_other_are_refused_where_one_is_small():
    rows = [row for code, many in {"PN1": 60, "PN2": 3, "PN5": 20, "PN7": 30}.items()
            for row in reviews(code, many)]  # fmt: skip
    fresh = edition(YEAR.quarters[0], {"reviews": rows})
    hidden = {("codes", "PN2"), ("codes", "PN1"), ("groups", "PN1"), ("groups", "PN2-3")}
    counts = {(t.id, c): n for t in fresh.tables for c, n in fresh.counts(t).items()}
    shown = {place: n for place, n in counts.items() if place not in hidden | set(primary(fresh))}
    bad = Edition(fresh.period, fresh.tables, fresh.numbers, fresh.few, shown)
    small = frozenset({(fresh.period.name, ("codes", "service", "PN2"))})

    told = audited([bad], small=small).breaks

    assert Kind.KNOWN in {one.kind for one in told}


def test_a_difference_of_one_late_sheet_is_refused():
    usual = [row for answer, many in {"yes": 30, "bit": 20, "no": 14, "not-sure": 12}.items()
             for row in sheets("voice", answer, many)]  # fmt: skip
    known = []
    for period in YEAR.quarters:
        release(edition(period, {"sheets": usual}), known)
    year = edition(YEAR, {"sheets": usual * 4 + sheets("voice", "no", 1)})
    shown = {(t.id, c): n for t in year.tables for c, n in year.counts(t).items()}
    shown = {p: n for p, n in shown.items() if p not in primary(year)}

    naive = audited([*known, Edition(year.period, year.tables, year.numbers, year.few, shown)])
    release(year, known)

    assert Kind.DIFFERENCE in {one.kind for one in naive.breaks}
    assert audited(known).holds


def test_an_outside_fact_that_gives_nothing_away_changes_nothing(ledger):
    fresh = ledger[0]
    hidden = [key for key, number in entered(ledger[:1]).items() if number is None]
    fact = Fact((hidden[0],), 0, 10_000)

    assert audited([fresh], facts=[fact]).holds


def test_numbers_that_disagree_with_an_outside_fact_are_refused(ledger):
    (place, number) = next(iter(ledger[0].shown.items()))
    fact = Fact((("2025-26Q1", place[0], "service", place[1]),), number + 1, number + 1)

    assert audited(ledger[:1], facts=[fact]).against == ("its numbers disagree with one another",)


@pytest.mark.parametrize("change", WAYS)
def test_forged_files_are_refused(ledger, change):
    verdict = forged(ledger, change)

    assert not verdict.holds
    assert verdict.certificate == b""


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
