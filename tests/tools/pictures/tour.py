"""A walk past every page that a child can meet, in every version, with every page kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

import time_machine
from flask import Flask

from feedback.questionnaire import Version
from tests.road import Road
from tests.tools.pictures.album import Album, Visitor

VERSIONS = (Version.PICTURES, Version.SHORT, Version.LONGER, Version.FULL, Version.EASY)
SAID = {"safe": "no", "go": "yes"}
STEPS = 80

Stops = tuple[tuple[str, str], ...]


@dataclass
class Tour:
    """A portal to walk through, whoever sends one more child with a letter, and the clock."""

    app: Flask
    next_child: Callable[[], Road]
    clock: time_machine.Traveller
    album: Album = field(default_factory=Album)

    def in_person(self) -> dict[str, object]:
        """Say who told a child their answer. Whoever reads English reads it themselves."""
        return {}

    def invite(self, version: Version | None = None) -> Visitor:
        """Return a new child at the front door, a letter in their hand."""
        road = self.next_child()
        road.invited(version=version)
        return Visitor(self.app.test_client(), road=road)

    def pass_by(self, version: str, stops: Stops, child: Visitor) -> None:
        """Open each of these addresses."""
        for name, address in stops:
            self.album.take(version, name, child.open(address))

    def walk_to_the_end(self, child: Visitor, version: str, form: str) -> str:
        """Walk past every question, and whatever lies between, to where all is read back.

        Return the address of the first question.
        """
        first = child.path
        for _ in range(STEPS):
            if child.path == "/check":
                return first
            self.album.take(version, f"{form}{child.path.replace('/', '-')}", child)
            if child.path.startswith("/ask/"):
                child.answers(**SAID)
            else:
                _go_on(child)
        raise LookupError(f"no end came; the last page was {child.path}")


def _go_on(child: Visitor) -> None:
    """Press what leads on, on a page that asks no question."""
    way = child.page.select_one("main .button--main, main .pick, main form[method=post] button")
    if way.name == "a":
        child.open(way["href"])
    else:
        child.press(way.get_text(" ", strip=True))
