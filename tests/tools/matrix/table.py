"""The table of promises: for each page and button, whom it serves and with whose objects."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from werkzeug.routing import Map, Rule

from feedback.store.models import Duty

FILE = Path(__file__).with_name("table.toml")
DUTIES = tuple(duty.value for duty in Duty)
STAFF = (*DUTIES, "reader")
CHILDREN = ("child", "sender", "carer")
VISITORS = ("stranger", *CHILDREN, *STAFF, "nobody", "leaver", "asleep", "halfway")
ANY, IT, UNKNOWN, CROSSED = "any", "it", "unknown", "crossed"
_NOT_REAL = frozenset({UNKNOWN, CROSSED})
_NOT_VISITORS = frozenset({"name", "routes", "led_away", "not_there", "words", "to_the_door"})
_GROUPS = {"everybody": VISITORS, "children": CHILDREN, "staff": STAFF}


class Due(StrEnum):
    """What a visitor is due when they ask for something. Nobody is ever due a page that fails."""

    SERVED = "served"
    REFUSED = "refused"
    NOT_THERE = "told that it is not there"
    LED_AWAY = "led away"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Room:
    """Pages and buttons that serve the same visitors with the same objects."""

    name: str
    routes: tuple[str, ...]
    served: Mapping[str, frozenset[str]]
    led_away: Mapping[str, frozenset[str]]
    not_there: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    """Whose words a visitor may meet here besides those they may meet everywhere."""
    to_the_door: bool = False
    """Whether being served here means being led to a front door."""

    def due(self, visitor: str, thing: str) -> Due:
        """Say what this visitor is due when they ask for this object."""
        served = self.served.get(visitor, frozenset())
        if thing in served or (ANY in served and thing not in _NOT_REAL):
            return Due.SERVED
        if thing in self.led_away.get(visitor, frozenset()):
            return Due.LED_AWAY
        missing = thing in self.not_there.get(visitor, frozenset())
        return Due.NOT_THERE if missing else Due.REFUSED

    def knows(self, visitor: str) -> bool:
        """Whether this visitor has any business here at all."""
        return any(visitor in who for who in (self.served, self.led_away, self.not_there))


@dataclass(frozen=True, slots=True)
class Table:
    """All rooms, and who may ever meet whose words and names."""

    rooms: tuple[Room, ...]
    samples: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, Mapping[str, str]]
    """What is filled in before a button is pressed, where else nothing would come of it."""
    words: Mapping[str, frozenset[str]]
    names: frozenset[str]

    def room_of(self, route: str) -> Room:
        """Return the one room a page lies in."""
        (room,) = (one for one in self.rooms if route in one.routes)
        return room

    def misplaced(self, routes: Map) -> tuple[set[str], set[str]]:
        """Return the pages that lie in no room, and those in the table that are not there."""
        there = {name for _rule, _method, name in every_route(routes)}
        placed = [route for room in self.rooms for route in room.routes]
        twice = {route for route in placed if placed.count(route) > 1}
        return (there - set(placed)) | twice, set(placed) - there


def every_route(routes: Map) -> Iterator[tuple[Rule, str, str]]:
    """Return every page and every button, with the name the table knows it by."""
    for rule in sorted(routes.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, f"{method} {rule.rule}"


def read_table(file: Path = FILE) -> Table:
    """Read the table. A visitor it does not know is a slip of the pen, and refused."""
    told = tomllib.loads(file.read_text("utf-8"))
    return Table(
        rooms=tuple(map(_room, told["rooms"])),
        samples=told["samples"],
        forms=told["forms"],
        words={who: frozenset(words) for who, words in told["words"].items()},
        names=frozenset(told["names"]["children"]),
    )


def _room(told: Mapping[str, object]) -> Room:
    served = {name: of for name, of in told.items() if name not in _NOT_VISITORS}
    return Room(
        name=str(told["name"]),
        routes=tuple(told["routes"]),
        served=_by_visitor(served),
        led_away=_by_visitor(told.get("led_away", {})),
        not_there=_by_visitor(told.get("not_there", {})),
        words=_by_visitor(told.get("words", {})),
        to_the_door=bool(told.get("to_the_door", False)),
    )


def _by_visitor(told: Mapping[str, object]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, things in told.items():
        for visitor in _GROUPS.get(name, (name,)):
            if visitor not in VISITORS:
                raise LookupError(f"nobody is called {visitor}")
            found[visitor] = frozenset(things)
    return found
