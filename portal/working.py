"""What the portal does by itself, and when each thing is due again."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from feedback.due_dates import add_working_days
from feedback.services import (
    ask_who_wrote,
    duties,
    enter,
    errands,
    guessing,
    invitations,
    staff,
    staff_tries,
    tray,
    visits,
)
from feedback.services.retention.run import Broom, run
from feedback.services.work import MESSAGES, Task
from feedback.store import Store, log_head
from feedback.store.audit import SYSTEM
from feedback.store.journal import Journal
from portal import messages
from portal.commands.opening import LONDON, Opened
from portal.logs import log
from portal.translating import compiling
from portal.translating.compiled import FOLDER

_OFTEN = timedelta(minutes=5)
_EARLY, _NIGHT = time(6, 30), time(3, 10)


def tasks(installation: Opened) -> Mapping[str, Task]:
    """Name everything that is done without anybody asking."""
    weeks, keys = installation.settings.keys / "weeks", installation.keys
    journal, kept = Journal(installation.settings.journal), installation.council.keeping

    def tip_out(store: Store, now: datetime) -> None:
        tray.tip_out(store, keys=keys, now=now)

    def keep_weeks(store: Store, now: datetime) -> None:
        with store.begin() as transaction:
            tray.week_key(transaction, weeks, now=now)
            tray.forget_weeks(transaction, weeks, now=now)
            ask_who_wrote.forget(transaction, now=now)

    def forget(_store: Store, now: datetime) -> None:
        journal.forget(now.astimezone(LONDON).date() - timedelta(days=kept.journal_days))

    def tell(store: Store, now: datetime) -> None:
        messages.tell_staff(store, installation, now=now)

    def offer(store: Store, now: datetime) -> None:  # noqa: ARG001  a task’s own shape
        compiling.compile_whole(store, installation.settings.instance / FOLDER)

    def keep_head(store: Store, now: datetime) -> None:
        day = now.astimezone(LONDON).date()
        with store.look() as transaction:
            log_head.write_down(transaction, installation.settings.heads, day=day)

    return {
        MESSAGES: Task(tell, lambda now: now),
        "weeks": Task(keep_weeks, lambda now: now + timedelta(hours=1)),
        "tray": Task(tip_out, _next_working_morning),
        "journal": Task(forget, lambda now: now + timedelta(days=1)),
        "heads": Task(keep_head, lambda now: now + timedelta(days=1)),
        "retention": Task(_letting_go(installation), _next_night, waits=True),
        "languages": Task(offer, lambda now: now + _OFTEN),
        "leavers": Task(_shutting_out(installation), lambda now: now + _OFTEN),
        "visits": Task(_end_visits, lambda now: now + _OFTEN),
        "errands": Task(_sweep_errands, lambda now: now + _OFTEN),
    }


def _letting_go(installation: Opened) -> Callable[[Store, datetime], None]:
    journal, keeping = Journal(installation.settings.journal), installation.council.keeping

    def let_go(store: Store, now: datetime) -> None:
        done = run(store, Broom(SYSTEM, keeping, installation.keys, journal, now))
        if done.left:
            log.error("work failed: %(kind)s", {"kind": "DamagedRows"})

    return let_go


def _shutting_out(installation: Opened) -> Callable[[Store, datetime], None]:
    def shut_out(store: Store, now: datetime) -> None:
        day = now.astimezone(LONDON).date()
        with store.begin() as transaction:
            staff.close_past(transaction, today=day, keys=installation.keys, now=now)
            invitations.sweep(transaction, now=now)
            duties.sweep(transaction, now=now)

    return shut_out


def _sweep_errands(store: Store, now: datetime) -> None:
    with store.begin() as transaction:
        errands.sweep(transaction, now=now)


def _end_visits(store: Store, now: datetime) -> None:
    with store.begin() as transaction:
        visits.sweep(transaction, now=now)
        guessing.sweep(transaction, now=now)
        staff_tries.sweep(transaction, now=now)
        enter.spend_old_codes(transaction, now=now)


def _next_night(now: datetime) -> datetime:
    day = now.astimezone(LONDON).date() + timedelta(days=1)
    return datetime.combine(day, _NIGHT, LONDON)


def _next_working_morning(now: datetime) -> datetime:
    day = add_working_days(now.astimezone(LONDON).date(), 1)
    return datetime.combine(day, _EARLY, LONDON)
