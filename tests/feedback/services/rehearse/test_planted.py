"""A year in which things were forgotten on purpose: the lists find exactly those."""

import csv
import io
import os
import shutil
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select

from feedback.catalogue import load_catalogue
from feedback.due_dates import add_months
from feedback.participation import Indicator
from feedback.periods import Period
from feedback.services.caseload import caseload
from feedback.services.deciding import Hand
from feedback.services.inbox import marked
from feedback.services.monthly_watch import Missing, Null, watch
from feedback.services.overdue import Clock, overdue
from feedback.services.rehearse.invent import invent
from feedback.services.rehearse.plants import (
    NOT_ANSWERED,
    NOT_FILED,
    WITHOUT_CODE,
    Plant,
)
from feedback.services.rehearse.play import Play, enrol_duty
from feedback.services.rehearse.scene import Scene
from feedback.services.return903 import return903
from feedback.store import Store
from feedback.store.audit import COMMAND
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.models import Ask, Child, Installation, Review, SentViews, Staff
from tests.oracles import validator

YEAR = Period(2024)
AFTER = YEAR.last + timedelta(1)
LONG_OVER = YEAR.last - timedelta(35)


@pytest.fixture(scope="module")
def played(migrated, keys_folder, tmp_path_factory):
    """A small council’s year, with what was planted in it still open."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(migrated, folder / "heard.sqlite")
    engine = connect(f"sqlite:///{folder / 'heard.sqlite'}")
    scene = Scene(Store(engine), read_keys(keys_folder), load_catalogue(), folder)
    with scene.store.begin() as transaction:
        transaction.merge(Installation(id=1, made_up=True))
    enrol_duty(scene)
    council = invent(children=30, reviews=75, first=YEAR.first, months=12, seed=1)
    play = Play(scene, council, Random(1), lambda _done: None)
    play.play()
    yield play
    engine.dispose()


@pytest.fixture(scope="module")
def reviews(played):
    """Every review of the year by its key: the day, and the code that its child’s story has."""
    story = {(c.number, r.day): r.code for c in played.council.children for r in c.reviews}
    with played.scene.store.look() as transaction:
        rows = transaction.execute(
            select(Review.id, Child.number, Review.day).join(Child, Child.id == Review.child_id)
        ).all()
    return {key: (day, story[number, day]) for key, number, day in rows if (number, day) in story}


def watched(played):
    found = {}
    for number in range(12):
        first = add_months(YEAR.first, number)
        with played.scene.store.look() as transaction:
            month = watch(transaction, first, desk=played.scene.desk, today=AFTER)
        found |= {one.review_id: one for one in month}
    return found


def listed(played, today=AFTER):
    found = defaultdict(set)
    with played.scene.store.look() as transaction:
        for one in overdue(transaction, desk=played.scene.desk, today=today):
            found[one.clock].add(one.review_id)
    return found


def planted(played, *plants):
    return {key for key, forgotten in played.plants.items() if forgotten & set(plants)}


def test_something_of_every_kind_is_planted(played):
    assert {plant for plants in played.plants.values() for plant in plants} == set(Plant)


def test_the_monthly_lists_of_the_year_hold_exactly_what_was_planted(played, reviews):
    by_code = {Indicator.PN4: Missing.PN4, Indicator.PN7: Missing.PN7}
    expected = {key: by_code[code] for key, (_, code) in reviews.items() if code in by_code}
    old = {key for key, (_, code) in reviews.items() if code is not Indicator.PN0}
    expected |= dict.fromkeys(planted(played, Plant.NO_CODE) & old, Missing.PENDING)
    expected |= dict.fromkeys(planted(played, Plant.NO_RECORD) & old, Missing.NOT_RECORDED)

    found = {key: one.missing for key, one in watched(played).items() if one.missing}

    assert found == expected
    assert {Missing.PENDING, Missing.PN7} <= set(found.values())


def test_the_null_returns_of_the_year_are_exactly_the_planted_ones(played, reviews):
    old = {key for key, (_, code) in reviews.items() if code is not Indicator.PN0}
    never = planted(played, Plant.NO_RECORD)
    blank = (planted(played, Plant.NOT_NOTED) | never) & old

    found = watched(played)

    for null in (Null.SEEN_NOT_RECORDED, Null.CONTACT_NOT_RECORDED):
        assert {key for key, one in found.items() if null in one.nulls} == blank
    not_seen = {key for key, one in found.items() if Null.NOT_SEEN in one.nulls}
    assert not_seen == (planted(played, Plant.NOT_SEEN) - never) & old
    assert not any(Null.NO_CONTACT in one.nulls for one in found.values())


def test_the_overdue_clocks_and_unanswered_asks_are_exactly_the_planted_ones(played, reviews):
    with played.scene.store.look() as transaction:
        sent = set(transaction.scalars(select(SentViews.review_id)))
        asked = set(
            transaction.scalars(
                select(SentViews.review_id).join(Ask, Ask.views_id == SentViews.id)
            )
        )
    small = {key for key, (_, code) in reviews.items() if code is Indicator.PN0}
    never = planted(played, Plant.NO_RECORD)
    expected = {
        Clock.READ: planted(played, Plant.UNREAD) & sent,
        Clock.RECORD: never - small,
        Clock.CONFIRM: planted(played, Plant.NO_CODE) | (never & small),
        Clock.ANSWER: planted(played, *NOT_ANSWERED) & asked,
        Clock.FILE: planted(played, *NOT_FILED) & sent,
    }
    long_over = {key for key, (day, _) in reviews.items() if day <= LONG_OVER}

    found = listed(played)

    for clock, keys in expected.items():
        assert found[clock] <= keys, clock
        assert found[clock] & long_over == keys & long_over, clock
    assert planted(played, *WITHOUT_CODE) == found[Clock.RECORD] | found[Clock.CONFIRM]


def test_a_manager_sees_as_overdue_all_that_the_officers_see_on_their_own_lists(played):
    now, late = datetime.combine(AFTER, time(9), UTC), set()
    with played.scene.store.look() as transaction:
        for staff in transaction.scalars(select(Staff.id)):
            by = Hand(staff, now, played.scene.desk)
            entries = marked(caseload(transaction, by=by), by=by)
            late |= {
                (one.line.review_id, Clock(one.owed.what))
                for one in entries
                if one.owed and one.owed.late
            }

    found = listed(played)

    of_managers = {(key, clock) for clock, keys in found.items() for key in keys}
    assert late
    assert late <= of_managers


@pytest.fixture(scope="module")
def settled(played):
    """The same year when everything that was forgotten has been done."""
    played.settle(now=datetime.combine(AFTER, time(9), UTC))
    return played


def made(played):
    now = datetime(2025, 6, 2, 9, tzinfo=UTC)
    return return903(played.scene.store, YEAR, actor=COMMAND, keys=played.scene.keys, now=now)


def test_once_it_is_settled_nothing_is_overdue_and_only_those_not_heard_are_left(settled):
    left = {one.missing for one in watched(settled).values()}

    assert left <= {None, Missing.PN4, Missing.PN7}
    assert not any(listed(settled, date(2025, 6, 2)).values())


@pytest.fixture
def validate():
    """The sector’s validator. Where nothing may be left out, its absence is a failure."""
    if not validator.is_there():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(validator.MISSING)
    return validator.findings


def test_the_sectors_validator_finds_nothing_in_the_return_of_a_rehearsal(
    settled, tmp_path, validate
):
    return_ = made(settled)
    for name, text in return_.files.items():
        (tmp_path / name).write_text(text)

    assert (return_.rows, return_.unsettled) == (75, ())
    assert validate(tmp_path, 2025) == []


def test_the_sectors_validator_finds_every_fault_that_is_seeded_into_it(
    settled, tmp_path, validate
):
    files = {name: rows_of(text) for name, text in made(settled).files.items()}
    reviews = files["reviews.csv"][1:]
    small = next(place for place, row in enumerate(reviews) if row[3] == "PN0")
    grown = [place for place, row in enumerate(reviews) if row[3] != "PN0"]
    by_child = defaultdict(list)
    for place in grown:
        by_child[reviews[place][0]].append(place)
    whose = iter(sorted(by_child))
    other_birth, as_small, short_breaks = (by_child[next(whose)] for _ in range(3))
    reviews[other_birth[0]][1] = "11/05/1999"
    reviews[as_small[0]][3] = "PN0"
    reviews[small][3] = "PN1"
    of_breaks = reviews[short_breaks[0]][0]
    for row in files["episodes.csv"]:
        row[3] = "V4" if row[0] == of_breaks else row[3]
    reviews.append(["7", "x", "y", "z"])
    files["reviews.csv"][1:] = reviews
    for name, rows in files.items():
        (tmp_path / name).write_text("".join(",".join(row) + "\n" for row in rows))

    found = {
        (finding["rule"], finding["row"])
        for finding in validate(tmp_path, 2025)
        if finding["table"] == "Reviews"
    }

    last = len(reviews) - 1
    assert found == {
        ("INT17", other_birth[0]),
        ("440", as_small[0]),
        ("441", small),
        *(("399", place) for place in short_breaks),
        ("166", last),
        ("167", last),
        ("1012", last),
        ("INT08", last),
    }


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))
