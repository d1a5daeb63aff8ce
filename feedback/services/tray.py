"""Emptying the tray of evaluations once a working day, shuffled, in one transaction.

Neither order, time nor transaction leads from a sheet to a child: all the sheets of a day
are written together in an order nobody chose, and the safeguarding links in another. Tray
keys are kept, so that writing the journal back adds nothing. Each week’s safeguarding key
is made here and destroyed 30 days after the week began, never having been backed up.
"""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from feedback.errors import SealBroken
from feedback.services.guessing import LONDON
from feedback.store import Store, audit
from feedback.store.audit import SYSTEM, Act, Permit
from feedback.store.keys import Keys
from feedback.store.models import SafeguardingLink, Sheet, Tray, TrayKey, WeekKey
from feedback.store.sealing import SECRET_BYTES, Place, PrivateKey, PublicKey, key_id_of
from feedback.store.service_key import write_key

KEPT = timedelta(days=30)
Shuffle = Callable[[list[Any]], None]
_SHUFFLE: Shuffle = SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class Tipped:
    """How many sheets were taken out, and how many damaged ones were left lying."""

    sheets: int
    damaged: int


def tip_out(store: Store, *, keys: Keys, now: datetime, shuffle: Shuffle = _SHUFFLE) -> Tipped:
    """Turn everything in the tray into sheets. The opening is in the log first.

    A sheet that does not open stays in the tray and keeps no other from coming out.
    """
    with store.look() as transaction:
        if not transaction.scalar(select(exists().where(Tray.key.is_not(None)))):
            return Tipped(0, 0)
    permit = audit.opened_by(store, SYSTEM, Act("tipped-out", "tray"), keys=keys, now=now)
    with store.begin() as transaction:
        rows = list(transaction.scalars(select(Tray)))
        opened = [(row, sheet) for row in rows if (sheet := _opened(row, permit)) is not None]
        sheets: list[Any] = [sheet for _, sheet in opened]
        links: list[Any] = list(_links(transaction, [row for row, _ in opened]))
        shuffle(sheets)
        shuffle(links)
        out = [row.key for row, _ in opened]
        transaction.add_all([*sheets, *links, *(TrayKey(key=key) for key in sorted(out))])
        transaction.execute(delete(Tray).where(Tray.key.in_(out)))
    return Tipped(len(sheets), len(rows) - len(opened))


def week_of(day: date) -> str:
    """Return the week a day lies in, such as 2026-W48."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_key(transaction: Session, folder: Path, *, now: datetime) -> str:
    """Make this week’s safeguarding key, unless it is there; return the week.

    The private half lies in ``folder``, which no backup may hold. It is on disk before
    the public half can be used.
    """
    week = week_of(now.astimezone(LONDON).date())
    if transaction.get(WeekKey, week) is None:
        path = folder / f"{week}.key"
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_key(path, PrivateKey.new().raw)
        public = PrivateKey(path.read_bytes()).public
        transaction.add(WeekKey(week=week, public_key=public.raw))
        transaction.flush()
    return week


def forget_weeks(transaction: Session, folder: Path, *, now: datetime) -> tuple[str, ...]:
    """Destroy the keys of weeks that began 30 days ago or more, and their links with them."""
    today = now.astimezone(LONDON).date()
    old = [path for path in sorted(folder.glob("*.key")) if today - _monday(path.stem) >= KEPT]
    for path in old:
        _destroy(path)
    weeks = tuple(path.stem for path in old)
    transaction.execute(delete(SafeguardingLink).where(SafeguardingLink.week.in_(weeks)))
    transaction.execute(delete(WeekKey).where(WeekKey.week.in_(weeks)))
    return weeks


def _opened(row: Tray, permit: Permit) -> Sheet | None:
    try:
        told = json.loads(permit.open(row.sheet, Place("tray", "sheet", row.key)))
    except SealBroken:
        return None
    sheet_id, words = UUID(told.pop("id")), told.pop("words")
    plain = json.dumps(words, ensure_ascii=False).encode()
    sealed = permit.keys.seal(plain, Place("sheet", "words", sheet_id)) if words else None
    return Sheet(id=sheet_id, words=sealed, **told)


def _links(transaction: Session, rows: list[Tray]) -> list[SafeguardingLink]:
    """Take the links along under new keys; one whose week is over is nobody’s any more."""
    known = transaction.scalars(select(WeekKey))
    weeks = {PublicKey(week.public_key).id: week.week for week in known}
    named = [(weeks.get(key_id_of(row.link)), row.link) for row in rows]
    return [SafeguardingLink(week=week, link=link) for week, link in named if week is not None]


def _monday(week: str) -> date:
    return datetime.strptime(f"{week}-1", "%G-W%V-%u").date()  # noqa: DTZ007  a day has no zone


def _destroy(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
