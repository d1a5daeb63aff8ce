"""The people in a child’s life, drawn in three rings around them and told in a table.

The drawing is made here and nobody drags anything. It says nothing that the table under it
does not say in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from math import cos, pi, sin

from feedback import people
from feedback.people import CLOSE
from feedback.questionnaire import Question

MIDDLE = 170
RADII = (60, 105, 150)
_NAMED_UP_TO = 5
_LONGEST_NAME = 10
_NOWHERE = (None, None)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person: what the table says of them and, when it is known, where they stand."""

    number: int
    who: str
    close: str
    wish: str
    x: int | None
    y: int | None
    tag: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody, and words about all of them."""

    seats: tuple[Seat, ...]
    words: str

    @property
    def is_drawn(self) -> bool:
        """Whether anybody has a place in the rings."""
        return any(seat.x is not None for seat in self.seats)


def around(question: Question, answer: Iterable[str]) -> Circle:
    """Seat everybody in the ring they were put in, spread evenly, the first one on top."""
    said = people.read(answer)
    labels = {option.value: option.label for option in question.options}
    of = sum(person.close in CLOSE for person in said.persons)
    turns = count()
    seats = []
    for number, person in enumerate(said.persons, start=1):
        x, y = _place(person.close, next(turns), of) if person.close in CLOSE else _NOWHERE
        close, wish = labels.get(person.close, ""), labels.get(person.wish, "")
        seats.append(Seat(number, person.who, close, wish, x, y, _tag(person.who, of)))
    return Circle(tuple(seats), said.words)


def _place(close: str, position: int, of: int) -> tuple[int, int]:
    turn = 2 * pi * position / of
    radius = RADII[CLOSE.index(close)]
    return round(MIDDLE + radius * sin(turn)), round(MIDDLE - radius * cos(turn))


def _tag(who: str, of: int) -> str:
    """Return the name beside the dot while there is room; the number alone says it otherwise."""
    return who if of <= _NAMED_UP_TO and len(who) <= _LONGEST_NAME else ""
