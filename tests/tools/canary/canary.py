"""A word that no dictionary holds, another for each field, and the ways it may be written down."""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass, field

_WORD = re.compile(r"Zorblit(\d{5})kram", re.IGNORECASE)
_STEM = b"Zorblit"
_COOKIE = re.compile(rb"[A-Za-z0-9_-]{20,}")


@dataclass
class Canaries:
    """Every word that was typed, and into which field of which form by whom."""

    typed: list[str] = field(default_factory=list)

    def new(self, where: str) -> str:
        """Make a word for one field."""
        self.typed.append(where)
        return f"Zorblit{len(self.typed) - 1:05d}kram"

    def found_in(self, raw: bytes) -> set[str]:
        """Name the fields whose words lie in some bytes, however they are written down."""
        found = set()
        for text in _readings(raw):
            found |= {self.typed[int(number)] for number in _WORD.findall(text)}
        return found


def _readings(raw: bytes) -> set[str]:
    """Read bytes as text in each way in which a program may have written a word down."""
    readings = {raw.decode("utf-8", "replace"), raw.decode("utf-16-le", "replace")}
    readings.add(raw[1:].decode("utf-16-le", "replace"))
    for start in range(3):
        stem = base64.b64encode(bytes(start) + _STEM)[4 if start else 0 : -4].rstrip(b"=")
        if stem and stem in raw:
            readings |= {_opened(piece) for piece in _COOKIE.findall(raw) if stem in piece}
    if binascii.hexlify(_STEM) in raw.lower():
        hexed = re.findall(rb"(?:[0-9a-fA-F]{2}){12,}", raw)
        readings |= {binascii.unhexlify(piece).decode("utf-8", "replace") for piece in hexed}
    return readings


def cookie_readings(value: str) -> bytes:
    """Open a signed cookie as anybody can who holds it: it is packed, not sealed."""
    packed = value.lstrip(".").partition(".")[0].encode()
    try:
        raw = base64.urlsafe_b64decode(packed + b"=" * (-len(packed) % 4))
        return zlib.decompress(raw) if value.startswith(".") else raw
    except (ValueError, zlib.error):
        return b""


def _opened(piece: bytes) -> str:
    text = []
    for start in range(4):
        part = piece[start:]
        with_end = part + b"=" * (-len(part) % 4)
        try:
            text.append(base64.urlsafe_b64decode(with_end).decode("utf-8", "replace"))
        except ValueError:
            continue
    return "\n".join(text)
