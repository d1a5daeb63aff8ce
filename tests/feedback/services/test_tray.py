"""The tray is tipped out shuffled, and what opens a link dies within thirty days."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.services import tray
from feedback.services.evaluate import SHEET_STEP, link_place
from feedback.store.models import (
    AuditRow,
    SafeguardingLink,
    Sheet,
    Tray,
    TrayKey,
    WeekKey,
)
from feedback.store.sealing import Place, PublicKey
from tests.road import NOW

WEEK = "2026-W10"


def laid(road, *words, week=WEEK):
    """Lay sheets into the tray as sending does; return their ids in that order."""
    ids = []
    with road.store.begin() as transaction:
        public = transaction.get_one(WeekKey, week).public_key
        for said in words:
            sheet_id, key = uuid4(), uuid4()
            told = {
                "id": str(sheet_id), "quarter": "2025-26Q4", "instrument": "evaluation.short",
                "edition": 1, "version": "short", "english": True, "helped": False,
                "screen": True, "indicator_group": "PN1", "coded": {"voice": ["yes"]},
                "words": {"more": [said]} if said else {}, "may_quote": False,
            }  # fmt: skip
            plain = json.dumps(told).encode().ljust(SHEET_STEP)
            row = Tray(
                key=key,
                sheet=road.keys.seal(plain, Place("tray", "sheet", key)),
                link=PublicKey(public).seal(sheet_id.bytes + bytes(16), link_place(week)),
            )
            transaction.add(row)
            ids.append(sheet_id)
    return ids


def tipped(road, **more):
    return tray.tip_out(road.store, keys=road.keys, now=NOW, **more)


@pytest.fixture
def ready(mia):
    mia.week_key()
    return mia


def test_every_sheet_in_the_tray_becomes_a_sheet_and_the_tray_is_empty(ready):
    ids = laid(ready, "one", "", "three")

    result = tipped(ready)

    assert result == tray.Tipped(sheets=3, damaged=0)
    assert {sheet.id for sheet in ready.rows(Sheet)} == set(ids)
    assert not ready.rows(Tray)
    assert len(ready.rows(TrayKey)) == 3


def test_two_copies_of_the_database_tell_which_sheets_came_between_them(ready):
    """What nothing protects from; the threat model says so."""
    laid(ready, "one", "two")
    tipped(ready)
    yesterday = {sheet.id for sheet in ready.rows(Sheet)}
    (today,) = laid(ready, "three")
    tipped(ready)

    assert {sheet.id for sheet in ready.rows(Sheet)} - yesterday == {today}


def test_words_stay_sealed_and_a_sheet_without_words_holds_none(ready):
    worded, silent = laid(ready, "My officer listened.", "")

    tipped(ready)

    sheets = {sheet.id: sheet for sheet in ready.rows(Sheet)}
    plain = ready.keys.open(sheets[worded].words, Place("sheet", "words", worded))
    assert json.loads(plain) == {"more": ["My officer listened."]}
    assert sheets[silent].words is None
    assert sheets[worded].coded == {"voice": ["yes"]}


def test_sheets_and_links_are_shuffled_each_for_themselves(ready):
    laid(ready, "one", "two", "three")
    shuffled = []

    tipped(ready, shuffle=lambda things: shuffled.append({type(each) for each in things}))

    assert shuffled == [{Sheet}, {SafeguardingLink}]


def test_a_sheet_a_link_and_a_tray_key_have_no_key_in_common(ready):
    laid(ready, *("x" * 5))

    tipped(ready)

    keys = [row.key for model in (TrayKey, SafeguardingLink) for row in ready.rows(model)]
    keys += [sheet.id for sheet in ready.rows(Sheet)]
    assert len(set(keys)) == len(keys) == 15


def test_a_link_still_opens_with_the_key_of_its_week(ready):
    (sheet_id,) = laid(ready, "one")

    tipped(ready)

    (link,) = ready.rows(SafeguardingLink)
    private = tray.PrivateKey((ready.weeks / f"{WEEK}.key").read_bytes())
    assert link.week == WEEK
    assert private.open(link.link, link_place(WEEK))[:16] == sheet_id.bytes


def test_a_damaged_sheet_stays_and_keeps_no_other_from_coming_out(ready):
    laid(ready, "one", "two")
    with ready.store.begin() as transaction:
        spoilt = transaction.scalars(select(Tray)).first()
        spoilt.sheet = spoilt.sheet[:-1] + bytes([spoilt.sheet[-1] ^ 1])

    result = tipped(ready)

    assert result == tray.Tipped(sheets=1, damaged=1)
    assert len(ready.rows(Tray)) == 1


def test_emptying_is_in_the_log_and_an_empty_tray_is_not_opened(ready):
    assert tipped(ready) == tray.Tipped(0, 0)
    assert not ready.rows(AuditRow)
    laid(ready, "one")

    tipped(ready)

    assert [row.act for row in ready.rows(AuditRow)] == ["tipped-out"]


def test_the_key_of_a_week_is_made_once_and_its_secret_half_lies_outside_the_database(ready):
    first = ready.rows(WeekKey)[0].public_key

    assert ready.week_key(now=NOW + timedelta(days=2)) == WEEK

    assert [row.public_key for row in ready.rows(WeekKey)] == [first]
    private = (ready.weeks / f"{WEEK}.key").read_bytes()
    assert tray.PrivateKey(private).public.raw == first


def test_a_key_file_that_was_written_before_the_power_went_is_used(ready):
    before = ready.rows(WeekKey)[0].public_key
    with ready.store.begin() as transaction:
        transaction.query(WeekKey).delete()

    ready.week_key()

    assert [row.public_key for row in ready.rows(WeekKey)] == [before]


def test_thirty_days_after_a_week_began_its_key_and_its_links_are_gone(ready):
    laid(ready, "one")
    tipped(ready)
    monday = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def forget(days):
        with ready.store.begin() as transaction:
            return tray.forget_weeks(transaction, ready.weeks, now=monday + timedelta(days=days))

    assert forget(29) == ()
    assert forget(30) == (WEEK,)
    assert not list(ready.weeks.iterdir())
    assert not ready.rows(SafeguardingLink)
    assert not ready.rows(WeekKey)
    assert len(ready.rows(Sheet)) == 1


def test_a_sheet_tipped_out_after_its_week_was_forgotten_has_no_link(ready):
    laid(ready, "one")
    with ready.store.begin() as transaction:
        tray.forget_weeks(transaction, ready.weeks, now=NOW + timedelta(days=40))

    assert tipped(ready).sheets == 1

    assert not ready.rows(SafeguardingLink)


@pytest.mark.parametrize(("day", "week"), [("2026-03-03", "2026-W10"), ("2027-01-03", "2026-W53")])
def test_a_week_is_named_by_the_year_most_of_it_lies_in(day, week):
    assert tray.week_of(datetime.fromisoformat(day).date()) == week
