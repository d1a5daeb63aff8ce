"""Values nobody should send: too long, of another alphabet, of another kind, or meant to harm."""

import random
from uuid import UUID

_ODD = (
    "", " ", "0", "-1", "1e400", "9" * 400, "٣", "²", "true", "null", "None", "undefined", "on",
    "0000-00-00", "2026-02-30", "9999-12-31", "0001-01-01", "24:61", "2026-W54", "2025-26Q5",
    "../../etc/passwd", "..%2f..%2f", "%00", "%n%s%x", "{{7*7}}", "${7*7}", "%(name)s", "{0}",
    "' OR 1=1 --", '"; DROP TABLE audit; --', "<script>alert(1)</script>", "]]>", "<!--",
    "\x00", "\x1b[31m", "\r\nSet-Cookie: x=1", "\u202eright to left", "حبيبي", "👩‍👩‍👧", "ﬀ",
    "\ufeff", "\ud800", "a\u0301" * 50, "\n" * 300, "=cmd|' /C calc'!A0", "＝1+1",
    "//evil.example", "https:evil", "data:text/html,x", "[]", '{"a": [1]}', "[[0,0,1e309]]",
    "ß" * 3_000, "x" * 60_000,
)  # fmt: skip
_BYTES = (
    b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, b"\xff\xd8\xff\xe0" + b"\x00" * 40,
    b"RIFF\x00\x00\x00\x00WEBP", b"%PDF-1.7", b"<svg onload='x'/>", b"PK\x03\x04" + b"\x00" * 30,
    b"OggS" + b"\x00" * 40, b"\x1aE\xdf\xa3" + b"\x00" * 40, b"\x00\x00\x00\x18ftypmp42",
    b"CHILD,SEX\n1,2\n", b"\xff" * 300,
)  # fmt: skip
_NAMES = ("a.png", "../../x", "x\r\ny", "ü.csv", "", "." * 300, "header.csv", "con", "a\x00.png")


def odd(chance: random.Random) -> str:
    """Draw one value, now and then two of them together."""
    drawn = chance.choice(_ODD)
    return drawn + chance.choice(_ODD) if chance.random() < 0.1 else drawn


def a_file(chance: random.Random) -> tuple[str, bytes]:
    """Draw a file’s name and what is in it."""
    return chance.choice(_NAMES), chance.choice(_BYTES) * chance.choice((1, 1, 1, 300))


def an_id(chance: random.Random, known: tuple[UUID, ...]) -> UUID:
    """Draw the key of something that is there, most of the time."""
    if known and chance.random() < 0.9:
        return chance.choice(known)
    return UUID(int=chance.choice((0, 1, (1 << 128) - 1, chance.getrandbits(128))))
