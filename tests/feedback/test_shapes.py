"""Whoever cannot draw by hand puts shapes on the paper, and they are strokes like any other."""

import pytest

from feedback.drawing import HIGH, WIDE, Colour, Drawing, Width, read_drawing
from feedback.shapes import COLUMNS, ROWS, Pen, Shape, Size, Spot, put

PEN = Pen(Colour.GREEN, Width.MIDDLE)
SPOTS = [Spot(row, column) for row in range(1, ROWS + 1) for column in range(1, COLUMNS + 1)]


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("size", Size)
def test_every_shape_in_every_place_stays_on_the_paper_and_is_drawn_with_the_pen(shape, size):
    for spot in SPOTS:
        strokes = put(shape, spot, size, PEN)

        assert read_drawing(Drawing(strokes).written()).strokes == strokes
        assert {(stroke.colour, stroke.width) for stroke in strokes} == {(PEN.colour, PEN.width)}


def test_no_two_shapes_look_the_same():
    drawn = {put(shape, Spot(2, 3), Size.MIDDLE, PEN) for shape in Shape}

    assert len(drawn) == len(Shape)


def test_the_squares_of_the_grid_share_the_paper_out():
    middles = [spot.middle for spot in SPOTS]

    assert middles[0] == (80, 75)
    assert middles[-1] == (WIDE - 80, HIGH - 75)
    assert len(set(middles)) == ROWS * COLUMNS


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (ROWS + 1, 1), (1, COLUMNS + 1)])
def test_outside_the_paper_is_no_place(row, column):
    with pytest.raises(ValueError, match="not on the paper"):
        Spot(row, column)
