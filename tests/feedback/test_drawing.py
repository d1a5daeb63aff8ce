"""A drawing is strokes in a box, and nothing else can be smuggled into it."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.drawing import (
    HIGH,
    INK,
    MOST_LETTERS,
    MOST_POINTS,
    MOST_STROKES,
    WIDE,
    Colour,
    Drawing,
    Stroke,
    Width,
    read_drawing,
)
from feedback.errors import DrawingUnsound
from tests.rules.test_look import _contrast

POINTS = some.tuples(some.integers(0, WIDE), some.integers(0, HIGH))
STROKES = some.builds(
    Stroke,
    some.sampled_from(Colour),
    some.sampled_from(Width),
    some.lists(POINTS, min_size=1, max_size=20).map(tuple),
)
DRAWINGS = some.builds(Drawing, some.lists(STROKES, max_size=20).map(tuple))
DOT = Stroke(Colour.BLUE, Width.THIN, ((1, 2),))
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


@given(DRAWINGS)
def test_a_drawing_that_was_written_down_is_read_as_itself(drawing):
    assert read_drawing(drawing.written()) == drawing


@given(some.text() | ANYTHING.map(json.dumps))
def test_whatever_is_sent_is_a_drawing_or_is_refused(text):
    try:
        drawing = read_drawing(text)
    except DrawingUnsound:
        return
    assert read_drawing(drawing.written()) == drawing


@pytest.mark.parametrize(
    "row",
    [
        ["pink", "thin", [1, 2]],
        ["red", "huge", [1, 2]],
        ["red", "thin", []],
        ["red", "thin", [1]],
        ["red", "thin", [1, 601]],
        ["red", "thin", [801, 1]],
        ["red", "thin", [-1, 1]],
        ["red", "thin", [1.5, 1]],
        ["red", "thin", [True, 1]],
        ["red", "thin", ["1", "2"]],
        ["red", "thin", "12"],
        ["red", ["thin"], [1, 2]],
        [{"red": 1}, "thin", [1, 2]],
        ["red", "thin"],
        ["red", "thin", [1, 2], "more"],
        '"><script>',
    ],
)
def test_a_stroke_that_is_not_one_is_refused(row):
    with pytest.raises(DrawingUnsound):
        read_drawing(json.dumps([row]))


@pytest.mark.parametrize("text", ["", "{}", "null", "[" * 70_000, "[NaN]", '["\\ud800"]'])
def test_what_is_no_list_of_strokes_is_refused(text):
    with pytest.raises(DrawingUnsound):
        read_drawing(text)


def test_there_is_room_for_so_much_and_no_more():
    Drawing((DOT,) * MOST_STROKES)
    long = Stroke(Colour.RED, Width.THIN, ((1, 1),) * MOST_POINTS)
    assert read_drawing(Drawing((long,)).written()).strokes == (long,)

    for too_much in ((DOT,) * (MOST_STROKES + 1), (long, DOT)):
        with pytest.raises(DrawingUnsound, match="no more room"):
            Drawing(too_much)
    with pytest.raises(DrawingUnsound, match="no more room"):
        read_drawing(" " * (MOST_LETTERS + 1))


@given(DRAWINGS)
def test_the_picture_holds_lines_and_our_own_colours_alone(drawing):
    picture = ET.fromstring(drawing.svg())  # noqa: S314  we made it ourselves

    lines = [part for part in picture.iter() if part.tag.endswith("path")]
    assert len(lines) == len(drawing.strokes)
    assert {part.tag.partition("}")[2] for part in picture.iter()} <= {"svg", "rect", "g", "path"}
    assert all(re.fullmatch(r"M\d+ \d+(l-?\d+ -?\d+)*(h0)?", line.get("d")) for line in lines)
    assert {line.get("stroke") for line in lines} == {INK[c] for c in drawing.colours}
    assert not "".join(picture.itertext()).strip()


def test_more_can_be_drawn_and_the_last_taken_away():
    drawing = Drawing().plus(DOT, DOT)

    assert drawing.undone().strokes == (DOT,)
    assert Drawing().undone() == Drawing()


@pytest.mark.parametrize("colour", Colour)
def test_every_colour_is_seen_on_white_paper(colour):
    assert _contrast(INK[colour], "#ffffff") >= 4.5
