"""A photo is drawn anew: what can be seen stays, and nothing else does."""

import os
from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from feedback import photo, redrawing
from feedback.creations import Making
from feedback.errors import PhotoUnsound
from feedback.photo import MOST_BYTES, MOST_DOTS, TOO_BIG, read_photo
from tests.made import encoded, png

WHERE, WHO = b"51.5007 N Quillabeth Street", "Mia Quillabeth"


def seen(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def with_metadata(kind: str) -> bytes:
    """A picture that says where and by whom it was taken, in every way it can."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, WHO
    exif.get_ifd(0x8825)[29] = WHERE.decode()
    return encoded(
        kind, 40, 30, exif=exif.tobytes(), icc_profile=WHERE * 9, xmp=WHERE, comment=WHO
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_comes_out_as_a_jpeg_that_looks_the_same(kind):
    kept = read_photo(encoded(kind, 40, 30, "#208080"))

    assert (kept.making, kept.media) == (Making.PHOTO, "image/jpeg")
    assert seen(kept.content).format == "JPEG"
    assert seen(kept.content).size == (40, 30)
    red, green, blue = seen(kept.content).getpixel((9, 9))
    assert (abs(red - 32), abs(green - 128), abs(blue - 128)) < (6, 6, 6)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_where_and_by_whom_it_was_taken_is_gone_and_it_stands_upright(kind):
    before = with_metadata(kind)
    assert WHERE in before

    after = read_photo(before).content

    assert seen(after).size == (30, 40)
    assert not {WHERE, WHO.encode()} & {word for word in (WHERE, WHO.encode()) if word in after}
    assert set(seen(after).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not seen(after).getexif()


def test_words_hidden_in_a_picture_or_after_its_end_are_gone():
    told = PngInfo()
    told.add_text("Comment", WHO)
    polyglot = png(pnginfo=told) + b"PK\x03\x04<script>alert(1)</script>" + WHERE

    after = read_photo(polyglot).content

    assert not [word for word in (WHO.encode(), WHERE, b"script", b"PK\x03") if word in after]


def test_a_picture_one_can_see_through_lies_on_white_paper():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(out, "PNG")

    assert seen(read_photo(out.getvalue()).content).getpixel((4, 4)) == (255, 255, 255)


def test_a_large_picture_becomes_small_enough_to_keep():
    noise = Image.frombytes("RGB", (1700, 1600), os.urandom(1700 * 1600 * 3))
    out = BytesIO()
    noise.save(out, "JPEG", quality=95)

    kept = read_photo(out.getvalue()).content

    assert max(seen(kept).size) == photo.LONGEST_SIDE
    assert len(kept) <= photo.MOST_KEPT


def test_twenty_four_million_dots_are_taken_and_one_row_more_is_not_even_decoded():
    assert read_photo(png(6_000, 4_000))

    with pytest.raises(PhotoUnsound, match="bigger"):
        read_photo(png(6_000, 4_001))


def test_a_small_file_that_would_unpack_into_a_huge_picture_is_refused():
    """Two gigabytes of dots in a few bytes of header."""
    small = bytearray(png())
    small[16:24] = (50_000).to_bytes(4) + (50_000).to_bytes(4)

    with pytest.raises(PhotoUnsound):
        read_photo(bytes(small))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        b"GIF89a" + b"\x00" * 40,
        b"\x00\x00\x00\x18ftypheic",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff<script>",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        encoded("JPEG", 400, 300)[:-200],
        encoded("GIF"),
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(PhotoUnsound, match="not a picture that we can open"):
        read_photo(content)


def test_a_file_of_more_than_eight_megabytes_is_not_looked_at():
    with pytest.raises(PhotoUnsound, match="bigger"):
        read_photo(png().ljust(MOST_BYTES + 1))


@given(some.binary(max_size=200), some.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]))
@settings(max_examples=8)
def test_whatever_is_sent_is_a_picture_or_is_refused(rubbish, beginning):
    with pytest.raises(PhotoUnsound):
        read_photo(beginning + rubbish)


def test_who_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(photo, "PROGRAM", "import time; time.sleep(30)")

    assert photo.redrawn(png(), seconds=0.2) == (-1, b"")


@pytest.mark.parametrize(
    "attack",
    [
        "bytearray(2_000_000_000)",
        "open('written', 'w').write('x')",
        "import os; print(len(os.environ.get('HOME', '')), file=open('/dev/full', 'w'))",
    ],
)
def test_what_draws_anew_cannot_take_the_machine_or_leave_anything(attack, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(photo, "PROGRAM", attack)

    with pytest.raises(PhotoUnsound):
        read_photo(png())
    assert not (tmp_path / "written").exists() or not (tmp_path / "written").stat().st_size


def test_what_draws_anew_knows_nothing_of_where_it_runs(monkeypatch):
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(photo, "PROGRAM", "import os; print('secret' in str(os.environ))")

    assert photo.redrawn(b"") == (0, b"False\n")


@pytest.mark.parametrize(
    ("content", "code"), [(png(), 0), (b"rubbish", 4), (png(6_000, 4_001), TOO_BIG)]
)
def test_the_process_says_with_a_number_why_it_drew_nothing(
    content, code, monkeypatch, capsysbinary
):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))

    assert redrawing.main() == code
    assert bool(capsysbinary.readouterr().out) is (code == 0)


def test_a_picture_that_stays_too_big_is_no_picture(monkeypatch):
    monkeypatch.setattr(redrawing, "MOST_KEPT", 10)

    assert redrawing.redraw(png()) == b""
    assert MOST_DOTS == 24_000_000
