"""A thread keeps its line to SQLite, and a line goes on to nobody with something undone."""

import gc
import threading
from sqlite3 import ProgrammingError

import pytest
from sqlalchemy import text

from feedback.store import Store
from feedback.store.engine import connect


@pytest.fixture
def store(tmp_path):
    """A database in a file, whatever the other tests use: other databases are pooled as before."""
    engine = connect(f"sqlite:///{tmp_path / 'lines.sqlite'}")
    store = Store(engine)
    with store.begin() as transaction:
        transaction.execute(text("CREATE TABLE kept (word TEXT)"))
    yield store
    engine.dispose()


def line_of(store):
    """Which line a transaction that only reads is on."""
    with store.look() as transaction:
        return id(transaction.driver)


def test_a_thread_has_one_line_and_another_thread_another(store):
    mine, theirs = line_of(store), []

    another = threading.Thread(target=lambda: theirs.append(line_of(store)))
    another.start()
    another.join()

    assert line_of(store) == mine
    assert theirs != [mine]


def test_a_second_transaction_of_a_thread_has_a_line_of_its_own(store):
    with store.look() as first, store.look() as second:
        assert first.driver is not second.driver

    assert line_of(store) == line_of(store)


def test_nothing_of_a_block_that_ended_badly_is_left_on_its_line(store):
    def write_and_fail():
        with store.begin() as transaction:
            transaction.driver.execute("INSERT INTO kept VALUES ('mine')")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_and_fail()

    with store.look() as transaction:
        assert transaction.driver.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_an_engine_that_lets_go_of_its_lines_lets_go_of_these_too(store):
    with store.look() as transaction:
        before = transaction.driver

    store.engine.dispose()

    with store.look() as transaction:
        assert transaction.driver is not before


def test_a_line_that_no_thread_is_using_is_closed_then_whoever_kept_it(store):
    with store.look() as transaction:
        mine = transaction.driver

    store.engine.dispose()

    with pytest.raises(ProgrammingError, match="closed database"):
        mine.execute("SELECT 1")


def test_a_thread_that_is_over_keeps_no_line(store):
    lines = []
    another = threading.Thread(target=lambda: lines.append(line_of(store)))
    another.start()
    another.join()
    gc.collect()

    assert len(lines) == 1
    assert store.engine.pool.checkedout() <= 1
