"""The picture to scan on a letter, as squares for an SVG, so that nothing is inline but shapes."""

from dataclasses import dataclass, field

import segno

QUIET = 4
"""Modules of white around it, without which a camera does not find it (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class QrPicture:
    """A square picture: its size with the white around it, and its dark parts as an SVG path.

    Its content opens a letter, so it does not print itself.
    """

    size: int
    path: str = field(repr=False)


def qr_picture(content: str) -> QrPicture:
    """Draw a QR code that survives a fold or a stain of some 15 % (level M)."""
    rows = segno.make(content, error="m", micro=False, boost_error=False).matrix
    runs = (run for y, row in enumerate(rows) for run in _runs(bytes(row), y))
    return QrPicture(len(rows) + 2 * QUIET, "".join(runs))


def _runs(row: bytes, y: int) -> list[str]:
    """Draw each unbroken run of dark modules of a row as one rectangle."""
    found, start = [], None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            length = x - start
            found.append(f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z")
            start = None
    return found
