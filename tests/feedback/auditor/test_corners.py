"""Corners of the auditor: what holds in spite of looking odd, and what does not."""

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256
from random import Random

import pytest

from feedback.auditor.attacks import Attack
from feedback.auditor.audit import audit
from feedback.auditor.breaks import Kind
from feedback.auditor.room import Unsolved
from feedback.auditor.structure import CAME
from feedback.facts import Fact
from feedback.releases.book import Imprint
from feedback.releases.json_file import json_file
from tests.feedback.auditor.exported import audited, entered, files_of, report_of
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
from tests.tools.attack.year import key_of, small_of

CSV, ABOUT = "heard-2025-26Q1.csv", "heard-2025-26Q1.datapackage.json"


@pytest.fixture(scope="module")
def ledger():
    """A quarter, as it left."""
    known = []
    release(editions_of(drawn_year(Random(11), 700))[0], known)
    return known


def test_a_row_with_two_who_said_otherwise_is_no_agreement():
    rows = [row for answer, many in {"yes": 40, "bit": 1, "no": 1}.items()
            for row in sheets("voice", answer, many)]  # fmt: skip
    fresh = edition(YEAR.quarters[0], {"sheets": rows})
    shown = {(t.id, c): n for t in fresh.tables for c, n in fresh.counts(t).items()}

    told = {one.kind for one in audited([replace(fresh, shown=shown)]).breaks}

    assert Kind.SMALL in told
    assert Kind.AGREED not in told


def test_a_fact_about_another_year_changes_nothing(ledger):
    fact = Fact((("2019-20", "codes", "service", "PN1"),), 1, 1)

    assert audited(ledger[:1], facts=[fact]).holds


def test_a_json_that_says_the_same_belongs_to_the_release(ledger):
    files, numbers = files_of(ledger[0]), entered(ledger[:1])
    said = json_file(report_of(ledger[0]), Imprint("Sampleshire", ("Short",)))
    files["heard-2025-26Q1.json"] = said

    assert audit(files, [], numbers).holds


def test_a_release_of_no_period_is_refused(ledger):
    files = files_of(ledger[0])
    about = json.loads(files[ABOUT])
    about["period"]["name"] = "2025-26Q9"
    rows = list(csv.DictReader(io.StringIO(files[CSV].decode(), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows({**row, "period": "2025-26Q9"} for row in rows)
    about["resources"][0]["hash"] = f"sha256:{sha256(out.getvalue().encode()).hexdigest()}"
    changed = {CSV: out.getvalue().encode(), ABOUT: json.dumps(about).encode()}

    assert audit(changed, [], {}).against == ("it is of no quarter and no year",)


def test_what_could_not_be_attacked_to_the_end_is_refused(ledger, monkeypatch):
    def tired(_self):
        raise Unsolved("Iteration limit reached")

    monkeypatch.setattr(Attack, "all", tired)

    assert audited(ledger[:1]).against == ("it could not be attacked to the end",)


@pytest.mark.parametrize("null", [0, 1, 3, 19])
def test_one_number_that_stands_hidden_in_several_tables_is_no_second_one(null):
    """A quarter in which next to nothing was confirmed hides its base in three tables."""
    rows = [*reviews("PN1", 1), *reviews("null", null), *reviews("null-under-four", 3),
            *reviews("null", 5, **{"on-time": "late"})]  # fmt: skip
    known = []
    release(edition(YEAR.quarters[0], {"reviews": rows}), known)
    base = [(table, "service", "base") for table in ("participation", "groups", "codes")]
    small = frozenset((known[0].period.name, place) for place in base)

    told = audited(known, small=small).breaks

    assert ("codes", "base") not in known[0].shown
    assert {one.kind for one in told} == set()


def _before_it_grew(one, lots):
    """Return an edition as it left when these lots of tables were not there yet."""
    tables = tuple(table for table in one.tables if table.id not in frozenset().union(*lots))
    return replace(one, tables=tables)


@pytest.mark.parametrize(
    ("older", "lots"),
    [((0,), CAME), ((0, 1), CAME), ((2,), CAME), ((2,), CAME[-1:]), ((2,), CAME[-2:])],
)
def test_releases_of_a_smaller_catalogue_stand_beside_those_of_today(older, lots):
    rows = {"reviews": [*reviews("PN1", 30, notified="yes"), *reviews("PN7", 3, documents="no")]}
    quarters = [as_today(edition(YEAR.quarters[number], rows)) for number in (0, 1)]
    whole = {"reviews": 2 * rows["reviews"]}
    known = []
    for place, fresh in enumerate([*quarters, edition(YEAR, whole)]):
        release(_before_it_grew(fresh, lots) if place in older else fresh, known)

    verdict = audited(known)

    assert verdict.holds, verdict.against
    assert ("notified", "in-time") in known[next(n for n in (1, 2, 0) if n not in older)].shown


def test_a_year_proves_nothing_of_a_large_number_that_a_quarter_hid_for_others():
    """3 said no in spring, so 20 yes were hidden; 20 no in a year would prove 3 of them."""
    spring = [*sheets("space", "yes", 20), *sheets("space", "no", 3), *sheets("space", "bit", 15)]
    later = [*sheets("space", "yes", 20), *sheets("space", "no", 17)]
    known, yes = [], ("space", "service", "yes")
    release(as_today(edition(YEAR.quarters[0], {"sheets": spring})), known)
    release(as_today(edition(YEAR, {"sheets": [*spring, *later]})), known)

    verdict = audited(known, small=frozenset(
        (one.period.name, key_of(one, place)) for one in known for place in small_of(one)
    ))  # fmt: skip

    assert verdict.holds, verdict.against
    assert verdict.attack.bounds("2025-26Q1", yes)[0] == 0


@pytest.mark.parametrize(
    ("quarters", "small", "found"), [([], False, True), ([10, 7], False, False),
                                     ([3, 2], False, True), ([10, 7], True, True)],
)  # fmt: skip
def test_what_quarters_print_a_year_need_not_keep_unsure(quarters, small, found):
    """Of a large number hidden for others a year proves 3, when 17 stand in its quarters."""
    rows = [*reviews("PN1", 21, age="4-7"), *reviews("PN2", 11, age="4-7"),
            *reviews("PN2", 18, age="8-9")]  # fmt: skip
    told = {("age", "4-9/PN1"): 21, ("asked", "8-11"): 18}
    known = [
        replace(
            as_today(edition(period, {"reviews": reviews("PN1", many, age="4-7")})),
            shown={("asked", "4-7"): many},
        )
        for period, many in zip(YEAR.quarters, quarters, strict=False)
    ]
    key = ("2025-26", ("asked", "service", "4-7"))

    verdict = audited(
        [*known, replace(edition(YEAR, {"reviews": rows}), shown=told)],
        small=frozenset({key} if small else ()),
    )

    broken = {(one.table, one.column) for one in verdict.breaks if one.period == "2025-26"
              and one.kind is Kind.PRESENCE}  # fmt: skip
    assert (("asked", "4-7") in broken) is found
