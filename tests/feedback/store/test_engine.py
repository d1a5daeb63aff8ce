import threading

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from feedback.store import Store
from feedback.store.engine import connect


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_the_embedded_database_keeps_what_it_acknowledged_and_forgets_what_it_deleted(
    tmp_path, setting, value
):
    engine = connect(f"sqlite:///{tmp_path / 'embedded.sqlite'}")

    with Store(engine).begin() as transaction:
        assert transaction.scalar(text(f"PRAGMA {setting}")) == value

    engine.dispose()


def test_a_block_that_ends_badly_leaves_nothing_behind(store):
    def begin_and_fail():
        with store.begin() as transaction:
            transaction.execute(text("INSERT INTO role VALUES ('officer')"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        begin_and_fail()

    with store.look() as transaction:
        assert transaction.scalar(text("SELECT count(*) FROM role")) == 0


def test_somebody_who_only_looks_does_not_wait_for_somebody_who_writes(store):
    with store.begin() as writing, store.look() as looking:
        writing.execute(text("INSERT INTO role VALUES ('officer')"))

        assert looking.scalar(text("SELECT count(*) FROM role")) == 0


def test_two_who_write_take_turns_and_neither_is_refused(store):
    entered = threading.Event()

    def second():
        entered.set()
        with store.begin() as transaction:
            transaction.execute(text("INSERT INTO role VALUES ('office')"))

    with store.begin() as transaction:
        other = threading.Thread(target=second)
        other.start()
        entered.wait()
        transaction.execute(text("INSERT INTO role VALUES ('officer')"))
    other.join()

    with store.look() as transaction:
        assert transaction.scalar(text("SELECT count(*) FROM role")) == 2


def test_whoever_waited_as_long_as_the_database_would_hears_that_it_is_busy(tmp_path, monkeypatch):
    monkeypatch.setattr("feedback.store.engine.BUSY_MILLISECONDS", 20)
    engine = connect(f"sqlite:///{tmp_path / 'embedded.sqlite'}")
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout = 20"))
    store = Store(engine)

    with store.begin() as writing:
        writing.execute(text("CREATE TABLE kept (word TEXT)"))
        with pytest.raises(OperationalError, match="locked"), store.begin() as another:
            another.execute(text("SELECT 1"))
    with store.begin() as writing:
        writing.execute(text("INSERT INTO kept VALUES ('again')"))

    engine.dispose()


def test_an_error_of_the_database_never_prints_the_values_it_was_given(store):
    with pytest.raises(DBAPIError) as refused, store.begin() as transaction:
        transaction.execute(text("INSERT INTO role VALUES (:name)"), {"name": "my words"})

    assert "my words" not in str(refused.value)


def test_a_database_of_another_kind_is_left_to_its_own_ways():
    engine = connect("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1")

    with pytest.raises(OperationalError), Store(engine).begin() as transaction:
        transaction.execute(text("SELECT 1"))
