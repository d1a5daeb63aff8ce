"""Decodes one photograph of an officer and draws it anew as a small square.

Run in a process of its own (see ``portrait``), for the same reason as ``redrawing``.
"""

from io import BytesIO

from PIL import Image, ImageOps

from feedback.portrait import MOST_KEPT, SIDE
from feedback.redrawing import KINDS, TooFewDots, main, must_be_few, on_white

__all__ = ("main", "portray")

_SQUARE = (SIDE, SIDE)
_WHERE_A_FACE_IS = (0.5, 0.3)
_FINER = 2
"""A picture is made so many times the square in rough steps, and the rest in a fine one."""
_QUALITIES = (85, 75, 65, 55, 45, 35, 25, 15)


def portray(content: bytes) -> bytes:
    """Return the photograph as a square JPEG, upright and on white, in the best quality that fits.

    Raises ``TooManyDots``, and ``TooFewDots`` for what would have to be made larger.
    """
    with Image.open(BytesIO(content), formats=KINDS) as picture:
        must_be_few(picture)
        if min(picture.size) < SIDE:
            raise TooFewDots
        picture.draft("RGB", (SIDE * _FINER, SIDE * _FINER))
        seen = ImageOps.exif_transpose(picture).convert("RGBA")
    rough = seen.reduce(max(1, min(seen.size) // (SIDE * _FINER)))
    face = ImageOps.fit(on_white(rough), _SQUARE, centering=_WHERE_A_FACE_IS)
    jpegs = (_jpeg(face, quality) for quality in _QUALITIES)
    return next((jpeg for jpeg in jpegs if len(jpeg) <= MOST_KEPT), b"")


def _jpeg(face: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    face.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
