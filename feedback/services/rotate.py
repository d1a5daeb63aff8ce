"""Replacing the service’s key while the portal runs, and going on with it after a power cut.

The new key is made, everything new is sealed to it from then on, and everything old is sealed
to it anew. The old key opens what is left until nothing is, and then lies in the archive.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from feedback.services import reseal
from feedback.services.guessing import LONDON
from feedback.services.reseal import Watch
from feedback.store import Store, audit, service_key
from feedback.store.audit import COMMAND, Act
from feedback.store.keys import Keys
from feedback.store.models import Installation

BEGAN, RESEALED, ENDED = "began-new-key", "sealed-anew", "ended-old-key"
SETTLED = timedelta(minutes=2)
"""Whatever was being written when the key changed is written by then."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the keys are, and how time passes. ``pause`` waits a little."""

    folder: Path
    keys: Keys
    clock: Callable[[], datetime]
    pause: Callable[[], None]
    settled: timedelta = SETTLED


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many rows were sealed anew, and which key files were put into the archive.

    ``damaged`` counts rows with a value that the key it names does not open, and nobody could
    open before either; they stay as they are.
    """

    rows: int
    damaged: int
    archived: tuple[str, ...]


def rotate(store: Store, machine: Machine, *, watch: Watch) -> Rotated:
    """Replace the service’s key, or go on with a replacement that was stopped."""
    with store.look() as transaction:
        coming = _installation(transaction).resealing_to
    if coming is None or not service_key.is_in_use(machine.folder, coming):
        coming = service_key.make_private(machine.folder).id
    return _seal_to(store, machine, coming, watch=watch)


def seal_anew(store: Store, machine: Machine, *, watch: Watch) -> Rotated:
    """Seal to the present key what a backup or the journal brought back from before it."""
    return _seal_to(store, machine, machine.keys.service.id, watch=watch)


def _seal_to(store: Store, machine: Machine, key_id: bytes, *, watch: Watch) -> Rotated:
    """Go through everything until nothing is left and nothing old can come any more."""
    _begin(store, machine, key_id)
    act = Act(RESEALED, "installation")
    permit = audit.opened_by(store, COMMAND, act, keys=machine.keys, now=machine.clock())
    rows, is_over = 0, False
    while not is_over:
        settled = _is_settled(store, machine)
        done = reseal.reseal_all(store, permit, _old(machine), watch=watch)
        rows, is_over = rows + done, settled and not done
        if not settled:
            machine.pause()
    with store.look() as transaction:
        damaged = reseal.left(transaction, _old(machine))
    return Rotated(rows, damaged, _end(store, machine))


def _begin(store: Store, machine: Machine, key_id: bytes) -> None:
    """Write down to which key, before anything is sealed to it."""
    with store.begin() as transaction:
        installation = _installation(transaction)
        if installation.resealing_to != key_id:
            installation.resealing_to, installation.resealing_since = key_id, machine.clock()
            transaction.add(installation)
            _note(transaction, machine, BEGAN)
    service_key.publish(machine.folder, key_id)


def _end(store: Store, machine: Machine) -> tuple[str, ...]:
    with store.begin() as transaction:
        transaction.get_one(Installation, 1).resealing_to = None
        _note(transaction, machine, ENDED)
    today = machine.clock().astimezone(LONDON).date()
    return service_key.archive(machine.folder, today=today)


def _installation(transaction: Session) -> Installation:
    return transaction.get(Installation, 1) or Installation(id=1, made_up=False)


def _is_settled(store: Store, machine: Machine) -> bool:
    with store.look() as transaction:
        since = transaction.get_one(Installation, 1).resealing_since
    return since is not None and machine.clock() - since >= machine.settled


def _old(machine: Machine) -> frozenset[bytes]:
    return service_key.old_ids(machine.folder)


def _note(transaction: Session, machine: Machine, act: str) -> None:
    told = Act(act, "installation")
    audit.write(transaction, COMMAND, told, keys=machine.keys, now=machine.clock())
