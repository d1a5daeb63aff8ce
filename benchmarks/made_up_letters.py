"""A made-up installation with as many open letters as children are to come."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from feedback.caseload.folder import read_folder
from feedback.catalogue import load_catalogue
from feedback.due_dates import add_months, add_working_days
from feedback.participation import Indicator
from feedback.services import tray
from feedback.services.import_caseload import Intake, import_caseload
from feedback.services.invite import ISSUED, Order, invite
from feedback.services.rehearse.folder import write_folder
from feedback.services.rehearse.made_up import MadeUpChild, MadeUpCouncil, MadeUpReview
from feedback.services.rehearse.scene import Scene
from feedback.store import Store, audit
from feedback.store.audit import SYSTEM, Act
from feedback.store.door_keys import make_door_keys
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Cost, Installation, Review
from portal.doors import Doors

_AHEAD, _NINE = 10, 9
_OFFICER = "Alison Hargreaves"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a child holds in their hand."""

    number: str
    words: str


def prepare(instance: Path, count: int, url: str = "") -> tuple[Letter, ...]:
    """Make an installation and invite these many children of nine. Their letters are cheap.

    The database is a new SQLite file unless the address of another is given.
    """
    now = datetime.now(UTC)
    keys = instance / "keys"
    make_keys(keys)
    engine = connect(url or f"sqlite:///{instance / 'heard.sqlite'}")
    migrate(engine)
    scene = Scene(Store(engine), read_keys(keys), load_catalogue(), instance)
    with scene.store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))
        tray.week_key(transaction, scene.weeks, now=now)
    _take_in(scene, count, now)
    letters = tuple(_letters(scene, now))
    engine.dispose()
    return letters


def environment(instance: Path, doors: Doors = Doors.BOTH) -> dict[str, str]:
    """Return what a server needs to be told to serve this installation on this machine."""
    keys = instance / "keys"
    if not doors.for_staff:
        make_door_keys(keys, instance / "door")
        keys = instance / "door"
    return {
        "PORTAL_KEYS": str(keys),
        "PORTAL_ADDRESS": "http://127.0.0.1",
        "PORTAL_INSTANCE": str(instance),
        "PORTAL_DATABASE_URL": "",
        "PORTAL_COUNCIL": "",
        "PORTAL_SECURE_COOKIES": "no",
        "PATH": os.environ.get("PATH", ""),
    }


def _take_in(scene: Scene, count: int, now: datetime) -> None:
    today = now.date()
    children = tuple(_child(place, today) for place in range(count))
    council = MadeUpCouncil(today, today, (_OFFICER,), children)
    with TemporaryDirectory() as name:
        write_folder(council, Path(name), today=today)
        folder = read_folder(Path(name))
    import_caseload(scene.store, folder, Intake(SYSTEM, scene.keys, scene.desk, now))


def _letters(scene: Scene, now: datetime) -> list[Letter]:
    with scene.store.look() as transaction:
        wanted = list(transaction.scalars(select(Review.id).where(Review.at.is_not(None))))
    letters = []
    for review_id in wanted:
        act = Act(ISSUED, "review", review_id)
        permit = audit.opened_by(scene.store, SYSTEM, act, keys=scene.keys, now=now)
        with scene.store.begin() as transaction:
            review = transaction.get_one(Review, review_id)
            order = Order(permit, cost=Cost.CHEAP)
            issued = invite(transaction, review, order, desk=scene.desk, now=now)
            letters.append(Letter(issued.letter.number, " ".join(issued.words)))
    return letters


def _child(place: int, today: date) -> MadeUpChild:
    review = MadeUpReview(add_working_days(today, _AHEAD), time(15, 30), None, Indicator.PN1)
    return MadeUpChild(
        number=f"{900_001 + place}",
        first="Mia",
        last="Tran",
        known_as="",
        born=add_months(today, -12 * _NINE - 5),
        sex=2,
        into_care=add_months(today, -20),
        before=(add_months(today, -18), add_months(today, -6)),
        officer=0,
        language="en",
        easier=False,
        at_a_distance=False,
        unaccompanied=False,
        disabled=None,
        school="",
        social_worker="Rachel Osei",
        reviews=(review,),
    )
