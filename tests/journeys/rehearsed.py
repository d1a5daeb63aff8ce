"""The rehearsal council: 470 children, 1,398 reviews of a year, and then one officer with 500.

Its year is played once through the real services, in about 50 s, and kept under a name made of
the code that plays; every journey has a copy. No disk is waited for: it can be played again.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import gettempdir
from uuid import UUID

from sqlalchemy import Engine, event, select

from feedback.catalogue import load_catalogue
from feedback.participation import Indicator
from feedback.periods import Period
from feedback.services.close_period import close_period
from feedback.services.rehearse.invent import invent
from feedback.services.rehearse.plants import Plant
from feedback.services.rehearse.play import Play, enrol_duty
from feedback.services.rehearse.scene import Scene
from feedback.services.staff import Person
from feedback.store import Store
from feedback.store.audit import SYSTEM
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Child, Duty, Installation, Review
from portal.enrolling import Enrolment, enrol
from tests.journeys import next_quarter

ROOT = Path(__file__).parents[2]
YEAR = Period(2025)
NOW = datetime(2026, 5, 19, 9, 30, tzinfo=UTC)
"""A Tuesday by which all of the year has been played out."""
CHILDREN, REVIEWS, SEED = 470, 1_398, 1
OPEN, SETTLED = "open.sqlite", "settled.sqlite"
_OF_OURS = (Path(__file__), Path(next_quarter.__file__), ROOT / "portal/enrolling.py")
_STORY, _WHOLE = "story.json", "whole"
_KEPT_FOR = timedelta(days=1)
_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own in it, for us alone
PEOPLE = {
    "robin": ("Robin Reviewer", Duty.OFFICER),
    "alex": ("Alex Office", Duty.OFFICE),
    "morgan": ("Morgan Manager", Duty.MANAGER),
    "rita": ("Rita Returns", Duty.RETURNS),
}


@dataclass(frozen=True)
class Told:
    """One review of the year: its day, the code its child’s story has, and what was forgotten."""

    day: date
    code: Indicator
    plants: frozenset[Plant]


@dataclass(frozen=True)
class Story:
    """Who signs in, what happened to every review of the year, and who wrote to Robin since."""

    people: dict[str, Enrolment]
    reviews: dict[UUID, Told]
    wrote: UUID
    """The review of the child whose words the journeys know."""

    def forgotten(self, *plants: Plant) -> set[UUID]:
        """Return the reviews of which one of these was forgotten."""
        return {key for key, told in self.reviews.items() if told.plants & set(plants)}


def rehearsed() -> Path:
    """Return the folder in which the council lies, playing it where nobody has yet."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / _WHOLE).exists():
            _sweep(folder)
            _play(folder)
            (folder / _WHOLE).touch()
    return folder


def story_of(folder: Path) -> Story:
    """Read what was planted, and who signs in."""
    kept = json.loads((folder / _STORY).read_text())
    people = {
        name: Enrolment(**(given | {"id": UUID(given["id"])}))
        for name, given in kept["people"].items()
    }
    reviews = {
        UUID(key): Told(date.fromisoformat(day), Indicator(code), frozenset(map(Plant, plants)))
        for key, (day, code, plants) in kept["reviews"].items()
    }
    return Story(people, reviews, UUID(kept["wrote"]))


def _folder() -> Path:
    kinds = {".py", ".toml", ".txt"}
    played = (path for path in (ROOT / "feedback").rglob("*") if path.suffix in kinds)
    sources = sorted([*played, *(ROOT / "requirements").glob("*.txt"), *_OF_OURS])
    made_of = sha256()
    for path in sources:
        made_of.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else Path(gettempdir())
    return where / f"heard-rehearsed-{os.getuid()}-{made_of.hexdigest()[:16]}"


def _sweep(folder: Path) -> None:
    """Take away what older code has played and nobody has asked for since yesterday."""
    before = datetime.now(UTC).timestamp() - _KEPT_FOR.total_seconds()
    for other in folder.parent.glob(f"heard-rehearsed-{os.getuid()}-*"):
        if other != folder and other.stat().st_mtime < before:
            shutil.rmtree(other, ignore_errors=True)


def _play(folder: Path) -> None:
    make_keys(folder / "keys")
    with _unhurried(folder / "playing.sqlite") as engine:
        scene = _scene(folder, engine)
        play = _the_year(scene)
        people = {name: _enrolled(scene, name) for name in PEOPLE}
        _copy(engine, folder / OPEN)
        play.settle(now=NOW)
        with scene.store.begin() as transaction:
            for period in (*YEAR.quarters, YEAR):
                close_period(transaction, period, by=SYSTEM, keys=scene.keys, now=NOW)
        _copy(engine, folder / SETTLED)
    with _unhurried(folder / OPEN) as engine:
        wrote = next_quarter.for_one_officer(_scene(folder, engine), people["robin"].id, NOW)
    _write_story(folder, play, people, wrote)
    (folder / "playing.sqlite").unlink()


def _scene(folder: Path, engine: Engine) -> Scene:
    return Scene(Store(engine), read_keys(folder / "keys"), load_catalogue(), folder)


def _the_year(scene: Scene) -> Play:
    migrate(scene.store.engine)
    with scene.store.begin() as transaction:
        transaction.merge(Installation(id=1, made_up=True))
    enrol_duty(scene)
    council = invent(children=CHILDREN, reviews=REVIEWS, first=YEAR.first, months=12, seed=SEED)
    play = Play(scene, council, Random(SEED), lambda _done: None)
    play.play()
    return play


def _enrolled(scene: Scene, name: str) -> Enrolment:
    called, duty = PEOPLE[name]
    reference = next_quarter.REFERENCE if duty is Duty.OFFICER else None
    person = Person(called, f"{name}@council.example", frozenset({duty}), reference)
    return enrol(scene.store, person, keys=scene.keys, now=NOW)


def _write_story(folder: Path, play: Play, people: dict[str, Enrolment], wrote: UUID) -> None:
    codes = {(c.number, r.day): r.code for c in play.council.children for r in c.reviews}
    with _unhurried(folder / OPEN) as engine, Store(engine).look() as transaction:
        rows = transaction.execute(
            select(Review.id, Child.number, Review.day).join(Child, Child.id == Review.child_id)
        ).all()
    reviews = {
        str(key): (day.isoformat(), codes[number, day], sorted(play.plants[key]))
        for key, number, day in rows
        if key in play.plants
    }
    given = {name: asdict(one) | {"id": str(one.id)} for name, one in people.items()}
    told = {"people": given, "reviews": reviews, "wrote": str(wrote)}
    (folder / _STORY).write_text(json.dumps(told))


@contextmanager
def _unhurried(path: Path) -> Iterator[Engine]:
    """Open a database that waits for no disk, because what it holds can be played again."""
    engine = connect(f"sqlite:///{path}")
    event.listen(engine, "connect", _do_not_wait)
    yield engine
    engine.dispose()


def _do_not_wait(connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _copy(engine: Engine, to: Path) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"VACUUM INTO '{to}'")
