"""Doing what is due, one worker a job: a lease in a row keeps two from doing one.

A job may take longer than its lease: meanwhile its worker says again and again that it is at it.
Only a worker that is gone, or has no database, is silent so long that another takes over.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.store import Store
from feedback.store.models import Installation, Job

MESSAGES = "messages"
"""The job that tells staff; where it is not done, the duty page says so."""

LEASE = timedelta(minutes=1)
"""How long a worker may say nothing before another takes over."""

BEAT = LEASE / 3
"""How often it says that it is at it."""

LATE = timedelta(minutes=10)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of recurring work: what to do, and when it is due again.

    It is due at once when it is new, unless ``waits``: then at its time, so that whoever
    brings up a new version can look first.
    """

    do: Callable[[Store, datetime], None]
    again: Callable[[datetime], datetime]
    waits: bool = False


def do_due(
    store: Store,
    tasks: Mapping[str, Task],
    *,
    holder: UUID,
    clock: Clock,
    is_beside: bool = False,
) -> tuple[str, ...]:
    """Do every task that is due and not in other hands; name those that were done.

    A task that fails keeps its lease until it runs out and is then tried again; the
    others go on. The failure is raised at the end, so that it is seen. ``is_beside`` leaves it
    to others to say that somebody is at work: for a line beside the one that does the rest.
    """
    with store.begin() as transaction:
        _know(transaction, tasks, now=clock())
        if not is_beside:
            _installation(transaction).worked_at = clock()
    done, failures = [], []
    for name, task in tasks.items():
        try:
            if _do(store, name, task, holder, clock):
                done.append(name)
        except Exception as failure:  # noqa: BLE001  one job’s failure must not stop the next
            failures.append(failure)
    if failures:
        raise ExceptionGroup("some of the work that was due failed", failures)
    return tuple(done)


def _do(store: Store, name: str, task: Task, holder: UUID, clock: Clock) -> bool:
    """Do one task if it is due; false where it is not, or is in other hands by the end."""
    now = clock()
    if not _lease(store, name, holder=holder, now=now):
        return False
    with _held(store, name, holder, clock):
        task.do(store, now)
    return _finish(store, name, holder=holder, again=task.again(now), now=now)


@contextmanager
def _held(store: Store, name: str, holder: UUID, clock: Clock) -> Iterator[None]:
    """Keep the lease for as long as this lasts."""
    over = Event()
    beating = Thread(target=_beat, args=(store, name, holder, clock, over), daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def _beat(store: Store, name: str, holder: UUID, clock: Clock, over: Event) -> None:
    while not over.wait(BEAT.total_seconds()):
        with suppress(DBAPIError):  # the database is busy or away, and may be back at the next
            renew(store, name, holder=holder, until=clock() + LEASE)


def renew(store: Store, name: str, *, holder: UUID, until: datetime) -> None:
    """Say that one is at it, until then; nothing where it is somebody else’s by now."""
    mine = update(Job).where(Job.name == name, Job.holder == holder, Job.leased_until.is_not(None))
    with store.begin() as transaction:
        transaction.execute(mine.values(leased_until=until))


def is_late(transaction: Session, *, now: datetime) -> bool:
    """Whether nobody has done what is due for ten minutes: the duty page goes red."""
    return is_long_ago(last_worked(transaction), now=now)


def last_worked(transaction: Session) -> datetime | None:
    """Return when what is due was last done: all of it, or messages where those stand longer."""
    worked = transaction.scalar(select(Installation.worked_at))
    messages = select(func.coalesce(Job.ran_at, Job.due_at)).where(Job.name == MESSAGES)
    told = transaction.scalar(messages)
    return min(worked, told) if worked and told else worked


def is_long_ago(worked: datetime | None, *, now: datetime) -> bool:
    """Whether what is due was last done so long ago that somebody must look, or never."""
    return worked is None or now - worked > LATE


def is_made_up(transaction: Session) -> bool:
    """Whether this installation is a rehearsal or demo, in which nobody is real."""
    return bool(transaction.scalar(select(Installation.made_up)))


def _know(transaction: Session, tasks: Mapping[str, Task], *, now: datetime) -> None:
    known = set(transaction.scalars(select(Job.name)))
    transaction.add_all(
        Job(name=name, due_at=task.again(now) if task.waits else now)
        for name, task in tasks.items()
        if name not in known
    )


def _installation(transaction: Session) -> Installation:
    found = transaction.get(Installation, 1)
    if found is None:
        found = Installation(id=1, made_up=False)
        transaction.add(found)
    return found


def _lease(store: Store, name: str, *, holder: UUID, now: datetime) -> bool:
    free = or_(Job.leased_until.is_(None), Job.leased_until <= now)
    taking = (
        update(Job)
        .where(Job.name == name, Job.due_at <= now, free)
        .values(leased_until=now + LEASE, holder=holder)
        .returning(Job.name)
    )
    with store.begin() as transaction:
        return transaction.scalar(taking) is not None


def _finish(store: Store, name: str, *, holder: UUID, again: datetime, now: datetime) -> bool:
    """Note that it is done; false where it is somebody else’s by now, who will note it."""
    mine = update(Job).where(Job.name == name, Job.holder == holder)
    noted = {"due_at": again, "leased_until": None, "holder": None, "ran_at": now}
    with store.begin() as transaction:
        return transaction.scalar(mine.values(**noted).returning(Job.name)) is not None
