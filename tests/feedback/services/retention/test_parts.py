"""A run goes in parts: killed, damaged or stopped in the middle, what is left goes next time."""

import os
import signal
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import ClassVar
from unittest import mock

import pytest

from feedback.services.retention.certificate import certificates
from feedback.services.retention.run import run, show
from feedback.store import Store, audit
from feedback.store.audit import COMMAND, Act
from feedback.store.engine import connect
from feedback.store.journal import Journal, Line
from tests.feedback.services.retention.lives import NOW, TODAY, Town

LONG_AGO = TODAY - timedelta(days=91)


@pytest.fixture
def town(store, keys, tmp_path):
    return Town(store, keys, Journal(tmp_path / "journal"))


class Killed(Journal):
    """A journal under whose hands the process dies, at its second line."""

    written: ClassVar[list[Line]] = []

    def append(self, line, *, day):
        if self.written:
            os.kill(os.getpid(), signal.SIGKILL)
        self.written.append(line)
        Journal.append(self, line, day=day)


def test_a_run_that_is_killed_in_the_middle_is_taken_up_where_it_was(town, database_url):
    for _child in range(3):
        town.review(town.child(ended=LONG_AGO), LONG_AGO, filed=LONG_AGO)
    before, plan = town.everything(), show(town.store, town.broom())

    assert _killed_in_another_process(town, database_url) == -signal.SIGKILL
    half_way, (open_still,) = town.everything(), _certificates(town)
    done = run(town.store, town.broom(), children=1)

    erased = [row for row in half_way["views"].values() if row["erased_on"]]
    assert (len(erased), open_still.whole) == (1, False), "one child’s words went, and all of them"
    assert open_still.counts["views without words"] == 1
    assert (dict(done.counts), done.digest) == (plan.counts, plan.digest(town.keys))
    (told,) = _certificates(town)
    assert (told.counts, told.digest, told.whole) == (done.counts, done.digest, True)
    after = town.everything()
    lost = {
        t: set(rows) - set(after[t]) for t, rows in before.items() if set(rows) - set(after[t])
    }
    assert lost == plan.rows
    assert {key for (key,), row in after["views"].items() if row["erased_on"]} == plan.wordless


def test_a_run_killed_just_before_its_certificate_is_certified_by_the_next(town):
    town.review(town.child(ended=LONG_AGO), LONG_AGO, filed=LONG_AGO)
    plan = show(town.store, town.broom())
    dying = mock.patch("feedback.services.retention.run._certify", side_effect=KeyboardInterrupt)
    with dying, pytest.raises(KeyboardInterrupt):
        run(town.store, town.broom())
    assert show(town.store, town.broom()).is_empty

    done = run(town.store, town.broom())

    assert (dict(done.counts), done.digest) == (plan.counts, plan.digest(town.keys))


def test_one_damaged_row_keeps_nothing_of_other_children_from_going(town):
    children = [town.child(ended=LONG_AGO) for _ in range(5)]
    for child in children:
        town.review(child, LONG_AGO, filed=LONG_AGO)
    with _stubborn(town.store, town.everything()["creation"]):
        done = run(town.store, town.broom())
        again = run(town.store, town.broom())

    assert (done.left, done.counts["views without words"]) == (1, 4)
    assert (again.left, again.place) == (1, None)
    (told,) = _certificates(town)
    assert (told.left, told.counts) == (1, done.counts)
    assert run(town.store, town.broom()).left == 0
    assert show(town.store, town.broom()).is_empty


def test_a_log_that_cannot_be_cut_stops_the_run_and_says_so(town):
    with town.store.begin() as transaction:
        at = datetime(2019, 1, 1, tzinfo=UTC)
        audit.write(transaction, COMMAND, Act("looked", "log"), keys=town.keys, now=at)

    broken = mock.patch("feedback.store.checkpoint.cut", side_effect=ValueError("damaged"))
    with broken, pytest.raises(ValueError, match="damaged"):
        run(town.store, town.broom())

    assert "looked" in {row["act"] for row in town.everything()["audit"].values()}


def _certificates(town):
    return certificates(town.store, COMMAND, keys=town.keys, now=NOW)


def _killed_in_another_process(town, database_url):
    """Let go in a process of its own, one child at a time, until it dies."""

    def let_go():
        engine = connect(database_url)
        broom = replace(town.broom(), journal=Killed(town.journal.folder))
        run(Store(engine), broom, children=1)

    town.store.engine.dispose()
    process = get_context("fork").Process(target=let_go)
    process.start()
    process.join()
    return process.exitcode


@contextmanager
def _stubborn(store, creations):
    """Make one row of a child’s refuse to go, as a damaged page of a disk would."""
    key = next(iter(creations))[0]
    raw = key.hex if store.engine.dialect.name == "sqlite" else str(key)
    making = {
        "sqlite": f"CREATE TRIGGER stubborn BEFORE DELETE ON creation WHEN OLD.id = '{raw}'"
        " BEGIN SELECT RAISE(ABORT, 'damaged'); END",
        "postgresql": "CREATE FUNCTION stubborn() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION"
        " 'damaged'; END $$ LANGUAGE plpgsql; CREATE TRIGGER stubborn BEFORE DELETE ON creation"
        f" FOR EACH ROW WHEN (OLD.id = '{raw}') EXECUTE FUNCTION stubborn()",
    }
    ending = {
        "sqlite": "DROP TRIGGER stubborn",
        "postgresql": "DROP TRIGGER stubborn ON creation; DROP FUNCTION stubborn()",
    }
    for statement in (making, ending):
        with store.engine.begin() as connection:
            connection.exec_driver_sql(statement[connection.dialect.name])
        if statement is making:
            yield
