"""A recorded voice: known by its own first bytes, small, and sound alone."""

import re
from collections.abc import Mapping

from feedback.creations import Creation, Making
from feedback.errors import VoiceUnsound

MOST_BYTES = 2_000_000
MOST_SECONDS = 120
ENDINGS: Mapping[str, str] = {"audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg"}
_EBML, _HEAD = b"\x1a\x45\xdf\xa3", 80
_MOVING: Mapping[str, re.Pattern[bytes]] = {
    "audio/webm": re.compile(rb"V_(?:VP[89]|AV1|MPEG|THEORA|MS/)"),
    "audio/mp4": re.compile(rb"hdlr.{8}vide", re.DOTALL),
    "audio/ogg": re.compile(rb"\x80theora"),
}
_NOTES = (b"udta", b"meta", b"uuid")
_HOLDS_BOXES = (b"moov", b"trak", b"mdia")
_HEAD_OF_BOX, _LONG_SIZE = 8, 1
_STILL = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"qt  ")


def read_voice(content: bytes, *, seconds: int = 0) -> Creation:
    """Take a recording, or refuse it in one sentence. ``seconds`` is 0 where nobody knows."""
    if len(content) > MOST_BYTES:
        raise VoiceUnsound("That recording is longer than we can keep.")
    media = _media(content)
    if media is None:
        raise VoiceUnsound("That is not a recording that we can play.")
    if _MOVING[media].search(content):
        raise VoiceUnsound("That is a film, and we can only keep sound.")
    known = seconds if 0 < seconds <= MOST_SECONDS else 0
    heard = _without_notes(content) if media == "audio/mp4" else content
    return Creation(Making.VOICE, heard, media, known)


def _without_notes(content: bytes) -> bytes:
    """Blank what a phone notes beside the sound, such as where it was; no byte moves."""
    kept = bytearray(content)
    waiting = [(0, len(kept))]
    while waiting:
        at, end = waiting.pop()
        size, head, kind = _box(kept, at, end)
        if size < head:
            continue
        waiting.append((at + size, end))
        if kind in _NOTES:
            kept[at + 4 : at + 8] = b"free"
            kept[at + head : at + size] = bytes(size - head)
        elif kind in _HOLDS_BOXES:
            waiting.append((at + head, at + size))
    return bytes(kept)


def _box(content: bytearray, at: int, end: int) -> tuple[int, int, bytes]:
    """Return how long a box is, how long its head is, and of what kind; 0 long when it is none."""
    size, kind = int.from_bytes(content[at : at + 4]), bytes(content[at + 4 : at + 8])
    head = _HEAD_OF_BOX
    if size == _LONG_SIZE:
        head += 8
        size = int.from_bytes(content[at + 8 : at + head])
    elif size == 0:
        size = end - at
    return (size if head <= size <= end - at else 0), head, kind


def _media(content: bytes) -> str | None:
    """Tell what it is by how it begins, whatever it is called."""
    if content.startswith(_EBML) and b"webm" in content[:_HEAD]:
        return "audio/webm"
    if content[4:8] == b"ftyp" and content[8:12] not in _STILL:
        return "audio/mp4"
    if content.startswith(b"OggS"):
        return "audio/ogg"
    return None
