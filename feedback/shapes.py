"""Shapes that can be put on a drawing without a hand: by keyboard, switch or voice control.

A shape is drawn with strokes like any other, so that a drawing is one kind of thing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, sin

from feedback.drawing import HIGH, WIDE, Colour, Point, Stroke, Width

COLUMNS, ROWS = 5, 4
_STEP = WIDE // COLUMNS


class Shape(StrEnum):
    """What can be put down."""

    DOT = "dot"
    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    STAR = "star"
    HEART = "heart"
    HOUSE = "house"
    PERSON = "person"
    FACE = "face"
    LINE_ACROSS = "line-across"
    LINE_DOWN = "line-down"


class Size(StrEnum):
    """How big it is: a part of a square of the grid, all of it, or more."""

    SMALL = "small"
    MIDDLE = "middle"
    BIG = "big"


_HALF: Mapping[Size, int] = {Size.SMALL: 34, Size.MIDDLE: 70, Size.BIG: 145}


@dataclass(frozen=True, slots=True)
class Spot:
    """A square of the grid, counted from 1: row 1 is at the top."""

    row: int
    column: int

    def __post_init__(self) -> None:
        """Refuse what lies outside the paper."""
        if not (1 <= self.row <= ROWS and 1 <= self.column <= COLUMNS):
            raise ValueError("that is not on the paper")

    @property
    def middle(self) -> Point:
        """Return the middle of the square."""
        down = HIGH // ROWS
        return self.column * _STEP - _STEP // 2, self.row * down - down // 2


@dataclass(frozen=True, slots=True)
class Pen:
    """With what something is drawn."""

    colour: Colour
    width: Width


def put(shape: Shape, spot: Spot, size: Size, pen: Pen) -> tuple[Stroke, ...]:
    """Draw a shape in a square of the grid. What would leave the paper stops at its edge."""
    across, down = spot.middle
    half = _HALF[size]
    return tuple(
        Stroke(
            pen.colour,
            pen.width,
            tuple(
                (_held(across + round(x * half), WIDE), _held(down + round(y * half), HIGH))
                for x, y in line
            ),
        )
        for line in _LINES[shape]()
    )


def _held(number: int, most: int) -> int:
    return min(max(number, 0), most)


Line = list[tuple[float, float]]


def _round(x: float, y: float, radius: float, *, start: float = 0, end: float = 2) -> Line:
    steps = 24
    turns = [pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]


def _dot() -> Iterator[Line]:
    yield [(0, 0)]


def _circle() -> Iterator[Line]:
    yield _round(0, 0, 1)


def _square() -> Iterator[Line]:
    yield [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]


def _triangle() -> Iterator[Line]:
    yield [(0, -1), (1, 0.8), (-1, 0.8), (0, -1)]


def _star() -> Iterator[Line]:
    turns = [pi * (step / 5 - 0.5) for step in range(11)]
    far = [1 if step % 2 == 0 else 0.45 for step in range(11)]
    yield [(r * cos(turn), r * sin(turn)) for r, turn in zip(far, turns, strict=True)]


def _heart() -> Iterator[Line]:
    left = _round(-0.45, -0.35, 0.5, start=0.8, end=1.95)
    right = _round(0.45, -0.35, 0.5, start=1.05, end=2.2)
    yield [*left, *right, (0, 0.95), left[0]]


def _house() -> Iterator[Line]:
    yield [(-0.8, -0.1), (-0.8, 1), (0.8, 1), (0.8, -0.1), (-0.8, -0.1)]
    yield [(-1, -0.1), (0, -1), (1, -0.1)]
    yield [(-0.2, 1), (-0.2, 0.4), (0.2, 0.4), (0.2, 1)]


def _person() -> Iterator[Line]:
    yield _round(0, -0.7, 0.3)
    yield [(0, -0.4), (0, 0.35)]
    yield [(-0.5, -0.1), (0.5, -0.1)]
    yield [(-0.4, 1), (0, 0.35), (0.4, 1)]


def _face() -> Iterator[Line]:
    yield _round(0, 0, 1)
    yield [(-0.35, -0.3)]
    yield [(0.35, -0.3)]
    yield [(-0.4, 0.35), (0.4, 0.35)]


def _across() -> Iterator[Line]:
    yield [(-1, 0), (1, 0)]


def _down() -> Iterator[Line]:
    yield [(0, -1), (0, 1)]


_LINES: Mapping[Shape, Callable[[], Iterator[Line]]] = {
    Shape.DOT: _dot,
    Shape.CIRCLE: _circle,
    Shape.SQUARE: _square,
    Shape.TRIANGLE: _triangle,
    Shape.STAR: _star,
    Shape.HEART: _heart,
    Shape.HOUSE: _house,
    Shape.PERSON: _person,
    Shape.FACE: _face,
    Shape.LINE_ACROSS: _across,
    Shape.LINE_DOWN: _down,
}
