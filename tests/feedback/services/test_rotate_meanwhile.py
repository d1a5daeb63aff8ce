"""Children and staff go on while the service’s key is replaced."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback.services import look_back, read_views, reseal, rotate
from feedback.services.rotate import Machine
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.keys import make_keys, read_keys
from feedback.store.models import SentViews
from feedback.store.sealed_columns import TO_SERVICE
from feedback.store.sealing import key_id_of
from tests.feedback.services.rotating import machine, quietly, values
from tests.road import NOW, Road


@pytest.fixture
def folder(tmp_path):
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def keys(folder):
    return read_keys(folder)


@pytest.fixture
def mia(store, keys, tmp_path):
    """Mia, in the middle of a form, on an installation with a folder of keys of its own."""
    mia = Road(store, keys, tmp_path)
    mia.invited()
    return mia


def test_a_child_who_writes_while_the_key_is_replaced_notices_nothing(mia, folder):
    visit = mia.settles_in()
    sent = []

    def watch(_step):
        if not sent:
            mia.says(visit, worries="The dark")
            sent.append(mia.sends(visit))

    rotate.rotate(mia.store, machine(folder, mia.keys), watch=watch)

    (views,) = mia.rows(SentViews)
    assert key_id_of(views.answers) == mia.keys.service.id
    reading = read_views.open_views(mia.store, mia.reader, views.id, now=NOW)
    assert "The dark" in repr(reading)
    with mia.open(mia.comes_back()) as (transaction, opened):
        copy = look_back.copy_of(transaction, opened, catalogue=mia.catalogue)
    assert copy.answers == {"worries": ("The dark",)}


def test_children_go_on_sending_while_the_key_is_replaced_again_and_again(
    store, folder, keys, tmp_path
):
    roads = [Road(store, keys, tmp_path) for _ in range(8)]
    for road in roads:
        road.invited()
    visits = [road.settles_in() for road in roads]

    with ThreadPoolExecutor(2) as children:
        sending = [children.submit(_sends, *pair) for pair in zip(roads, visits, strict=True)]
        while not all(one.done() for one in sending):
            rotate.rotate(store, machine(folder, keys), watch=quietly)
    rotate.rotate(store, machine(folder, keys), watch=quietly)

    assert len({one.result().code for one in sending}) == len(roads)
    found = values(store)
    assert {key_id_of(value) for value in found.values()} == {keys.service.id}
    sent = [keys.open(v, place) for (one, place), v in found.items() if one.column == "answers"]
    assert sent == [b'{"worries": ["The dark"]}'] * len(roads)
    with store.look() as transaction:
        assert audit.first_broken(transaction, keys=keys) is None


def _sends(road, visit):
    road.says(visit, worries="The dark")
    return road.sends(visit)


def test_what_another_process_still_seals_to_the_old_key_is_found_before_the_old_key_goes(
    mia, folder
):
    slow = replace(mia.keys, service=mia.keys.service.key)
    pauses = []

    def pause():
        if not pauses:
            Road(mia.store, slow, mia.instance / "slow").has_sent(worries="Late")
        pauses.append(1)

    at = machine(folder, mia.keys, after=timedelta(minutes=1))
    slowly = Machine(folder, mia.keys, at.clock, pause, timedelta(minutes=9))
    rotate.rotate(mia.store, slowly, watch=quietly)

    assert pauses
    assert {key_id_of(row.answers) for row in mia.rows(SentViews)} == {mia.keys.service.id}


def test_a_process_that_runs_seals_to_the_new_key_at_once_and_opens_what_others_sealed_to_it(
    mia, folder
):
    running, old = read_keys(folder), mia.keys.service.id

    rotate.rotate(mia.store, machine(folder, mia.keys), watch=quietly)

    assert running.service.id == mia.keys.service.id != old
    (one,) = [o for o in TO_SERVICE if (o.table, o.column) == ("child", "named")]
    (value,) = [(v, p) for (o, p), v in values(mia.store).items() if o is one]
    assert b"Amelia" in running.open(*value)


def test_the_log_stays_whole_and_its_reasons_are_sealed_anew(mia, folder):
    act = Act("broke-glass", "child", mia.child_id, reason="Covering for a colleague")
    with mia.store.begin() as transaction:
        audit.write(transaction, COMMAND, act, keys=mia.keys, now=NOW)

    rotate.rotate(mia.store, machine(folder, mia.keys), watch=quietly)

    with mia.store.look() as transaction:
        assert audit.first_broken(transaction, keys=mia.keys) is None
        rows = transaction.scalars(select(audit.AuditRow)).all()
    acts = [row.act for row in rows]
    assert {key_id_of(row.reason) for row in rows if row.reason} == {mia.keys.service.id}
    assert [acts.count(a) for a in (rotate.BEGAN, rotate.RESEALED, rotate.ENDED)] == [1, 1, 1]


def test_a_damaged_value_stops_nothing_and_is_counted(mia, folder):
    mia.has_sent(worries="The dark")
    with mia.store.begin() as transaction:
        row = transaction.query(SentViews).one()
        row.answers = row.answers[:-1] + bytes([row.answers[-1] ^ 1])

    done = rotate.rotate(mia.store, machine(folder, mia.keys), watch=quietly)

    assert done.damaged == 1


def test_what_was_taken_back_meanwhile_is_not_put_back(mia, folder, monkeypatch):
    mia.has_sent(worries="The dark")
    put = reseal._replace

    def after_it_was_taken_back(store, part, column, pairs):
        if part.table.name == "views":
            with store.begin() as transaction:
                transaction.query(SentViews).one().answers = None
        put(store, part, column, pairs)

    monkeypatch.setattr(reseal, "_replace", after_it_was_taken_back)
    rotate.rotate(mia.store, machine(folder, mia.keys), watch=quietly)

    assert mia.rows(SentViews)[0].answers is None
