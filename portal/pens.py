"""What one draws with, in words: colours, lines, shapes and places on the paper."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from feedback.drawing import INK, THICKNESS, Colour, Width
from feedback.shapes import Shape, Size

__all__ = ("COLOURS", "COLUMNS", "INK", "ROWS", "SHAPES", "SIZES", "THICKNESS", "WIDTHS")

COLOURS: Mapping[Colour, object] = {
    Colour.BLACK: _("Black"),
    Colour.RED: _("Red"),
    Colour.ORANGE: _("Orange"),
    Colour.GREEN: _("Green"),
    Colour.BLUE: _("Blue"),
    Colour.PURPLE: _("Purple"),
}
WIDTHS: Mapping[Width, object] = {
    Width.THIN: _("Thin"),
    Width.MIDDLE: _("In between"),
    Width.THICK: _("Thick"),
}
SHAPES: Mapping[Shape, object] = {
    Shape.DOT: _("A dot"),
    Shape.CIRCLE: _("A circle"),
    Shape.SQUARE: _("A square"),
    Shape.TRIANGLE: _("A triangle"),
    Shape.STAR: _("A star"),
    Shape.HEART: _("A heart"),
    Shape.HOUSE: _("A house"),
    Shape.PERSON: _("A person"),
    Shape.FACE: _("A face"),
    Shape.LINE_ACROSS: _("A line across"),
    Shape.LINE_DOWN: _("A line down"),
}
SIZES: Mapping[Size, object] = {
    Size.SMALL: _("Small"),
    Size.MIDDLE: _("Middle"),
    Size.BIG: _("Big"),
}
ROWS = tuple(
    enumerate(
        (_("At the top"), _("Above the middle"), _("Below the middle"), _("At the bottom")),
        start=1,
    )
)
COLUMNS = tuple(
    enumerate(
        (
            _("Far to the left"),
            _("To the left"),
            _("In the middle"),
            _("To the right"),
            _("Far to the right"),
        ),
        start=1,
    )
)
