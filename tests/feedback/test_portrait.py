"""An officer’s photograph becomes a small square of a face, or is refused in one sentence."""

from io import BytesIO, TextIOWrapper

import pytest
from PIL import Image

from feedback import portrait, portraying, redrawing
from feedback.errors import PhotoUnsound
from feedback.photo import MOST_BYTES, TOO_SMALL
from feedback.portrait import MOST_KEPT, SIDE, read_likeness
from tests.made import encoded

WHO = b"Robin Quillabeth"
UPSIDE_DOWN = 3


def seen(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def bands(wide: int, high: int, *colours: str) -> Image.Image:
    """A picture of so many bands, one beneath the other."""
    picture, deep = Image.new("RGB", (wide, high)), high // len(colours)
    for place, colour in enumerate(colours):
        picture.paste(colour, (0, place * deep, wide, (place + 1) * deep))
    return picture


def saved(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def is_red(dot: tuple[int, int, int]) -> bool:
    return dot[0] > 200 and max(dot[1:]) < 60


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (2400, 1800)), ("WEBP", (192, 400))])
def test_a_photograph_becomes_a_small_square_that_looks_the_same(kind, size):
    kept = read_likeness(encoded(kind, *size, "#208080")).content

    assert (seen(kept).format, seen(kept).size) == ("JPEG", (SIDE, SIDE))
    assert len(kept) <= MOST_KEPT
    red, green, blue = seen(kept).getpixel((90, 90))
    assert (abs(red - 32), abs(green - 128), abs(blue - 128)) < (6, 6, 6)


def test_it_stands_upright_and_where_and_by_whom_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = UPSIDE_DOWN, WHO
    before = saved(bands(400, 400, "blue", "red"), "JPEG", exif=exif.tobytes(), comment=WHO)

    after = read_likeness(before).content

    assert is_red(seen(after).getpixel((96, 20)))
    assert not is_red(seen(after).getpixel((96, 170)))
    assert WHO in before
    assert WHO not in after
    assert not seen(after).getexif()


def test_of_a_tall_picture_the_part_where_a_face_is_is_kept():
    tall = bands(200, 600, "blue", "red", "red", "blue", "blue", "blue")

    kept = seen(portraying.portray(saved(tall)))

    assert is_red(kept.getpixel((96, 40)))
    assert is_red(kept.getpixel((96, 140)))


def test_the_most_restless_picture_still_fits_into_a_first_visit():
    noise = Image.effect_noise((800, 800), 120).convert("RGB")

    kept = portraying.portray(saved(noise))

    assert 0 < len(kept) <= MOST_KEPT


def test_one_may_see_through_a_picture_and_sees_white():
    clear = Image.new("RGBA", (SIDE, SIDE), (255, 0, 0, 0))

    assert seen(portraying.portray(saved(clear))).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a picture that we can open"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a picture"),
        (b"#!/bin/sh\nrm -rf /", "not a picture"),
        (b"\xff\xd8\xff<script>alert(1)</script>", "JPEG, PNG or WebP"),
        (encoded("JPEG", 400, 300)[:-200], "not a picture"),
        (encoded("PNG").ljust(MOST_BYTES + 1), "8 MB"),
        (encoded("PNG", 6_000, 4_001), "24 million dots"),
        (encoded("PNG", 2_000, SIDE - 1), "too small"),
    ],
)
def test_anything_else_is_refused_in_one_sentence_that_says_what_to_do(content, sentence):
    with pytest.raises(PhotoUnsound, match=sentence):
        read_likeness(content)


def test_the_process_says_with_a_number_that_a_picture_is_too_small(monkeypatch, capsysbinary):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(encoded("PNG", 10, 10))))

    assert redrawing.main(portraying.portray) == TOO_SMALL
    assert capsysbinary.readouterr().out == b""


@pytest.mark.parametrize("drawn", ["", "'x' * 8_001"])
def test_what_would_not_be_light_enough_is_not_kept(drawn, monkeypatch):
    monkeypatch.setattr(portrait, "PROGRAM", f"print({drawn}, end='')")

    with pytest.raises(PhotoUnsound):
        read_likeness(encoded("PNG"))
