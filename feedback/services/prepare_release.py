"""Preparing a release: one person has it worked out, and it lies sealed until another agrees.

Preparing again before that replaces what lies there. The same counts, releases and day give the
same bytes.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.disclosure.work import Tell, tell_nobody
from feedback.errors import OvertakenMeanwhile, ReleaseMade
from feedback.periods import Period
from feedback.services.errands import Asked, Doing, ask
from feedback.services.release import find_release, must_be_closed, one_at_a_time
from feedback.services.work_out_release import WorkedOut, Write, gather, rests_on, work_out
from feedback.store import Store, audit
from feedback.store.audit import Act, Actor
from feedback.store.keys import Keys
from feedback.store.models import PreparedFile, PreparedRelease
from feedback.store.models.base import new_key
from feedback.store.sealing import Place

KIND = "release-prepare"
STAGES = ("counts", "components", "writes", "attacks")
"""What is being done, in order; what else is told is part of one of these."""
_EVERY = timedelta(seconds=2)


def order(transaction: Session, period: Period, *, by: Actor, now: datetime) -> UUID:
    """Have a release prepared by the worker, and return the errand’s key.

    Refuses with ``PeriodNotClosed`` or ``ReleaseMade`` at once what would be refused later.
    """
    _must_be_to_do(transaction, period)
    asked = Asked(KIND, {"period": period.name, "role": by.role})
    return ask(transaction, asked, by=UUID(by.who), now=now)


def carry_out(store: Store, doing: Doing, *, write: Write, keys: Keys) -> None:
    """Prepare what was ordered, saying how far it is."""
    prepare(
        store,
        Period.named(doing.about["period"]),
        write,
        by=Actor(str(doing.asked_by), doing.about["role"]),
        keys=keys,
        now=doing.clock(),
        tell=_Telling(doing),
    )
    doing.step(len(STAGES), len(STAGES))


def prepare(  # noqa: PLR0913  what is prepared, how it is written, and who, when
    store: Store,
    period: Period,
    write: Write,
    *,
    by: Actor,
    keys: Keys,
    now: datetime,
    tell: Tell = tell_nobody,
) -> WorkedOut:
    """Work a release out and keep it, sealed, in place of what was prepared before.

    Raises ``PeriodNotClosed``, ``ReleaseMade`` where it has left already, ``ReleaseRefused``
    where the auditor breaks it, and ``OvertakenMeanwhile`` where something of its year left
    while it was worked out.
    """
    tell("counts", 1)
    with store.look() as transaction:
        _must_be_to_do(transaction, period)
        gathered = gather(transaction, period, keys=keys)
    made = work_out(gathered, write, keys=keys, day=now.date(), tell=tell)
    with store.begin() as transaction:
        one_at_a_time(transaction, period)
        _must_be_to_do(transaction, period)
        if rests_on(transaction, period) != made.rests_on:
            raise OvertakenMeanwhile(period.name)
        _keep(transaction, made, by=by, keys=keys, now=now)
    return made


def _must_be_to_do(transaction: Session, period: Period) -> None:
    must_be_closed(transaction, period)
    if find_release(transaction, period) is not None:
        raise ReleaseMade(period.name)


def _keep(transaction: Session, made: WorkedOut, *, by: Actor, keys: Keys, now: datetime) -> None:
    before = select(PreparedRelease.id).where(PreparedRelease.period == made.period.name)
    for old in transaction.scalars(before).all():
        transaction.execute(delete(PreparedFile).where(PreparedFile.prepared_id == old))
        transaction.execute(delete(PreparedRelease).where(PreparedRelease.id == old))
    key = new_key()
    transaction.add(
        PreparedRelease(
            id=key,
            period=made.period.name,
            prepared_at=now,
            prepared_by=UUID(by.who),
            digest=made.digest,
            rests_on=made.rests_on,
            counted=keys.seal(made.counted, Place("prepared_release", "counted", key)),
            solved=keys.seal(made.solved.encode(), Place("prepared_release", "solved", key)),
        )
    )
    transaction.flush()
    for name, content in made.files.items():
        own = new_key()
        sealed = keys.seal(content, Place("prepared_file", "content", own))
        transaction.add(PreparedFile(id=own, prepared_id=key, name=name, content=sealed))
    act = Act("prepared-release", made.period.name, key)
    audit.write(transaction, by, act, keys=keys, now=now)


class _Telling:
    """Tells whoever waits which stage it is at, and keeps the work in hand meanwhile."""

    def __init__(self, doing: Doing) -> None:
        self.doing, self.stage, self.told_at = doing, 0, doing.clock()

    def __call__(self, what: str, _left: int) -> None:
        stage = STAGES.index(what) if what in STAGES else self.stage
        now = self.doing.clock()
        if stage != self.stage or now - self.told_at >= _EVERY:
            self.stage, self.told_at = stage, now
            self.doing.step(stage, len(STAGES))
