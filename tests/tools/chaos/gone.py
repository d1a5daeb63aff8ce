"""The database file is gone after everything was acknowledged: a backup and the journal."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from benchmarks.made_up_letters import Letter
from feedback.catalogue import load_catalogue
from feedback.services.backup import Place, backup
from feedback.services.invite import ISSUED, Order
from feedback.services.rehearse.scene import Scene
from feedback.services.reissue import reissue
from feedback.services.replay import Replayed, replay
from feedback.services.restore import restore
from feedback.store import Store, audit
from feedback.store.audit import SYSTEM, Act
from feedback.store.engine import connect
from feedback.store.journal import Journal
from feedback.store.keys import read_keys
from feedback.store.models import Cost, Review
from feedback.store.models import Letter as LetterRow

_BACKUP = "before.backup"


def back_up(instance: Path) -> None:
    """Write a backup beside the installation, before anything is sent."""
    backup(_place(instance), instance.parent / f"{instance.name}-{_BACKUP}", now=datetime.now(UTC))


def made_since(instance: Path, letter: Letter) -> Letter:
    """Make a letter anew after the backup, which knows its place by the old one alone."""
    now, engine = datetime.now(UTC), connect(f"sqlite:///{instance / 'heard.sqlite'}")
    scene = Scene(Store(engine), read_keys(instance / "keys"), load_catalogue(), instance)
    desk = replace(scene.desk, journal=Journal(instance / "journal"))
    try:
        act = Act(ISSUED, "installation")
        permit = audit.opened_by(scene.store, SYSTEM, act, keys=scene.keys, now=now)
        with scene.store.begin() as transaction:
            theirs = select(Review).join(LetterRow, LetterRow.review_id == Review.id)
            review = transaction.scalars(theirs.where(LetterRow.number == letter.number)).one()
            order = Order(permit, cost=Cost.CHEAP)
            issued = reissue(transaction, review, order, desk=desk, now=now)
            return Letter(issued.letter.number, " ".join(issued.words))
    finally:
        engine.dispose()


def lose_the_database(instance: Path, *, journal: bool) -> Path:
    """Restore the backup on an empty machine, with the journal if it survived; return where."""
    there = instance.parent / f"{instance.name}-{'with' if journal else 'without'}-journal"
    there.mkdir()
    shutil.copytree(instance / "keys", there / "keys")
    if journal:
        shutil.copytree(instance / "journal", there / "journal")
    file = instance.parent / f"{instance.name}-{_BACKUP}"
    restore(_place(there), file, instance / "keys" / "backup.key")
    return there


def write_back(instance: Path) -> Replayed:
    """Write the journal back over whatever the database holds."""
    engine = connect(f"sqlite:///{instance / 'heard.sqlite'}")
    try:
        return replay(Store(engine), Journal(instance / "journal"))
    finally:
        engine.dispose()


def _place(instance: Path) -> Place:
    url = f"sqlite:///{instance / 'heard.sqlite'}"
    return Place(instance, url, instance / "keys", instance / "journal")
