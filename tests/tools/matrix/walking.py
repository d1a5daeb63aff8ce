"""The walk: every visitor asks for everything, and what they get is laid beside the table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile, is_zipfile

from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.tools.matrix.council import Keys, Town
from tests.tools.matrix.table import (
    CROSSED,
    IT,
    UNKNOWN,
    VISITORS,
    Due,
    Room,
    Table,
    every_route,
)
from tests.tools.matrix.things import RELATIONS

_SIGN = re.compile(rb"zorgle([a-z]+)")
_NAME = re.compile(rb"(?:Quibble|Ozymandias)([a-z]+)|Amelia|\bMia\b")
_DOORS = ("/staff/sign-in",)
_OUR_FAULT = 500
_NOT_THERE = 404
_SHUT = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Case:
    """One visitor who asks for one thing."""

    visitor: str
    route: str
    method: str
    address: str
    thing: str
    due: Due


@dataclass(frozen=True, slots=True)
class Wrong:
    """A case that came out otherwise than was promised, and how. It says no word of a child."""

    case: Case
    how: str

    def __str__(self) -> str:
        """Say who got what."""
        one = self.case
        return (
            f"{one.visitor}: {one.route} of {one.thing} is to be {one.due.value}, but {self.how}"
        )


def cases(town: Town, table: Table, *, only: str = "", whole: bool = False) -> Iterator[Case]:
    """Return every case. A visitor whom a room never serves asks there for two objects only,
    unless the whole is wanted.
    """
    for rule, method, route in every_route(town.app.url_map):
        if only and route != only:
            continue
        room = table.room_of(route)
        told = table.samples.get(route, {})
        for visitor in VISITORS:
            things = list(_things(town, rule))
            if not whole and not room.knows(visitor):
                things = things[:1]
            for thing, keys in things:
                address = town.addresses.get(route) or _address(town, rule, {**keys, **told})
                yield Case(visitor, route, method, address, thing, room.due(visitor, thing))


@dataclass
class Walked:
    """What came of a walk: how many cases, which came out wrong, and who met whose words."""

    count: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    met: set[tuple[str, str]] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)

    @property
    def never_opened(self) -> tuple[str, ...]:
        """Return the pages and buttons that nobody walked whom they serve.

        To find a page shut to everybody says nothing of it. Where a page serves nobody, somebody
        must have met what it says instead.
        """
        return tuple(sorted(self.asked - self.opened))


def walk(town: Town, asked: Iterable[Case], table: Table) -> Walked:
    """Ask for everything, and put back whatever each button did."""
    walked = Walked()
    for case in asked:
        answer = town.visitors[case.visitor].ask(
            town.app, case.method, case.address, table.forms.get(case.route, {})
        )
        signs = {found.decode() for found in _SIGN.findall(_bytes(answer))}
        walked.met |= {(case.visitor, sign) for sign in signs}
        walked.wrong += [Wrong(case, how) for how in _otherwise(town, case, answer, table)]
        walked.count += 1
        walked.asked.add(case.route)
        if _is_opened(case, answer, table):
            walked.opened.add(case.route)
        if town.was_written():
            town.put_back()
    return walked


def _otherwise(town: Town, case: Case, answer: TestResponse, table: Table) -> Iterator[str]:
    room = table.room_of(case.route)
    got = _got(answer, room)
    if got not in _allowed(case, room):
        yield f"was {got.value} with {answer.status_code}"
    if case.due is not Due.SERVED and town.was_written() and not town.is_as_it_was():
        yield "changed what is kept"
    body = _bytes(answer)
    shown = {found.decode() for found in _SIGN.findall(body)}
    theirs = (told.get(case.visitor, frozenset()) for told in (table.words, room.words))
    if shown.difference(*theirs):
        yield "was shown a child’s words that are not theirs to read"
    if case.visitor not in table.names and _NAME.search(body):
        yield "was shown the name of a child"


def _is_opened(case: Case, answer: TestResponse, table: Table) -> bool:
    room = table.room_of(case.route)
    if not room.served:
        return room.knows(case.visitor)
    return case.due is Due.SERVED and _got(answer, room) in {Due.SERVED, Due.LED_AWAY}


def _allowed(case: Case, room: Room) -> frozenset[Due]:
    """Say what may come of it. A button for what is not there may say instead what is missing
    in the form, to whoever may press it at all; it changes nothing either way.
    """
    if case.due is Due.SERVED:
        return frozenset({Due.SERVED, Due.LED_AWAY})
    if case.thing == UNKNOWN and case.method == "POST" and case.visitor in room.served:
        return frozenset(Due) - {Due.FAILED}
    if case.due is Due.REFUSED and room.knows(case.visitor):
        return frozenset({Due.REFUSED, Due.NOT_THERE})
    return frozenset({case.due})


def _got(answer: TestResponse, room: Room) -> Due:
    if answer.status_code == _NOT_THERE:
        return Due.NOT_THERE
    if answer.status_code in _SHUT:
        return Due.REFUSED
    if answer.status_code >= _OUR_FAULT:
        return Due.FAILED
    if answer.status_code in {302, 303}:
        at_the_door = answer.location.startswith(_DOORS) or (
            answer.location == "/" and not answer.request.path.startswith("/staff")
        )
        return Due.REFUSED if at_the_door and not room.to_the_door else Due.LED_AWAY
    return Due.SERVED


def _bytes(answer: TestResponse) -> bytes:
    """Return what was sent, unpacked, so that nothing hides in an archive."""
    body = answer.get_data()
    if not is_zipfile(BytesIO(body)):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return body + b"".join(archive.read(name) for name in archive.namelist())


def _things(town: Town, rule: Rule) -> Iterator[tuple[str, Keys]]:
    """Return the objects this page may be asked for: those that have every key it wants."""
    wanted = {name for name in rule.arguments if name.endswith("_id") and name != "question_id"}
    if not wanted:
        yield IT, {}
        return
    for thing, several in town.objects.items():
        if thing == CROSSED:
            continue
        for keys in several:
            if wanted <= set(keys):
                yield thing, keys
    if len(wanted) > 1 and wanted <= set(town.objects[RELATIONS[0]][0]):
        yield CROSSED, _crossed(town, rule, wanted)


def _crossed(town: Town, rule: Rule, wanted: set[str]) -> Keys:
    """Join a key of one’s own child, as it stands first, to another child’s."""
    first = next(name for name in _in_order(rule) if name in wanted)
    return {**town.objects[CROSSED][0], first: town.objects["own"][0][first]}


def _in_order(rule: Rule) -> list[str]:
    return re.findall(r"<(?:[^:>]+:)?([a-z_]+)>", rule.rule)


def _address(town: Town, rule: Rule, keys: Mapping[str, object]) -> str:
    adapter = town.app.url_map.bind("localhost")
    it = town.objects[IT][0]
    values = {name: keys.get(name, it.get(name, _sample(rule, name))) for name in rule.arguments}
    return str(adapter.build(rule.endpoint, values))


def _sample(rule: Rule, name: str) -> object:
    kind = rule._converters[name]  # noqa: SLF001  the map has no other way to ask
    if hasattr(kind, "items"):
        return min(kind.items)
    return UUID(int=1) if type(kind).__name__ == "UUIDConverter" else "sample"
