"""The accounts of the two doors on PostgreSQL: what each may do, asked of the database itself."""

from uuid import uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import ProgrammingError

from feedback.errors import RolesRefused
from feedback.store import roles
from feedback.store.childrens_rights import ADDS, CLOSED, HIDDEN, READS
from feedback.store.engine import connect
from feedback.store.models import Base, SentViews, Staff
from feedback.store.roles import (
    make_roles,
    must_not_read_what_was_sent,
    reads_what_was_sent,
    set_rights,
    statements,
)

SYSTEM_COLUMNS = ("xmin", "ctid")


@pytest.fixture
def door(door_url):
    engine = connect(door_url)
    yield engine
    engine.dispose()


@pytest.fixture
def desk(desk_url):
    engine = connect(desk_url)
    yield engine
    engine.dispose()


@pytest.fixture
def new_roles(store, monkeypatch):
    """Names that no role has yet."""
    names = f"children_{uuid4().hex[:8]}", f"staff_{uuid4().hex[:8]}"
    monkeypatch.setattr(roles, "CHILDREN", names[0])
    monkeypatch.setattr(roles, "STAFF", names[1])
    yield names
    with store.engine.begin() as connection:
        for name in names:
            connection.execute(text(f"DROP OWNED BY {name}"))
            connection.execute(text(f"DROP ROLE {name}"))


def asks(columns, table, of_which=""):
    return f'SELECT {columns} FROM "{table}" {of_which}'  # noqa: S608  names of our own schema


def refused(engine, statement):
    """Whether the database refuses this account the statement, and for that reason."""
    with engine.connect() as connection, pytest.raises(ProgrammingError) as told:
        connection.execute(text(statement))
    return "permission denied" in str(told.value.orig)


def test_every_column_it_may_not_read_is_refused_to_the_childrens_door_by_the_database(door):
    closed = {table: tuple(Base.metadata.tables[table].columns.keys()) for table in CLOSED}
    hidden = {table: columns.split() for table, columns in HIDDEN.items()}

    for table, columns in (closed | hidden).items():
        for column in columns:
            assert refused(door, asks(f'"{column}"', table)), f"{table}.{column}"
        assert refused(door, asks("*", table)), table
        assert refused(door, asks("count(*)", table, f'WHERE "{columns[0]}" IS NULL'))


def test_no_system_column_tells_it_in_what_order_children_came(door):
    for table in (CLOSED | READS.keys()) - {"alembic_version"}:
        for column in SYSTEM_COLUMNS:
            assert refused(door, asks(column, table)), f"{table}.{column}"


def test_every_column_it_may_read_it_reads(door):
    with door.connect() as connection:
        for table, columns in READS.items():
            connection.execute(text(asks(", ".join(columns.split()), table)))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO audit (place) VALUES (1)",
        "UPDATE staff SET password = ''",
        "DELETE FROM views",
        "DELETE FROM tray",
        "UPDATE ask SET answer = NULL",
        "UPDATE letter SET public_key = salt",
        "UPDATE tray SET sheet = link",
        "TRUNCATE views",
        "DROP TABLE draft",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE views DISABLE TRIGGER ALL",
        "SET ROLE heard_staff",
        "CREATE ROLE more LOGIN",
        "UPDATE alembic_version SET version_num = '0'",
    ],
)
def test_what_a_broken_in_door_would_do_next_is_refused(door, statement):
    with door.connect() as connection, pytest.raises(ProgrammingError) as told:
        connection.execute(text(statement))

    assert "permission denied" in str(told.value.orig) or "must be owner" in str(told.value.orig)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE card SET content = content",
        "UPDATE gate SET digest = NULL, wrong = 0",
        "UPDATE views SET answers = NULL",
        "UPDATE letter SET shut_until = now()",
        "DELETE FROM child_copy",
        "DELETE FROM wrong_try",
        "SELECT salt, public_key, answers FROM letter JOIN child_copy ON letter_id = letter.id",
    ],
)
def test_what_a_broken_in_door_may_do_to_any_letter_stands_in_the_threat_model(door, statement):
    with door.connect() as connection:
        connection.execute(text(statement))
        connection.rollback()


def test_the_account_of_the_childrens_door_is_let_serve_it_and_staffs_is_not(door, desk):
    must_not_read_what_was_sent(door)
    assert not reads_what_was_sent(door)

    with pytest.raises(RolesRefused, match="can read what was sent"):
        must_not_read_what_was_sent(desk)


def test_staffs_door_reads_and_writes_every_table_and_changes_no_schema(desk):
    with desk.connect() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(select(table))
        connection.execute(update(Staff).values(active=False))
        connection.execute(update(SentViews).values(look_first=False))
    for statement in ("DROP TABLE views", "CREATE TABLE mine (id int)"):
        with desk.connect() as connection, pytest.raises(ProgrammingError):
            connection.execute(text(statement))


@pytest.mark.usefixtures("door_url")
def test_roles_are_made_once_and_set_right_again(store, new_roles):
    assert make_roles(store.engine) == new_roles
    with store.engine.begin() as connection:
        connection.execute(text(f"GRANT SELECT ON views TO {new_roles[0]}"))
        connection.execute(text(f"GRANT SELECT (answers) ON views TO {new_roles[0]}"))

    assert make_roles(store.engine) == ()

    asked = "SELECT has_column_privilege(:role, 'views', 'answers', 'SELECT')"
    with store.engine.connect() as connection:
        assert connection.scalar(text(asked), {"role": new_roles[0]}) is False


@pytest.mark.usefixtures("door_url")
def test_after_a_migration_rights_are_set_where_there_are_roles(store, monkeypatch):
    assert set_rights(store.engine)

    monkeypatch.setattr(roles, "STAFF", "nobody_of_that_name")
    assert not set_rights(store.engine)


def test_an_account_that_may_not_make_roles_is_told_what_to_do(door, monkeypatch):
    monkeypatch.setattr(roles, "CHILDREN", "nobody_of_that_name")

    with pytest.raises(RolesRefused, match="portal roles print"):
        make_roles(door)


def test_sqlite_has_no_roles_and_needs_none(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'heard.sqlite'}")

    with pytest.raises(RolesRefused, match="SQLite has no roles"):
        make_roles(engine)
    assert not set_rights(engine)
    must_not_read_what_was_sent(engine)
    assert reads_what_was_sent(engine)
    engine.dispose()


def test_what_is_printed_makes_both_roles_before_it_gives_them_anything():
    printed = list(statements())

    assert printed[:2] == [
        "CREATE ROLE heard_children NOLOGIN",
        "CREATE ROLE heard_staff NOLOGIN",
    ]
    assert [one for one in printed if one.startswith("GRANT INSERT")] == [
        f'GRANT INSERT ON "{table}" TO heard_children' for table in ADDS
    ]
    (views,) = (
        one for one in printed if one.startswith("GRANT SELECT (") and ' ON "views"' in one
    )
    assert "answers" not in views
