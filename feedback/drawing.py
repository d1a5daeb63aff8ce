"""A drawing: strokes in a box, as numbers that cannot be anything else.

Nothing of what a browser sends is kept as it came. It is read into these values or refused,
and the picture is always made anew from them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from feedback.errors import DrawingUnsound

WIDE, HIGH = 800, 600
MOST_STROKES, MOST_POINTS, MOST_LETTERS = 300, 6_000, 80_000
Point = tuple[int, int]


class Colour(StrEnum):
    """Six colours, each with its word, each seen on white paper."""

    BLACK = "black"
    RED = "red"
    ORANGE = "orange"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"


class Width(StrEnum):
    """How thick a line is."""

    THIN = "thin"
    MIDDLE = "middle"
    THICK = "thick"


INK: Mapping[Colour, str] = {
    Colour.BLACK: "#1d1a26",
    Colour.RED: "#c4162a",
    Colour.ORANGE: "#b85600",
    Colour.GREEN: "#1c7a3a",
    Colour.BLUE: "#1554b8",
    Colour.PURPLE: "#7a2aa8",
}
THICKNESS: Mapping[Width, int] = {Width.THIN: 4, Width.MIDDLE: 10, Width.THICK: 24}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line, as the hand went."""

    colour: Colour
    width: Width
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """Return where the line goes, as SVG says it; a single point is a dot."""
        across, down = self.points[0]
        on = "".join(f"l{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(self.points))
        return f"M{across} {down}{on or 'h0'}"

    @property
    def ink(self) -> str:
        """Return the colour itself."""
        return INK[self.colour]

    @property
    def thickness(self) -> int:
        """Return how thick the line is, in the measure of the box."""
        return THICKNESS[self.width]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Strokes, the first drawn first."""

    strokes: tuple[Stroke, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more than there is room for."""
        points = sum(len(stroke.points) for stroke in self.strokes)
        if len(self.strokes) > MOST_STROKES or points > MOST_POINTS:
            raise DrawingUnsound("There is no more room on this drawing.")

    @property
    def colours(self) -> tuple[Colour, ...]:
        """Name the colours that were used, in the order of the box."""
        used = {stroke.colour for stroke in self.strokes}
        return tuple(colour for colour in Colour if colour in used)

    def plus(self, *strokes: Stroke) -> "Drawing":
        """Draw more."""
        return Drawing((*self.strokes, *strokes))

    def undone(self) -> "Drawing":
        """Take the last stroke away."""
        return Drawing(self.strokes[:-1])

    def written(self) -> str:
        """Write it down: colour, width, and the points in one row of numbers."""
        rows = [
            [s.colour, s.width, [n for point in s.points for n in point]] for s in self.strokes
        ]
        return json.dumps(rows, separators=(",", ":"))

    def svg(self) -> str:
        """Make the picture. It holds numbers and our own colours, and nothing else."""
        lines = "".join(map(_line, self.strokes))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
            f'width="{WIDE}" height="{HIGH}"><rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
            f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{lines}</g></svg>'
        )


def read_drawing(text: str) -> Drawing:
    """Read a drawing out of what a browser sent, or refuse it in one sentence."""
    if len(text) > MOST_LETTERS:
        raise DrawingUnsound("There is no more room on this drawing.")
    try:
        rows = json.loads(text)
        return Drawing(tuple(_stroke(row) for row in _list(rows)))
    except (ValueError, RecursionError) as problem:
        raise DrawingUnsound("This is not a drawing that we can read.") from problem


def _list(value: Any) -> list[Any]:  # noqa: ANN401  whatever a browser sent
    if not isinstance(value, list):
        raise ValueError("not a list")  # noqa: TRY004  refused with everything else
    return value


def _stroke(row: Any) -> Stroke:  # noqa: ANN401  as above
    colour, width, numbers = _list(row)
    if not (isinstance(colour, str) and isinstance(width, str)):
        raise ValueError("not words")  # noqa: TRY004  as above
    return Stroke(Colour(colour), Width(width), tuple(_points(_list(numbers))))


def _points(numbers: list[Any]) -> Iterator[Point]:
    if not numbers or len(numbers) % 2:
        raise ValueError("not points")
    for across, down in zip(numbers[::2], numbers[1::2], strict=True):
        if not (_within(across, WIDE) and _within(down, HIGH)):
            raise ValueError("outside the box")
        yield across, down


def _within(number: Any, most: int) -> bool:  # noqa: ANN401  as above
    return type(number) is int and 0 <= number <= most


def _line(stroke: Stroke) -> str:
    return f'<path d="{stroke.path}" stroke="{stroke.ink}" stroke-width="{stroke.thickness}"/>'
