"""The head of the log: how many rows it had once, and what the last of them was chained to.

A chain shows every change within it. That its end was cut off, or that the whole log is an
older one, shows only beside a head that was written down somewhere else. A head tells nothing
of what is in the log and needs no key.
"""

import hmac
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.errors import LogHeadUnsound
from feedback.store import checkpoint
from feedback.store.models.audit import AuditRow

_WRITTEN = re.compile(r"(0|[1-9]\d{0,17}) ([0-9a-f]{64})\s*", re.ASCII)
_OF_NOTHING = bytes(32)


@dataclass(frozen=True, slots=True)
class LogHead:
    """The number of rows, and the chain’s last link."""

    rows: int
    mac: bytes

    @classmethod
    def of(cls, transaction: Session) -> Self:
        """Return the head of the log as it is now."""
        newest = select(AuditRow.place, AuditRow.mac).order_by(AuditRow.place.desc()).limit(1)
        last = transaction.execute(newest).first()
        if last is not None:
            return cls(last.place, last.mac)
        start = checkpoint.newest(transaction)
        return cls(0, _OF_NOTHING) if start is None else cls(start.place, start.after)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what ``str`` wrote. Refuses with ``LogHeadUnsound``."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise LogHeadUnsound(
                "This is no head of a log: a number and 64 signs should be there."
            )
        return cls(int(written[1]), bytes.fromhex(written[2]))

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.rows} {self.mac.hex()}"

    def first_missing(self, transaction: Session) -> int | None:
        """Return the first row known to be missing or another than it was, or none.

        Asked of a log that is whole in itself. Of rows that age removed since, the signed
        checkpoint speaks for all but the last.
        """
        start = checkpoint.newest(transaction)
        if self.rows == 0 or (start is not None and self.rows < start.place):
            return None
        mac = transaction.scalar(select(AuditRow.mac).where(AuditRow.place == self.rows))
        if start is not None and self.rows == start.place:
            mac = start.after
        if mac is None:
            return LogHead.of(transaction).rows + 1
        return None if hmac.compare_digest(mac, self.mac) else self.rows


def write_down(transaction: Session, folder: Path, *, day: date) -> Path:
    """Write the head of the log into a file of its own for this day, whole or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{day.isoformat()}.head"
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{LogHead.of(transaction)}\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return path
