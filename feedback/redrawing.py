"""Decodes one picture and draws it anew, so that nothing comes along but what can be seen.

Run in a process of its own (see ``photo``), because decoders are where hostile files do
harm. A picture comes in on standard input and goes out on standard output; the exit code
says why none does.
"""

import sys
import warnings
from io import BytesIO

from PIL import Image, ImageOps

from feedback.photo import LONGEST_SIDE, MOST_DOTS, MOST_KEPT, TOO_BIG

_UNREADABLE = 4
_KINDS = ("PNG", "JPEG", "WEBP")
_WHITE = (255, 255, 255)
_QUALITIES = (82, 60, 35)


class TooManyDots(Exception):
    """A picture of more than 24 million dots is not decoded at all."""


def redraw(content: bytes) -> bytes:
    """Return the picture as a JPEG of at most 1,600 dots a side, upright and on white."""
    with Image.open(BytesIO(content), formats=_KINDS) as picture:
        if picture.width * picture.height > MOST_DOTS:
            raise TooManyDots
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGB", seen.size, _WHITE)
    paper.paste(seen, mask=seen.getchannel("A"))
    jpegs = (_jpeg(paper, quality) for quality in _QUALITIES)
    return next((jpeg for jpeg in jpegs if len(jpeg) <= MOST_KEPT), b"")


def main() -> int:
    """Draw what comes in anew; say with a number why it could not be done."""
    warnings.simplefilter("ignore")
    try:
        sys.stdout.buffer.write(redraw(sys.stdin.buffer.read()))
    except (TooManyDots, Image.DecompressionBombError):
        return TOO_BIG
    except Exception:  # noqa: BLE001  whatever a hostile file brings about
        return _UNREADABLE
    return 0


def _jpeg(paper: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    paper.save(out, "JPEG", quality=quality)
    return out.getvalue()
