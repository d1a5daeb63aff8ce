"""A transaction lets others write while it only reads, and waits its turn to write."""

import sqlite3
import subprocess
import sys
import threading
import time
from subprocess import PIPE
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, event, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.models import ClosedPeriod, Staff
from feedback.store.worded import Worded
from tests.asked import asked_of
from tests.road import NOW

NAMED = Worded(select(Staff.name, Staff.id, Staff.active).where(Staff.id == bindparam("who")))
RENAMED = Worded(update(Staff).where(Staff.id == bindparam("who")).values(name=bindparam("name")))
CLOSED = Worded(
    insert(ClosedPeriod)
    .values(name=bindparam("name"), closed_at=bindparam("at"), closed_by=bindparam("by"))
    .returning(ClosedPeriod.closed_at)
)
BY_WHOM = Worded(
    select(ClosedPeriod.name, ClosedPeriod.closed_by, ClosedPeriod.closed_at)
    .where(ClosedPeriod.closed_by == bindparam("by"))
    .order_by(ClosedPeriod.name),
    same_from=1,
)


@pytest.fixture
def robin(store: Store):
    """A member of staff."""
    with store.begin() as transaction:
        staff = Staff(name="Robin", fs_uniquifier=uuid4().hex)
        transaction.add(staff)
        transaction.flush()
        return staff.id


def test_what_is_asked_in_words_comes_back_as_the_values_it_was_kept_as(store, robin):
    with store.look() as transaction:
        ((name, key, active),) = NAMED.ask(transaction, who=robin)

    assert (name, key, active) == ("Robin", robin, True)


def test_what_is_written_in_words_is_kept_and_comes_back_too(store, robin):
    with store.begin() as transaction:
        RENAMED.ask(transaction, who=robin, name="Robin Hay")
        ((closed_at,),) = CLOSED.ask(transaction, name="2025-26Q3", at=NOW, by=robin)

    with store.look() as transaction:
        assert transaction.get_one(Staff, robin).name == "Robin Hay"
        assert transaction.get_one(ClosedPeriod, "2025-26Q3").closed_at == closed_at == NOW


def test_words_see_what_the_same_transaction_wrote_in_objects_and_the_other_way_round(
    store, robin
):
    with store.begin() as transaction:
        transaction.get_one(Staff, robin).name = "Rob"
        transaction.flush()
        assert NAMED.ask(transaction, who=robin)[0][0] == "Rob"
        RENAMED.ask(transaction, who=robin, name="Bob")
        assert transaction.scalar(select(Staff.name).where(Staff.id == robin)) == "Bob"


def test_what_stands_in_objects_when_the_block_ends_is_kept(store, robin):
    with store.begin() as transaction:
        transaction.get_one(Staff, robin).name = "Rob"

    with store.look() as transaction:
        assert NAMED.ask(transaction, who=robin)[0][0] == "Rob"


def test_a_refusal_in_words_never_prints_the_values_it_was_given(store):
    with pytest.raises(IntegrityError) as refused, store.begin() as transaction:
        CLOSED.ask(transaction, name="my words", at=NOW, by=uuid4())

    assert "my words" not in str(refused.value)


def test_whoever_only_reads_so_far_lets_others_write(store, robin):
    with store.begin(reads_first=True) as reading:
        assert NAMED.ask(reading, who=robin)[0][0] == "Robin"
        with store.begin() as writing:
            RENAMED.ask(writing, who=robin, name="Rob")
        assert NAMED.ask(reading, who=robin)[0][0] == "Rob"
        RENAMED.ask(reading, who=robin, name="Bob")

    with store.look() as transaction:
        assert NAMED.ask(transaction, who=robin)[0][0] == "Bob"


def test_a_block_that_reads_first_and_ends_badly_leaves_nothing_behind(store, robin):
    def rename_and_fail():
        with store.begin(reads_first=True) as transaction:
            RENAMED.ask(transaction, who=robin, name="Rob")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        rename_and_fail()

    with store.begin() as transaction:
        assert NAMED.ask(transaction, who=robin)[0][0] == "Robin"


def test_a_block_that_reads_first_and_writes_nothing_takes_no_turn(store, robin):
    with store.begin() as writing, store.begin(reads_first=True) as reading:
        RENAMED.ask(writing, who=robin, name="Rob")

        assert NAMED.ask(reading, who=robin)[0][0] == "Robin"


def test_whoever_waits_for_another_process_writes_soon_after_it(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'embedded.sqlite'}")
    store = Store(engine)
    with store.begin() as transaction:
        transaction.execute(text("CREATE TABLE kept (word TEXT)"))
    another = sqlite3.connect(
        tmp_path / "embedded.sqlite", isolation_level=None, check_same_thread=False
    )
    another.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.05, another.execute, ["COMMIT"])
    done.start()

    with store.begin() as transaction:
        transaction.execute(text("INSERT INTO kept VALUES ('mine')"))

    done.join()
    another.close()
    with store.look() as transaction:
        assert transaction.scalar(text("SELECT count(*) FROM kept")) == 1
    engine.dispose()


_WRITES = """
import sys
from sqlalchemy import text
from feedback.store import Store
from feedback.store.engine import connect
with Store(connect(sys.argv[1])).begin() as transaction:
    print("mine", flush=True)
    sys.stdin.readline()
    transaction.execute(text("INSERT INTO kept VALUES ('theirs')"))
"""


def test_whoever_waits_for_another_process_sleeps_until_it_is_done_or_dies(tmp_path):
    url = f"sqlite:///{tmp_path / 'embedded.sqlite'}"
    engine = connect(url)
    store = Store(engine)
    with store.begin() as transaction:
        transaction.execute(text("CREATE TABLE kept (word TEXT)"))
    run = [sys.executable, "-c", _WRITES, url]

    def write(ending) -> None:
        with subprocess.Popen(run, stdin=PIPE, stdout=PIPE, bufsize=0) as other:  # noqa: S603  our own program
            other.stdout.readline()
            soon = threading.Timer(0.05, ending, [other])
            soon.start()
            with store.begin() as transaction:
                transaction.execute(text("INSERT INTO kept VALUES ('mine')"))
            soon.join()

    write(lambda other: other.stdin.write(b"go on\n"))
    write(lambda other: other.kill())

    with store.look() as transaction:
        found = list(transaction.scalars(text("SELECT word FROM kept")))
    assert found == ["theirs", "mine", "mine"]
    engine.dispose()


def test_whoever_reads_first_hears_too_that_it_stayed_busy(tmp_path, monkeypatch):
    monkeypatch.setattr("feedback.store.engine.BUSY_MILLISECONDS", 20)
    engine = connect(f"sqlite:///{tmp_path / 'embedded.sqlite'}")
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout = 20"))
    store = Store(engine)
    began = time.monotonic()

    def write_too():
        with store.begin(reads_first=True) as another:
            another.connection()

    with store.begin(), pytest.raises(OperationalError, match="locked"):
        write_too()

    assert time.monotonic() - began < 10
    engine.dispose()


def test_what_is_counted_in_tests_is_what_reaches_the_database(store, robin):
    with asked_of(store.engine) as asked, store.begin() as transaction:
        NAMED.ask(transaction, who=robin)
        RENAMED.ask(transaction, who=robin, name="Rob")

    assert [statement.split()[0] for statement in asked] == ["SELECT", "UPDATE"]


def test_what_every_row_says_alike_is_read_once_and_stands_in_the_first(store, robin):
    with store.begin() as transaction:
        for name in ("2025-26Q3", "2025-26Q4"):
            CLOSED.ask(transaction, name=name, at=NOW, by=robin)

    with store.look() as transaction:
        found = [tuple(row) for row in BY_WHOM.ask(transaction, by=robin)]
        assert found == [("2025-26Q3", robin, NOW), ("2025-26Q4",)]
        assert not BY_WHOM.ask(transaction, by=uuid4())


def test_a_database_that_cannot_be_opened_is_refused_as_the_library_does(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'missing' / 'embedded.sqlite'}")

    with pytest.raises(OperationalError, match="unable to open"), Store(engine).look():
        pass


def test_what_the_database_refuses_to_keep_at_the_end_is_refused_without_its_values(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'embedded.sqlite'}")
    store = Store(engine)
    with store.begin() as transaction:
        transaction.driver.execute("CREATE TABLE child (name TEXT PRIMARY KEY)")
        transaction.driver.execute(
            "CREATE TABLE said (name REFERENCES child DEFERRABLE INITIALLY DEFERRED)"
        )

    with pytest.raises(IntegrityError) as refused, store.begin() as transaction:
        transaction.driver.execute("INSERT INTO said VALUES (?)", ["Mia"])

    assert "Mia" not in str(refused.value)
    with store.begin() as transaction:
        assert transaction.scalar(text("SELECT count(*) FROM said")) == 0
    engine.dispose()
