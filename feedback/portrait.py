"""An officer’s own photograph: a small square drawn anew, in a process that can do nothing else.

The file somebody chose is never kept, nor where, when and with what it was taken. What is kept
is light enough for a child’s first page, and as large as that page shows it.
"""

from dataclasses import dataclass

from feedback.errors import PhotoUnsound
from feedback.photo import MOST_BYTES, TOO_BIG, TOO_SMALL, drawn_anew

SIDE = 192
"""Dots of each side. What has fewer is refused: drawn larger, a face is only blurred."""
MOST_KEPT = 8_000
"""Bytes, so that a child’s first visit stays light with it."""
PROGRAM = "from feedback.portraying import portray, main; raise SystemExit(main(portray))"

TOO_HEAVY = "That picture is too big. It may have 8 MB and 24 million dots: make it smaller first."
_UNREADABLE = (
    "That is not a picture that we can open. Choose a photograph that is a JPEG, PNG or WebP."
)
_TOO_SMALL = f"That picture is too small. Choose one with {SIDE} dots or more on each side."
_WHY = {TOO_BIG: TOO_HEAVY, TOO_SMALL: _TOO_SMALL}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A photograph of an officer as it may be kept. Only ``read_likeness`` makes one of a file."""

    content: bytes


def read_likeness(content: bytes) -> Likeness:
    """Draw a photograph anew as a small square, or refuse it with ``PhotoUnsound``.

    The square is cut from the middle, and of a tall picture from a little above it, where a
    face is. It stands upright as its camera says.
    """
    if len(content) > MOST_BYTES:
        raise PhotoUnsound(TOO_HEAVY)
    try:
        code, drawn = drawn_anew(content, PROGRAM)
    except PhotoUnsound as refusal:
        raise PhotoUnsound(_UNREADABLE) from refusal
    if code in _WHY:
        raise PhotoUnsound(_WHY[code])
    if code or not drawn or len(drawn) > MOST_KEPT:
        raise PhotoUnsound(_UNREADABLE)
    return Likeness(drawn)
