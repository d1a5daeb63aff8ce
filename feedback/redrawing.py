"""Decodes one picture and draws it anew, so that nothing comes along but what can be seen.

Run in a process of its own (see ``photo``), because decoders are where hostile files do
harm. A picture comes in on standard input and goes out on standard output; the exit code
says why none does.
"""

import sys
import warnings
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageOps

from feedback.photo import LONGEST_SIDE, MOST_DOTS, MOST_KEPT, TOO_BIG, TOO_SMALL

KINDS = ("PNG", "JPEG", "WEBP")
_UNREADABLE = 4
_WHITE = (255, 255, 255)
_QUALITIES = (82, 60, 35)


class TooManyDots(Exception):
    """A picture of more than 24 million dots is not decoded at all."""


class TooFewDots(Exception):
    """A picture that would have to be made larger is not drawn anew."""


def redraw(content: bytes) -> bytes:
    """Return the picture as a JPEG of at most 1,600 dots a side, upright and on white."""
    with Image.open(BytesIO(content), formats=KINDS) as picture:
        must_be_few(picture)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = on_white(seen)
    jpegs = (_jpeg(paper, quality) for quality in _QUALITIES)
    return next((jpeg for jpeg in jpegs if len(jpeg) <= MOST_KEPT), b"")


def must_be_few(picture: Image.Image) -> None:
    """Refuse with ``TooManyDots`` what is too large to be decoded."""
    if picture.width * picture.height > MOST_DOTS:
        raise TooManyDots


def on_white(seen: Image.Image) -> Image.Image:
    """Lay a picture that one may see through on white paper."""
    paper = Image.new("RGB", seen.size, _WHITE)
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def main(draw: Callable[[bytes], bytes] = redraw) -> int:
    """Draw what comes in anew; say with a number why it could not be done."""
    warnings.simplefilter("ignore")
    try:
        sys.stdout.buffer.write(draw(sys.stdin.buffer.read()))
    except (TooManyDots, Image.DecompressionBombError):
        return TOO_BIG
    except TooFewDots:
        return TOO_SMALL
    except Exception:  # noqa: BLE001  whatever a hostile file brings about
        return _UNREADABLE
    return 0


def _jpeg(paper: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    paper.save(out, "JPEG", quality=quality)
    return out.getvalue()
