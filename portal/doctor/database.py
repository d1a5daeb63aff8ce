"""The database: whether it keeps what it says it kept, and what it knows of how we are run."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from feedback.errors import DatabaseAway, KeyMissing
from feedback.services.examine import Condition, damaged, examine, unsafe
from feedback.store import Store, audit
from feedback.store.engine import connect
from feedback.store.keys import read_keys
from feedback.store.roles import reads_what_was_sent
from portal.doctor.finding import Finding, look, well, wrong
from portal.settings import Settings

_SKEW = timedelta(minutes=1)
_DUTIES = {
    "safeguarding": "safeguarding duty, who is told when a child needs somebody",
    "manager": "manager, who is told when nobody comes",
    "office": "office, who sends letters",
    "officer": "officer, who reads what children send",
}


def look_over(settings: Settings, *, now: datetime, thorough: bool) -> Iterator[Finding]:
    """Look at the database, and at what only it can tell."""
    store = Store(connect(settings.database_url))
    try:
        yield from _reached(store, settings, now=now, thorough=thorough)
    finally:
        store.engine.dispose()


def _reached(
    store: Store, settings: Settings, *, now: datetime, thorough: bool
) -> Iterator[Finding]:
    try:
        modes = unsafe(store)
    except DatabaseAway as away:
        yield wrong("database", str(away))
        return
    if modes:
        yield wrong("database", f"words could be lost or logged: {', '.join(modes)}.")
    else:
        yield well("database", "it is at this version and keeps what was acknowledged.")
    if not reads_what_was_sent(store.engine):
        yield well("account", "it is the children’s door’s, and is refused what was sent.")
        yield look("the rest", "log, worker and staff are looked at with the account of staff’s.")
        return
    if thorough:
        yield from _read_through(store, settings)
    with store.look() as transaction:
        condition = examine(transaction, now=now)
    yield _clock(condition, now)
    yield _worker(condition)
    yield from _people(condition)


def _read_through(store: Store, settings: Settings) -> Iterator[Finding]:
    damage = damaged(store)
    if damage:
        yield wrong("database", f"it is damaged ({damage}); restore the newest backup.")
        return
    yield well("database", "it was read through and nothing in it is damaged.")
    try:
        keys = read_keys(settings.keys)
    except KeyMissing:
        return
    with store.look() as transaction:
        broken = audit.first_broken(transaction, keys=keys)
    if broken is None:
        yield well("log", "it was read through and is whole.")
    else:
        yield wrong("log", f"it is broken at row {broken}: somebody changed it; ask who could.")


def _clock(condition: Condition, now: datetime) -> Finding:
    newest = condition.last_written
    if newest is not None and newest > now + _SKEW:
        return wrong("clock", "it shows less than when the log was last written; set it right.")
    return well("clock", "it does not run behind what was written.")


def _worker(condition: Condition) -> Finding:
    if condition.is_late:
        return wrong("work", "nobody did what is due for ten minutes; start portal work.")
    if condition.stuck:
        return wrong("work", f"this is not getting done: {', '.join(condition.stuck)}.")
    return well("work", "what is due is done.")


def _people(condition: Condition) -> Iterator[Finding]:
    for duty in condition.nobody:
        yield wrong("people", f"nobody signs in as {_DUTIES[duty]}; portal staff add enrols one.")
    if not condition.nobody:
        yield well("people", "somebody is there for every duty that children wait for.")
    if condition.made_up:
        yield look("people", "this council is made up; real children need an installation anew.")
