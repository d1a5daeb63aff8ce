"""Whether a database is whole and keeps what it says it kept, asked of the database itself."""

from typing import Final

from sqlalchemy import Connection, Engine, text

_SQLITE_MODES: Final = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
_POSTGRESQL_MODES: Final = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}


def damage(engine: Engine) -> str | None:
    """Return what SQLite says is damaged; PostgreSQL finds that by itself as it reads."""
    if engine.dialect.name != "sqlite":
        return None
    with engine.connect() as connection:
        said = str(connection.execute(text("PRAGMA quick_check(1)")).scalar_one())
    return None if said == "ok" else said


def unsafe_modes(engine: Engine) -> tuple[str, ...]:
    """Name each setting with which a power cut could lose words, or a log could hold them.

    SQLite’s are set by every connection of ours; PostgreSQL’s belong to whoever runs it.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            wanted = _SQLITE_MODES
            found = {name: _ask(connection, f"PRAGMA {name}") for name in wanted}
        else:
            wanted = _POSTGRESQL_MODES
            found = {name: _ask(connection, f"SHOW {name}") for name in wanted}
    return tuple(f"{name} is {found[name]}" for name in wanted if found[name] != wanted[name])


def _ask(connection: Connection, words: str) -> str:
    return str(connection.execute(text(words)).scalar_one()).lower()
