from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from feedback.disclosure.declared import tables_of
from feedback.errors import LedgerUnreadable, PeriodNotClosed
from feedback.periods import Period
from feedback.releases.csv_file import csv_file
from feedback.releases.figures import figures
from feedback.services.agree_release import send_release_back
from feedback.services.close_period import close_period
from feedback.services.list_periods import PeriodState, list_periods
from feedback.services.prepare_release import prepare
from feedback.services.release import find_release, make_release
from feedback.store.audit import COMMAND, Actor
from feedback.store.ledger import editions_of, report_of
from feedback.store.models import AuditRow, Installation, LedgerCell, Release
from tests import planted
from tests.commented import staff
from tests.feedback.auditor.exported import described

YEAR = Period.named("2025-26")
DAYS = [date(2025, 5, 6), date(2025, 8, 5), date(2025, 11, 4), date(2026, 2, 3)]
PLENTY = {"PN1": 60, "PN2": 12, "PN3": 10, "PN4": 8, "PN5": 20, "PN6": 30, "PN7": 9, "PN0": 20}
LISTENED = {"audience": {"yes": 40, "bit": 20, "no": 12, "not-sure": 12}}
SEED = {
    "PN0": 255,
    "PN1": 520,
    "PN2": 61,
    "PN3": 38,
    "PN4": 12,
    "PN5": 212,
    "PN6": 200,
    "PN7": 100,
}
LATER = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def made_up(store):
    """A made-up council, whose releases one person may make."""
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))


def _csv(report):
    return described(csv_file(report), report)


def _made(transaction, name, keys):
    period = Period.named(name)
    close_period(transaction, period, by=COMMAND, keys=keys, now=LATER)
    make_release(transaction, period, _csv, by=COMMAND, keys=keys, now=LATER)
    return {r.table.id: r for r in report_of(transaction, period).tables}


def _a_full_year(transaction):
    for day, quarter in zip(DAYS, YEAR.quarters, strict=True):
        planted.reviews(transaction, PLENTY, day)
        planted.sheets(transaction, quarter.name, LISTENED)


def test_the_seed_reports_year_is_released_as_90_2_and_1031_of_1143(transaction, keys):
    planted.reviews(transaction, SEED, DAYS[0])

    tables = _made(transaction, "2025-26", keys)

    took_part = figures(tables["participation"])[0]
    assert (took_part.count, took_part.base, str(took_part.percent)) == (1031, 1143, "90.2")
    assert tables["groups"].counts == {
        "PN1": 520, "PN2-3": 99, "PN5-6": 412, "PN4-7": 112, "base": 1143
    }  # fmt: skip
    assert tables["under-four"].counts["PN0"] == 255


def test_a_period_that_nobody_closed_is_refused_with_what_is_still_open(transaction, keys):
    planted.reviews(transaction, {"null": 3}, DAYS[2])

    with pytest.raises(PeriodNotClosed) as refusal:
        make_release(transaction, YEAR.quarters[2], _csv, by=COMMAND, keys=keys, now=LATER)

    assert "2025-26Q3 is not closed" in str(refusal.value)
    assert "Some reviews are held without a confirmed code" in str(refusal.value)
    assert transaction.scalar(select(Release)) is None


def test_with_nothing_open_the_refusal_says_so(transaction, keys):
    with pytest.raises(PeriodNotClosed, match="nothing in it is open"):
        make_release(transaction, YEAR, _csv, by=COMMAND, keys=keys, now=LATER)


def test_a_second_make_returns_the_same_bytes_whatever_has_changed_since(transaction, keys):
    _a_full_year(transaction)
    close_period(transaction, YEAR, by=COMMAND, keys=keys, now=LATER)
    first = make_release(transaction, YEAR, _csv, by=COMMAND, keys=keys, now=LATER)
    planted.reviews(transaction, {"PN1": 50}, date(2025, 4, 1))

    def never(_report):
        raise AssertionError("it was written already")

    second = make_release(transaction, YEAR, never, by=COMMAND, keys=keys, now=LATER)

    assert second == first == find_release(transaction, YEAR)
    acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts == ["closed-period", "made-release"]


def test_every_cell_is_entered_in_the_ledger_the_withheld_ones_too(transaction, keys):
    _a_full_year(transaction)

    _made(transaction, "2025-26Q1", keys)

    entered = {
        (cell.table_name, cell.column): (cell.value, cell.symbol)
        for cell in transaction.scalars(select(LedgerCell))
    }
    assert len(entered) == sum(len(table.cells) for table in tables_of(YEAR.quarters[0]))
    assert entered["participation", "took-part"] == (132, None)
    assert entered["audience", "no"] == (12, None)
    assert entered["voice", "yes"] == (None, "c")


def test_eight_reviews_of_two_children_are_hidden_as_two_children(transaction, keys):
    planted.reviews(transaction, {**PLENTY, "PN2": 0}, DAYS[0])
    planted.reviews(transaction, {"PN2": 8}, DAYS[0], planted.children(transaction, 2))

    tables = _made(transaction, "2025-26", keys)

    assert "PN2" not in tables["codes"].counts
    assert tables["participation"].counts["base"] == 145


def test_nine_sheets_of_a_year_are_hidden_and_in_a_quarter_six_are_shown(transaction, keys):
    said = {"yes": 30, "bit": 12, "no": 9, "not-sure": 12}
    planted.sheets(transaction, "2025-26Q1", {"voice": said})
    planted.sheets(transaction, "2024-25Q1", {"voice": said})

    assert _made(transaction, "2025-26Q1", keys)["voice"].counts["no"] == 9
    assert "no" not in _made(transaction, "2024-25", keys)["voice"].counts


def test_a_year_whose_quarters_all_left_shows_the_same_sums(transaction, keys):
    _a_full_year(transaction)
    quarters = [_made(transaction, quarter.name, keys) for quarter in YEAR.quarters]

    year = _made(transaction, "2025-26", keys)

    for table in ("participation", "groups", "audience"):
        for cell, number in year[table].counts.items():
            assert number == sum(quarter[table].counts[cell] for quarter in quarters)


def test_one_sheet_that_came_late_hides_the_cells_that_would_tell_and_no_others(transaction, keys):
    _a_full_year(transaction)
    for quarter in YEAR.quarters:
        _made(transaction, quarter.name, keys)
    planted.sheets(transaction, "2025-26Q1", {"audience": {"no": 1}})

    year = _made(transaction, "2025-26", keys)

    assert "no" not in year["audience"].counts
    assert year["audience"].counts["not-sure"] == 48
    assert year["participation"].counts["base"] == 596


def test_what_was_withdrawn_has_been_read_and_stays_known(transaction, keys):
    _a_full_year(transaction)
    _made(transaction, "2025-26Q1", keys)
    release = transaction.scalar(select(Release))
    release.withdrawn_at, release.note = LATER, "Made too early."
    transaction.flush()

    (known,) = editions_of(transaction, YEAR, keys=keys)
    assert known.period.name == "2025-26Q1"
    assert known.shown["participation", "took-part"] == 132
    assert known.numbers["reviews"][()] == {(): 169}


def test_without_what_a_release_counted_nothing_is_judged_against_it(transaction, keys):
    _a_full_year(transaction)
    _made(transaction, "2025-26Q1", keys)
    transaction.execute(update(Release).values(counted=None))

    with pytest.raises(LedgerUnreadable):
        _made(transaction, "2025-26Q2", keys)


@pytest.mark.parametrize(("table", "column"), [("voice", "maybe"), ("weather", "fine")])
def test_a_ledger_with_cells_nobody_declares_stops_every_release(transaction, keys, table, column):
    _made(transaction, "2025-26Q1", keys)
    release = transaction.scalar(select(Release.id))
    transaction.add(
        LedgerCell(
            id=uuid4(), release_id=release, table_name=table, row="service", column=column, value=9
        )
    )
    transaction.flush()

    with pytest.raises(LedgerUnreadable, match=table):
        _made(transaction, "2025-26Q2", keys)


def test_a_release_of_a_made_up_council_says_so(transaction, keys):
    _made(transaction, "2025-26", keys)

    assert report_of(transaction, YEAR).made_up
    assert b",yes\n" in find_release(transaction, YEAR).files["heard-2025-26.csv"]


def test_where_nothing_was_released_there_is_nothing_to_read(transaction):
    assert find_release(transaction, YEAR) is None
    assert report_of(transaction, YEAR) is None


def test_periods_are_listed_with_where_they_stand_the_latest_first(transaction, keys):
    planted.reviews(transaction, {"PN1": 12}, DAYS[0])
    _made(transaction, "2025-26Q1", keys)
    _made(transaction, "2025-26Q2", keys)
    withdrawn = transaction.scalar(select(Release).where(Release.period == "2025-26Q2"))
    withdrawn.withdrawn_at, withdrawn.note = LATER, "Made too early."
    close_period(transaction, YEAR.quarters[2], by=COMMAND, keys=keys, now=LATER)

    listed = list_periods(transaction, today=date(2026, 5, 1))

    assert [(one.period.name, one.state) for one in listed] == [
        ("2026-27", PeriodState.RUNNING),
        ("2026-27Q1", PeriodState.RUNNING),
        ("2025-26", PeriodState.OVER),
        ("2025-26Q4", PeriodState.OVER),
        ("2025-26Q3", PeriodState.CLOSED),
        ("2025-26Q2", PeriodState.WITHDRAWN),
        ("2025-26Q1", PeriodState.RELEASED),
    ]
    assert listed[4].since == LATER


def test_without_any_review_the_running_year_is_listed(transaction):
    listed = list_periods(transaction, today=date(2026, 5, 1))

    assert [one.period.name for one in listed] == ["2026-27", "2026-27Q1"]


def test_a_quarter_and_its_year_made_at_the_same_moment_know_of_each_other(store, keys):
    few_in_summer = {**PLENTY, "PN2": 1, "PN3": 2}
    names = ["2025-26", "2025-26Q1"]
    with store.begin() as transaction:
        planted.reviews(transaction, PLENTY, DAYS[0])
        planted.reviews(transaction, few_in_summer, DAYS[1])
        for name in names:
            close_period(transaction, Period.named(name), by=COMMAND, keys=keys, now=LATER)

    def make(name):
        with store.begin() as transaction:
            period = Period.named(name)
            make_release(transaction, period, _csv, by=COMMAND, keys=keys, now=LATER)

    with ThreadPoolExecutor(max_workers=4) as together:
        list(together.map(make, [*names, *names]))

    with store.look() as transaction:
        known = {one.period.name: one.shown for one in editions_of(transaction, YEAR, keys=keys)}
        assert known.keys() == set(names)
        told = [shown.get(("groups", "PN2-3")) for shown in known.values()]
        assert None in told


def test_what_lies_prepared_or_was_sent_back_is_listed_as_that(store, keys):
    with store.begin() as transaction:
        planted.reviews(transaction, {"PN1": 12}, DAYS[0])
        first, second = staff(transaction, "Pat First", "Sam Second")
        for quarter in YEAR.quarters[:2]:
            close_period(transaction, quarter, by=COMMAND, keys=keys, now=LATER)
    pat, sam = Actor(str(first), "participation"), Actor(str(second), "manager")
    for quarter in YEAR.quarters[:2]:
        prepare(store, quarter, _csv, by=pat, keys=keys, now=LATER)
    with store.begin() as transaction:
        send_release_back(transaction, YEAR.quarters[1], "Why.", by=sam, keys=keys, now=LATER)

    with store.look() as transaction:
        listed = list_periods(transaction, today=date(2026, 5, 1))

    assert [(one.period.name, one.state, one.since) for one in listed[-2:]] == [
        ("2025-26Q2", PeriodState.SENT_BACK, LATER),
        ("2025-26Q1", PeriodState.PREPARED, LATER),
    ]
