"""Drawing: by hand where a script runs, and with shapes on a grid for everybody."""

from collections.abc import Mapping

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.creations import Creation, Making
from feedback.drawing import (
    MOST_POINTS,
    MOST_STROKES,
    Colour,
    Drawing,
    Stroke,
    Width,
    read_drawing,
)
from feedback.errors import DrawingUnsound
from feedback.questionnaire import Question
from feedback.services import create
from feedback.services.form import Form
from feedback.shapes import Pen, Shape, Size, Spot, put
from portal import pens
from portal.children import made, making, steps
from portal.children.blueprint import bp
from portal.children.making import Page
from portal.children.question_page import said_before
from portal.children.visit import child
from portal.storage import now

_GOES_ON = frozenset({"put", "undo", "clear"})
_MEDIA = "application/json"


@bp.get("/ask/<question_id>/draw")
@child
def draw(question_id: str) -> ResponseReturnValue:
    """Show the paper, with what was drawn on it so far."""
    return making.offer(_PAGE, question_id)


@bp.post("/ask/<question_id>/draw")
@child
def drawn(question_id: str) -> ResponseReturnValue:
    """Keep the drawing at every press; go on drawing, or back to the question."""
    goes_on = request.form.get("do") in _GOES_ON
    return making.keep(_PAGE, question_id, _go_on if goes_on else None)


def _read(form: Form | None, question_id: str) -> Creation | None:
    drawing = _sent()
    if not drawing.strokes:
        if form is not None:
            create.take_away(form, question_id, Making.DRAWING, now=now())
        return None
    return Creation(Making.DRAWING, drawing.written().encode(), _MEDIA)


def _sent() -> Drawing:
    """Read the drawing as it was on the page, and do with it what the button says."""
    drawing = read_drawing(request.form.get("drawing") or "[]")
    do = request.form.get("do")
    if do == "clear":
        return Drawing()
    if do == "undo":
        return drawing.undone()
    return drawing.plus(*_shape(drawing)) if do == "put" else drawing


def _shape(drawing: Drawing) -> tuple[Stroke, ...]:
    chosen = request.form
    usual = _pen(drawing)
    try:
        pen = Pen(
            Colour(chosen.get("colour", usual.colour)), Width(chosen.get("width", usual.width))
        )
        spot = Spot(int(chosen.get("row", "0")), int(chosen.get("column", "0")))
        return put(Shape(chosen.get("shape", "")), spot, Size(chosen.get("size", "")), pen)
    except ValueError as unknown:
        raise DrawingUnsound("There is no such shape or place.") from unknown


def _go_on(form: Form, question: Question) -> ResponseReturnValue:
    """Come back to the paper; what a helper may not see again is only shown this once."""
    if steps.is_private(form, question):
        drawing = _sent()
        again = {"drawing": drawing, "pen": _pen(drawing)}
        return making.drawn(_PAGE, form, question, said_before(form, question), **again)
    checking = "yes" if made.is_checking() else None
    return redirect(url_for(".draw", question_id=question.id, checking=checking), 303)


def _paper(form: Form, question: Question) -> Mapping[str, object]:
    """Return what the page shows: the drawing so far, and what to draw with."""
    private = steps.is_private(form, question)
    kept = None if private else create.show(form, question.id, Making.DRAWING)
    drawing = read_drawing(kept.content.decode()) if kept else Drawing()
    return {
        "drawing": drawing,
        "pen": _pen(drawing),
        "pens": pens,
        "most_strokes": MOST_STROKES,
        "most_points": MOST_POINTS,
    }


def _pen(drawing: Drawing) -> Pen:
    """Go on with the pen that drew last."""
    if not drawing.strokes:
        return Pen(Colour.BLACK, Width.MIDDLE)
    last = drawing.strokes[-1]
    return Pen(last.colour, last.width)


_PAGE = Page("children/draw.html", _read, _paper)
