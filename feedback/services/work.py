"""Doing what is due, one worker a job: a lease in a row keeps two from doing one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from feedback.store import Store
from feedback.store.models import Installation, Job

LEASE = timedelta(minutes=5)
LATE = timedelta(minutes=10)


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
    store: Store, tasks: Mapping[str, Task], *, holder: UUID, now: datetime
) -> tuple[str, ...]:
    """Do every task that is due and not in other hands; name those that were done.

    A task that fails keeps its lease until it runs out and is then tried again; the
    others go on. The failure is raised at the end, so that it is seen.
    """
    with store.begin() as transaction:
        _know(transaction, tasks, now=now)
        _installation(transaction).worked_at = now
    done, failures = [], []
    for name, task in tasks.items():
        if not _lease(store, name, holder=holder, now=now):
            continue
        try:
            task.do(store, now)
        except Exception as failure:  # noqa: BLE001  one job’s failure must not stop the next
            failures.append(failure)
            continue
        _finish(store, name, again=task.again(now), now=now)
        done.append(name)
    if failures:
        raise ExceptionGroup("some of the work that was due failed", failures)
    return tuple(done)


def is_late(transaction: Session, *, now: datetime) -> bool:
    """Whether nobody has done what is due for ten minutes: the duty page goes red."""
    return is_long_ago(transaction.scalar(select(Installation.worked_at)), now=now)


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


def _finish(store: Store, name: str, *, again: datetime, now: datetime) -> None:
    with store.begin() as transaction:
        job = transaction.get_one(Job, name)
        job.due_at, job.leased_until, job.holder, job.ran_at = again, None, None, now
