"""A whole copy of a database as one file, taken while it is in use, and put where nothing is."""

import shutil
import sqlite3
import subprocess  # nosec B404
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, func, inspect, make_url, select, text

from feedback.errors import BackupUnsound
from feedback.store.engine import connect
from feedback.store.models import Base

SQLITE, POSTGRESQL = "heard.sqlite", "heard.pgdump"


def file_name(url: str) -> str:
    """Name the file that a copy of this database is."""
    return SQLITE if url.startswith("sqlite") else POSTGRESQL


def copy_whole(url: str, target: Path) -> None:
    """Copy everything as it stands at one moment. Nobody waits meanwhile."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(_path(url))) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    else:
        _run("pg_dump", "--format=custom", f"--file={target}", f"--dbname={_dialled(url)}")


def put_whole(url: str, source: Path) -> None:
    """Put a copy where there is nothing yet."""
    if url.startswith("sqlite"):
        shutil.move(source, _path(url))
    else:
        kept = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *kept, f"--dbname={_dialled(url)}", str(source))


def is_empty(url: str) -> bool:
    """Whether there is no table yet. Asking makes no file."""
    if url.startswith("sqlite") and not _path(url).exists():
        return True
    engine = connect(url)
    try:
        return not inspect(engine).get_table_names()
    finally:
        engine.dispose()


def rows(engine: Engine) -> dict[str, int]:
    """Count the rows of every table of this version that is there."""
    there = set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name in there
        }


def revision(engine: Engine) -> str:
    """Return the number of the newest migration this database has seen."""
    with engine.connect() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _path(url: str) -> Path:
    return Path(make_url(url).database or "")


def _dialled(url: str) -> str:
    plain = make_url(url).set(drivername="postgresql")
    return plain.render_as_string(hide_password=False)


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL’s own programs. What it prints may hold rows, so none is repeated."""
    found = shutil.which(program)
    if found is None:
        raise BackupUnsound(f"{program} is not on this machine; it comes with PostgreSQL.")
    done = subprocess.run(  # noqa: S603  our own arguments  # nosec
        [found, *arguments], check=False, capture_output=True
    )
    if done.returncode:
        raise BackupUnsound(f"{program} failed with status {done.returncode}.")
