"""Tampers with a log in every way somebody with the whole database can, and verifies it each time.

usage: python -m tests.tools.tamper [--size N] [--rows N] [--seed N]
N times a log is changed: a column of a row, rows removed, swapped, copied, put in, chained anew
with another key, its end cut off, or an older log put in its place. Each must be found beside
a head that was kept elsewhere. Its control: a verifier without the head misses what was cut off;
and a change that changes nothing is not found.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.orm import Session

from feedback.store import audit
from feedback.store.audit import Act, Actor
from feedback.store.engine import connect
from feedback.store.keys import Keys, make_keys, read_keys
from feedback.store.log_head import LogHead
from feedback.store.migrating import migrate
from feedback.store.models import AuditRow

_LOG = AuditRow.__table__
_BEGAN = datetime(2026, 3, 3, 9, tzinfo=UTC)
_ACTS = ("opened-views", "opened-review", "issued-letter", "made-return", "broke-glass")
_AFTER_HEAD = 3
"""Rows written after the head was kept: only the chain can speak for them."""

Row = Mapping[str, object]


@dataclass
class Tampered:
    """How often each way of tampering was tried, and how often it was not found."""

    tried: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    missed_without_head: Counter[str] = field(default_factory=Counter)
    nothing_found: int = 0

    @property
    def sound(self) -> bool:
        """Whether everything was found, the control missed something, and nothing was nothing."""
        return not (self.missed or self.nothing_found) and bool(self.missed_without_head)


@dataclass(frozen=True, slots=True)
class Log:
    """A log in somebody’s hands, with nothing to keep them from it but the key they lack."""

    connection: Connection
    keys: Keys
    head: LogHead
    chance: random.Random

    def rows(self) -> list[Row]:
        """Return every row, in order."""
        asked = self.connection.execute(select(_LOG).order_by(_LOG.c.place))
        return [dict(row) for row in asked.mappings()]

    def put(self, rows: Sequence[Row]) -> None:
        """Put other rows in the place of all."""
        self.connection.execute(delete(_LOG))
        if rows:
            self.connection.execute(insert(_LOG), [dict(row) for row in rows])

    def found(self, *, head: bool = True) -> bool:
        """Whether verifying finds anything."""
        with Session(self.connection) as transaction:
            if audit.first_broken(transaction, keys=self.keys) is not None:
                return True
            return head and self.head.first_missing(transaction) is not None


def main() -> int:
    """Tamper, print what was missed, and say by the exit code whether anything was."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=10_000, help="how many tamperings")
    asked.add_argument("--rows", type=int, default=60, help="how long the log is")
    asked.add_argument("--seed", type=int, default=1, help="which tamperings")
    given = asked.parse_args()
    began = time.process_time()
    with a_log(given.rows, given.seed) as log:
        tampered = tamper(log, given.size)
    for way, count in sorted(tampered.tried.items()):
        missed = tampered.missed_without_head[way]
        say(f"{way:28} {count:6,}, not found {tampered.missed[way]}; without a head {missed}")
    say(f"{given.size:,} tamperings, not found {sum(tampered.missed.values())}")
    say(f"control: without a head, not found {sum(tampered.missed_without_head.values()):,}")
    say(f"control: changes that change nothing, found {tampered.nothing_found}")
    say(f"{time.process_time() - began:.0f} s of CPU")
    return 0 if tampered.sound else 1


def tamper(log: Log, size: int) -> Tampered:
    """Tamper so often, each time with the log as it was, and verify it."""
    done, ways = Tampered(), list(WAYS.items())
    for place in range(size):
        name, way = ways[place % len(ways)]
        with log.connection.begin_nested() as kept:
            way(log)
            done.tried[name] += 1
            done.missed[name] += not log.found()
            done.missed_without_head[name] += not log.found(head=False)
            kept.rollback()
        if place % 100 == 0:
            log.connection.execute(update(_LOG).values(who=_LOG.c.who))
            done.nothing_found += log.found()
    done.missed, done.missed_without_head = +done.missed, +done.missed_without_head
    return done


@contextmanager
def a_log(rows: int, seed: int) -> Iterator[Log]:
    """Write a log, keep its head, write a little more, and take its guard away."""
    with TemporaryDirectory(prefix="heard-tamper-") as name:
        make_keys(Path(name) / "keys")
        keys, chance = read_keys(Path(name) / "keys"), random.Random(seed)
        engine = connect(f"sqlite:///{name}/heard.sqlite")
        migrate(engine)
        with engine.begin() as connection:
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
            for guard in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_keeps_{guard}"))
            with Session(connection) as transaction:
                _write(transaction, keys, range(rows), chance)
                head = LogHead.of(transaction)
                _write(transaction, keys, range(rows, rows + _AFTER_HEAD), chance)
                transaction.flush()
                yield Log(connection, keys, head, chance)
        engine.dispose()


def _write(transaction: Session, keys: Keys, minutes: range, chance: random.Random) -> None:
    for minute in minutes:
        about = UUID(int=chance.getrandbits(128)) if chance.random() < 0.8 else None
        reason = "Covering for a colleague who is ill" if chance.random() < 0.3 else ""
        act = Act(chance.choice(_ACTS), "views", about, reason)
        actor = Actor(f"{chance.getrandbits(32):x}", chance.choice(("officer", "office")))
        now = _BEGAN + timedelta(minutes=minute)
        audit.write(transaction, actor, act, keys=keys, now=now)


def _changed_column(column: str) -> Callable[[Log], None]:
    def change(log: Log) -> None:
        row = log.chance.choice(log.rows())
        value = _other(log.chance, column, row[column])
        here = _LOG.c.place == row["place"]
        log.connection.execute(update(_LOG).where(here).values({column: value}))

    return change


def _other(chance: random.Random, column: str, was: object) -> object:
    """Return another value for a column, near to what it was or far from it."""
    if isinstance(was, datetime):
        return was + timedelta(microseconds=chance.choice((1, -1, 10**6, 10**12)))
    if isinstance(was, UUID):
        return chance.choice((None, UUID(int=was.int ^ 1 << chance.randrange(128))))
    if isinstance(was, bytes):
        flipped = bytearray(was)
        flipped[chance.randrange(len(was))] ^= 1 << chance.randrange(8)
        return chance.choice((bytes(flipped), was[:-1], was + b"\x00", b""))
    if isinstance(was, str):
        return chance.choice((was + " ", was[1:], was.upper() + "x", "", f"{was}\x1f{was}"))
    return UUID(int=1) if column == "subject_id" else chance.choice((b"", b"x", b"\x00" * 32))


def _removed(log: Log) -> None:
    rows = log.rows()
    first = log.chance.randrange(len(rows) - 1)
    last = min(first + log.chance.choice((1, 1, 2, 7)), len(rows) - 1)
    log.put(rows[:first] + rows[last:])


def _removed_and_closed_up(log: Log) -> None:
    rows = log.rows()
    del rows[log.chance.randrange(len(rows) - 1)]
    log.put(_numbered(rows))


def _swapped(log: Log) -> None:
    rows = log.rows()
    one, other = log.chance.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    log.put(_numbered(rows))


def _copied(log: Log) -> None:
    rows = log.rows()
    copy = log.chance.choice(rows)
    rows.insert(log.chance.randrange(1, len(rows) + 1), copy)
    log.put(_numbered(rows))


def _put_in(log: Log) -> None:
    rows = log.rows()
    made = dict(rows[0]) | {"who": "nobody", "mac": log.chance.randbytes(32)}
    rows.insert(log.chance.randrange(len(rows) + 1), made)
    log.put(_numbered(rows))


def _cut_off(log: Log) -> None:
    left = log.chance.randrange(log.head.rows)
    log.put(log.rows()[:left])


def _older(log: Log) -> None:
    """Put an older log in its place, and let it go on as if nothing had been."""
    log.put(log.rows()[: log.chance.randrange(log.head.rows)])
    with Session(log.connection) as transaction:
        _write(transaction, log.keys, range(500, 500 + log.chance.randint(1, 90)), log.chance)
        transaction.flush()
        transaction.commit()


def _chained_anew(log: Log) -> None:
    """Change a row and chain everything after it with a key of one’s own."""
    rows, place = log.rows(), log.chance.randrange(1, log.head.rows)
    log.put(rows[:place])
    own = replace(log.keys, audit=log.chance.randbytes(32))
    with Session(log.connection) as transaction:
        _write(transaction, own, range(place, len(rows)), log.chance)
        transaction.flush()
        transaction.commit()


def _numbered(rows: Sequence[Row]) -> list[Row]:
    return [dict(row) | {"place": place} for place, row in enumerate(rows, start=1)]


_COLUMNS = tuple(column.name for column in _LOG.columns if column.name != "place")
WAYS: Mapping[str, Callable[[Log], None]] = {
    **{f"changed {column}": _changed_column(column) for column in _COLUMNS},
    "removed rows": _removed,
    "removed a row, closed up": _removed_and_closed_up,
    "swapped two rows": _swapped,
    "copied a row": _copied,
    "put a row in": _put_in,
    "cut off the end": _cut_off,
    "put an older log in place": _older,
    "chained with another key": _chained_anew,
}


def say(line: str) -> None:
    """Print what was found, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
