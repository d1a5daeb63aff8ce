"""A council on a stopped clock, with every visitor before its doors and every object within."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

import time_machine
from flask import Flask
from sqlalchemy import select

from feedback.council import Council, Numbers
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.keys import make_keys, read_keys
from feedback.store.migrating import migrate
from feedback.store.models import Letter, Portrait, SentCreation
from portal import create_app
from portal.assets import asset, stylesheet
from portal.languages import LANGUAGES
from portal.settings import Settings
from portal.storage import keys, store
from portal.translating.gathering import LETTERS, gathered
from portal.translators import listing
from tests.made import DRAWN, PORTRAIT
from tests.portal.children.later import next_review
from tests.portal.children.walking import Child as ChildBrowser
from tests.road import NOW, Road
from tests.tools.matrix import others, outside, prepared, things, writers
from tests.tools.matrix.people import IDLE, Visitor, everybody_on_staff, held
from tests.tools.matrix.table import CROSSED, UNKNOWN
from tests.tools.matrix.things import sign

TODAY = NOW.date()
Keys = Mapping[str, object]


@dataclass
class Town:
    """The portal, who stands before it, and what each object is called in an address."""

    app: Flask
    visitors: Mapping[str, Visitor]
    objects: Mapping[str, list[Keys]]
    addresses: Mapping[str, str]
    """Of the few pages whose address can only be asked for."""
    file: Path
    _pristine: sqlite3.Connection = field(init=False, repr=False)
    _live: sqlite3.Connection = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the database as it is now, to put it back after each press of a button."""
        self._live = sqlite3.connect(self.file, isolation_level=None)
        self._pristine = sqlite3.connect(":memory:")
        self._live.backup(self._pristine)
        self._version = self._data_version()
        self._as_it_was = self.state()

    def was_written(self) -> bool:
        """Whether anything was written since the last time, the log included."""
        return self._data_version() != self._version

    def is_as_it_was(self) -> bool:
        """Whether everything but the log is as it was."""
        return self.state() == self._as_it_was

    def put_back(self) -> None:
        """Undo whatever was done."""
        self._pristine.backup(self._live)
        self._version = self._data_version()

    def state(self) -> str:
        """Return a digest of every table but the log."""
        digest = sha256()
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for (name,) in self._live.execute(named).fetchall():
            if name != "audit":
                rows = self._live.execute(f'SELECT * FROM "{name}"')  # noqa: S608  its own names
                digest.update(repr((name, rows.fetchall())).encode())
        return digest.hexdigest()

    def close(self) -> None:
        """Let go of both."""
        self._live.close()
        self._pristine.close()

    def _data_version(self) -> int:
        return int(self._live.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def council(*, each: int = 1) -> Iterator[Town]:
    """Build it, with so many children under every relation, and take it down again."""
    home = Path(mkdtemp(prefix="heard-matrix-"))
    try:
        with time_machine.travel(NOW - IDLE, tick=False) as clock:
            yield from _built(home, clock, each)
    finally:
        shutil.rmtree(home)


def _built(home: Path, clock: time_machine.Traveller, each: int) -> Iterator[Town]:
    file = home / "heard.sqlite"
    ring = "01632 960001"
    settings = Settings(
        instance=home,
        database_url=f"sqlite:///{file}",
        council=Council(
            name="Borough of Example",
            numbers=Numbers(ring, ring, ring, "Your Voice"),
            return_page=True,
        ),
        secure_cookies=False,
        testing=True,
    )
    make_keys(settings.keys)
    engine = connect(settings.database_url)
    migrate(engine)
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a page that fails is an answer, and a wrong one
    road = Road(Store(engine), read_keys(settings.keys), home)
    road.week_key()
    visitors = dict(everybody_on_staff(app, clock))
    visitors |= _at_the_childrens_door(app, road, visitors["stranger"])
    objects = _objects(app, visitors, road, each)
    engine.dispose()
    town = Town(app, visitors, objects, _addresses(app), file)
    yield town
    town.close()
    app.extensions["heard.store"].engine.dispose()


def _at_the_childrens_door(app: Flask, road: Road, somebody: Visitor) -> Mapping[str, Visitor]:
    """Let a child send one form and begin the next, and somebody else find that letter."""
    road.invited()
    visit = road.settles_in()
    road.says(visit, wishes=f"A {sign('mias')} dog", worries=f"{sign('mias')} stairs")
    road.makes(visit, "worries", DRAWN)
    road.sends(visit)
    sender = ChildBrowser(app.test_client(), road=road).comes_in()
    sender.follow("See what happened").picks()
    later = next_review(road)
    mia = ChildBrowser(app.test_client(), road=later).comes_in().says_who().picks()
    mia.goes_to("worries").press("Next", worries=f"{sign('drafted')} again")
    mia.open("/ask/worries/draw")
    mia.press("Put it there", shape="house", size="big", row="2", column="3")
    mia.press("Keep my drawing")
    carer = ChildBrowser(app.test_client(), road=later).comes_in()
    here = {"child": mia, "sender": sender, "carer": carer}
    return {
        name: Visitor(name, somebody.staff_side, held(browser, "/look"))
        for name, browser in here.items()
    }


def _objects(
    app: Flask, visitors: Mapping[str, Visitor], road: Road, each: int
) -> dict[str, list[Keys]]:
    staff = {name: one.staff_id for name, one in visitors.items() if one.staff_id}
    with app.app_context(), store().begin() as transaction:
        for officer in (road.officer_id, staff["officer"]):
            transaction.add(Portrait(officer_id=officer, content=PORTRAIT, set_at=NOW))
        mias = transaction.scalars(select(SentCreation.id)).one()
        letter_id = transaction.scalars(
            select(Letter.id).where(Letter.review_id == road.review_id)
        ).one()
        cast = things.cast_of(transaction, staff, TODAY)
        made = things.children(transaction, keys(), cast, today=TODAY, each=each)
        once = others.others(transaction, keys(), cast, today=TODAY, letter_id=letter_id)
        hours = outside.readings(transaction, keys(), cast, made, NOW)
        asked = writers.askings(transaction, keys(), cast, letter_id, NOW)
        written, sealing = store(), keys()
    prepared.prepared(written, sealing, staff["participation"], NOW)
    found: dict[str, list[Keys]] = {**made, **{name: [keys_] for name, keys_ in once.items()}}
    found.update(asked)
    for name, theirs in hours.items():
        known = found.setdefault(name, [{}])
        known[0] = {**known[0], "reading_id": theirs["reading_id"]}
        found[f"{name}-made"] = [theirs]
    found["colleague"] = [{"staff_id": staff["reader"]}]
    found["mias"] = [{"creation_id": mias}]
    found[UNKNOWN] = [dict.fromkeys(_NAMES, UUID(int=1))]
    found[CROSSED] = [{name: found["others"][0].get(name) for name in _NAMES}]
    return found


def _addresses(app: Flask) -> Mapping[str, str]:
    with app.test_request_context("/staff"):
        tongue = LANGUAGES[0].tag
        phrase = listing.short(gathered()[LETTERS][0].key)
        return {
            "GET /style/<print_>/<any(children, staff):audience>.css": stylesheet("children"),
            "GET /files/<print_>/<path:name>": asset("pictures/faces.svg"),
            **{
                f"{method} /staff/languages/<tag>/<domain>/<phrase>": (
                    f"/staff/languages/{tongue}/{LETTERS}/{phrase}"
                )
                for method in ("GET", "POST")
            },
            "GET /staff/languages/<tag>": f"/staff/languages/{tongue}",
            "GET /staff/languages/<tag>/<domain>": f"/staff/languages/{tongue}/{LETTERS}",
        }


_NAMES = (
    *("child_id", "review_id", "views_id", "ask_id", "creation_id", "statement_id", "contact_id"),
    *("alert_id", "concern_id", "comment_id", "quote_id", "telling_id", "errand_id", "file_id"),
    *("absence_id", "officer_id", "reading_id", "staff_id", "hold_id", "opening_id"),
    "invitation_id",
)
"""Every kind of key that stands in an address."""
