"""The log of who opened, changed or let out what: append-only, chained by an HMAC.

Nothing of a child’s is opened before its row is committed. ``opened_by`` writes that row
in a transaction of its own and hands back a ``Permit``; opening asks for the permit.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.errors import AuditUnwritable, KeyMissing, SealBroken
from feedback.store import Store, checkpoint
from feedback.store.keys import Keys
from feedback.store.models.audit import AuditRow
from feedback.store.sealing import Place

_START = bytes(32)
_AT_ONCE = 1_000
_ONE_AT_A_TIME = 0x48454152  # "HEAR": the advisory lock that keeps the chain one chain


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member of staff by key, or ``child``, ``system`` or ``command``."""

    who: str
    role: str


SYSTEM = Actor("system", "system")
COMMAND = Actor("command", "administrator")
CHILD = Actor("child", "child")


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, to what. ``reason`` is a person’s own words, so it is sealed."""

    act: str
    subject: str
    subject_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Permit:
    """Proof that an opening was written down before it happened."""

    place: int
    keys: Keys

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Open one value under this permit."""
        return self.keys.open(sealed, place)

    def read(self, sealed: bytes, place: Place) -> str:
        """Open one value under this permit, as text."""
        return self.open(sealed, place).decode()


def write(transaction: Session, actor: Actor, act: Act, *, keys: Keys, now: datetime) -> AuditRow:
    """Append one row to the log, in the caller’s transaction."""
    _alone(transaction)
    place, before = _last(transaction)
    row = _row(actor, act, (place + 1, before), keys=keys, now=now)
    transaction.add(row)
    transaction.flush()
    return row


def opened_by(store: Store, actor: Actor, act: Act, *, keys: Keys, now: datetime) -> Permit:
    """Write down that something is about to be opened; only then may it be.

    Raises ``AuditUnwritable`` when the row cannot be kept, and nothing is opened.
    """
    try:
        with store.begin() as transaction:
            row = write(transaction, actor, act, keys=keys, now=now)
            place = row.place
    except DBAPIError as problem:
        raise AuditUnwritable("The log cannot be written, so nothing is shown.") from problem
    return Permit(place, keys)


def opened_together(
    store: Store, actor: Actor, acts: Sequence[Act], *, keys: Keys, now: datetime
) -> Permit:
    """Write down that several things are about to be opened, each in a row of its own, at once.

    All rows are kept or none; otherwise as ``opened_by``.
    """
    try:
        with store.begin() as transaction:
            _alone(transaction)
            place, before = _last(transaction)
            for act in acts:
                row = _row(actor, act, (place + 1, before), keys=keys, now=now)
                transaction.add(row)
                place, before = row.place, row.mac
    except DBAPIError as problem:
        raise AuditUnwritable("The log cannot be written, so nothing is shown.") from problem
    return Permit(place, keys)


def first_broken(
    transaction: Session, *, keys: Keys, step: Callable[[int], None] | None = None
) -> int | None:
    """Return the place of the first row that was changed, swapped or is missing, or none.

    ``step`` is told now and then how many rows were looked at.
    """
    start = checkpoint.newest(transaction)
    if start is not None and not checkpoint.is_ours(start, keys):
        return start.place
    before, expected = (_START, 1) if start is None else (start.after, start.place + 1)
    rows = select(AuditRow).order_by(AuditRow.place).execution_options(yield_per=_AT_ONCE)
    with transaction.scalars(rows) as found:
        for seen, row in enumerate(found):
            if step is not None and seen % _AT_ONCE == 0:
                step(seen)
            whole = hmac.compare_digest(row.mac, _mac(row, before, keys))
            if row.place != expected or not whole or not _says_the_same(row, keys):
                return expected
            before, expected = row.mac, expected + 1
    return None


def length(transaction: Session) -> int:
    """Return how many rows the log holds."""
    return transaction.scalar(select(func.count()).select_from(AuditRow)) or 0


def _alone(transaction: Session) -> None:
    """Let one transaction at a time add to the chain, until it ends."""
    if transaction.get_bind().dialect.name == "postgresql":
        transaction.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})


def _last(transaction: Session) -> tuple[int, bytes]:
    """Return the place of the last row and what the next one is chained to."""
    newest = select(AuditRow.place, AuditRow.mac).order_by(AuditRow.place.desc()).limit(1)
    last = transaction.execute(newest).first()
    if last is not None:
        return last.place, last.mac
    start = checkpoint.newest(transaction)
    return (0, _START) if start is None else (start.place, start.after)


def _row(
    actor: Actor, act: Act, after: tuple[int, bytes], *, keys: Keys, now: datetime
) -> AuditRow:
    place, before = after
    plain = act.reason.encode()
    sealed = keys.seal(plain, reason_place(place))
    row = AuditRow(
        place=place,
        at=now,
        who=actor.who,
        role=actor.role,
        act=act.act,
        subject=act.subject,
        subject_id=act.subject_id,
        reason=sealed if act.reason else None,
        mark=_mark(plain, place, keys) if act.reason else None,
        mac=b"",
    )
    row.mac = _mac(row, before, keys)
    return row


def reason_place(place: int) -> Place:
    """Say where the reason of a row lies, for its seal."""
    return Place("audit", "reason", str(place))


def _mark(plain: bytes, place: int, keys: Keys) -> bytes:
    """Return what the chain holds of a reason: the same whichever key it is sealed to."""
    return hmac.new(keys.audit, f"reason {place} ".encode() + plain, sha256).digest()


def _says_the_same(row: AuditRow, keys: Keys) -> bool:
    """Whether a reason still is what was chained. One that does not open is not."""
    if row.mark is None:
        return row.reason != b""  # the chain cannot tell it from none
    try:
        plain = keys.open(row.reason or b"", reason_place(row.place))
    except (KeyMissing, SealBroken):
        return False
    return hmac.compare_digest(row.mark, _mark(plain, row.place, keys))


def _mac(row: AuditRow, before: bytes, keys: Keys) -> bytes:
    """Chain one row. A reason without a mark is one from before there were marks."""
    if not keys.audit:
        raise KeyMissing("This door holds no key of the log, so it can write nothing down.")
    facts = (
        row.place,
        row.at.astimezone(UTC).isoformat(),
        row.who,
        row.role,
        row.act,
        row.subject,
        row.subject_id,
        (row.mark or row.reason or b"").hex(),
    )
    line = "\x1f".join(str(fact) for fact in facts)
    return hmac.new(keys.audit, before + line.encode(), sha256).digest()
