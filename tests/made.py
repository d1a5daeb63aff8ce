"""Things a child made, small enough for a test: a drawing, a voice and a photo."""

from io import BytesIO

from feedback.creations import Creation, Making
from feedback.drawing import Colour, Drawing, Stroke, Width

DRAWING = Drawing((Stroke(Colour.RED, Width.MIDDLE, ((10, 10), (200, 300), (10, 10))),))
DRAWN = Creation(Making.DRAWING, DRAWING.written().encode(), "application/json")
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04" + b"hear me " * 40
SPOKEN = Creation(Making.VOICE, WEBM, "audio/webm", 12)
PORTRAIT = b"\xff\xd8\xff\xe0 as if it were a face"
SHOWN = Creation(Making.PHOTO, b"\xff\xd8\xff\xe0 as if it were a photo", "image/jpeg")


def a_face_drawn() -> bytes:
    """Return a picture of somebody who is nobody, for a page to be looked at with it."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  as below

    picture, out = Image.new("RGB", (300, 300), "#8fb3c4"), BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.ellipse((40, 215, 260, 420), fill="#35506b")
    pen.ellipse((85, 60, 215, 240), fill="#c68f6a")
    pen.pieslice((80, 45, 220, 190), 180, 360, fill="#2b1d15")
    for eye in (125, 175):
        pen.ellipse((eye - 6, 138, eye + 6, 150), fill="#2b1d15")
    pen.arc((115, 150, 185, 205), 20, 160, fill="#7a2f2f", width=5)
    picture.save(out, "PNG")
    return out.getvalue()


def png(wide: int = 40, high: int = 30, colour: str = "teal", **more: object) -> bytes:
    """Return a picture as a browser would send it."""
    return encoded("PNG", wide, high, colour, **more)


def encoded(kind: str, wide: int = 40, high: int = 30, colour: str = "teal", **more) -> bytes:
    from PIL import Image  # noqa: PLC0415  only what draws needs it

    out = BytesIO()
    Image.new("RGB", (wide, high), colour).save(out, kind, **more)
    return out.getvalue()
