"""Who asks: strangers, every child with a letter, and one member of staff with each duty."""

import random
import re
from collections.abc import Callable, Iterator

from feedback.store.models import Duty
from tests.people import code_of
from tests.tools.demo_town import DemoTown, Letter
from tests.tools.fuzz.holding import mark
from tests.tools.fuzz.visitor import Visitor

READERS = frozenset({Duty.OFFICER, Duty.SAFEGUARDING})
"""Who may meet a child’s own words of a consultation: the officer and, in need, duty."""

_PLACE = re.compile(r'name="letter" value="([^"]+)"')
_WRITTEN = ("worries", "more", "content")


def everybody(town: DemoTown, chance: random.Random) -> tuple[Visitor, ...]:
    """Return a visitor for each, who has not come in yet."""
    strangers = (Visitor(f"a stranger {place}", town.app.test_client()) for place in (1, 2))
    return (*strangers, *_children(town, chance), *_staff(town))


def opens(visitor: Visitor, path: str) -> str:
    """Open a page and whatever it leads to."""
    return _read(visitor, visitor.client.get(path, follow_redirects=True))


def sends(visitor: Visitor, path: str, **fields: str) -> str:
    """Send a form with the token of the last page."""
    told = {"csrf_token": visitor.token, **fields}
    return _read(visitor, visitor.client.post(path, data=told, follow_redirects=True))


def _read(visitor: Visitor, answer) -> str:
    page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    visitor.reads(page, answer.request.path)
    return page


def _children(town: DemoTown, chance: random.Random) -> Iterator[Visitor]:
    for letter in town.letters:
        who = f"a child ({letter.form}, {letter.version})"
        visitor = Visitor(who, town.app.test_client(), own=mark(letter.number))
        visitor.comes_in = _child_coming(town, visitor, letter, chance)
        yield visitor


def _child_coming(
    town: DemoTown, visitor: Visitor, letter: Letter, chance: random.Random
) -> Callable[[], None]:
    def comes_in() -> None:
        visitor.client = town.app.test_client()
        opens(visitor, "/")
        page = sends(visitor, "/", number=letter.number, words=letter.words)
        if 'action="/who"' in page and chance.random() < 0.8:
            _settles_in(visitor, letter)

    return comes_in


def _settles_in(visitor: Visitor, letter: Letter) -> None:
    sends(visitor, "/who", who="child")
    for name in ("cat", "moon", "kite"):
        page = sends(visitor, "/pictures", picture=name)
    if 'action="/pictures/keep"' in page:
        sends(visitor, "/pictures/keep")
    for question in _WRITTEN:
        page = opens(visitor, f"/ask/{question}")
        if (place := _PLACE.search(page)) and f'name="{question}"' in page:
            said = {question: f"{mark(letter.number)} is mine.", "letter": place[1], "do": "next"}
            sends(visitor, f"/ask/{question}", **said)


def _staff(town: DemoTown) -> Iterator[Visitor]:
    for duty in town.staff:
        visitor = Visitor(f"staff, {duty}", town.app.test_client(), sees_words=duty in READERS)
        visitor.comes_in = _staff_coming(town, visitor, duty)
        yield visitor


def _staff_coming(town: DemoTown, visitor: Visitor, duty: Duty) -> Callable[[], None]:
    def comes_in() -> None:
        given = town.staff[duty]
        visitor.client = town.app.test_client()
        opens(visitor, "/staff/sign-in")
        sends(visitor, "/staff/sign-in", email=given.email, password=given.password)
        sends(visitor, "/staff/second-step", code=code_of(town.app, given))
        opens(visitor, "/staff")

    return comes_in
