"""The two roles of PostgreSQL: what the children’s door may do, and what staff’s door may.

A role here is a group without a sign-in of its own; whoever runs the database makes an account
for each door and puts it into one. Making them again changes nothing but what is not right.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from feedback.errors import RolesRefused
from feedback.store.childrens_rights import ADDS, CHANGES, CLOSED, READS, REMOVES

CHILDREN, STAFF = "heard_children", "heard_staff"
_NO_SUCH = text("SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :name)")
_READS_TOO_MUCH = text("SELECT has_column_privilege('views', 'answers', 'SELECT')")


def statements() -> Iterator[str]:
    """Word everything that makes both roles and says what each may do, in order."""
    for role in (CHILDREN, STAFF):
        yield f"CREATE ROLE {role} NOLOGIN"
    yield from grants()


def grants() -> Iterator[str]:
    """Word what each role may do: first nothing, then what is allowed."""
    for role in (CHILDREN, STAFF):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
    for table, columns in READS.items():
        yield f'REVOKE ALL ({_listed(columns)}) ON "{table}" FROM {CHILDREN}'
        yield f'GRANT SELECT ({_listed(columns)}) ON "{table}" TO {CHILDREN}'
    for table in ADDS:
        yield f'GRANT INSERT ON "{table}" TO {CHILDREN}'
    for table, columns in CHANGES.items():
        yield f'GRANT UPDATE ({_listed(columns)}) ON "{table}" TO {CHILDREN}'
    for table in REMOVES:
        yield f'GRANT DELETE ON "{table}" TO {CHILDREN}'
    for table in sorted(CLOSED | READS.keys() - {"alembic_version"}):
        yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {STAFF}'
    yield f"GRANT SELECT ON alembic_version TO {STAFF}"


def make_roles(engine: Engine) -> tuple[str, ...]:
    """Make the roles that are not there and set what each may do; name those that were made.

    Refuses with ``RolesRefused`` on SQLite, and for an account that may not make roles.
    """
    _must_have_roles(engine)
    try:
        with engine.begin() as connection:
            missing = _missing(connection)
            for role in missing:
                connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN")
            for statement in grants():
                connection.exec_driver_sql(statement)
    except ProgrammingError as problem:
        raise RolesRefused(
            "This account may not make roles. Let whoever runs the database run what "
            "portal roles print prints."
        ) from problem
    return missing


def set_rights(engine: Engine) -> bool:
    """Set what the roles may do after the schema changed; false where there are no roles."""
    if engine.dialect.name != "postgresql":
        return False
    with engine.begin() as connection:
        if _missing(connection):
            return False
        for statement in grants():
            connection.exec_driver_sql(statement)
    return True


def must_not_read_what_was_sent(engine: Engine) -> None:
    """Refuse a children’s door whose account could read what was sent, on PostgreSQL."""
    if engine.dialect.name == "postgresql" and reads_what_was_sent(engine):
        raise RolesRefused(
            "This account of the database can read what was sent. Give the children’s door "
            f"one of its own that is a member of {CHILDREN} alone: see portal roles make."
        )


def reads_what_was_sent(engine: Engine) -> bool:
    """Whether this account can read what was sent, sealed as it is. On SQLite everybody can."""
    if engine.dialect.name != "postgresql":
        return True
    with engine.connect() as connection:
        return bool(connection.scalar(_READS_TOO_MUCH))


def _must_have_roles(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        raise RolesRefused("SQLite has no roles. They are for PostgreSQL.")


def _missing(connection: Connection) -> tuple[str, ...]:
    return tuple(role for role in (CHILDREN, STAFF) if connection.scalar(_NO_SUCH, {"name": role}))


def _listed(columns: str) -> str:
    return ", ".join(f'"{name}"' for name in columns.split())
