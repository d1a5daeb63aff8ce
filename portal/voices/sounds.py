"""What kind of sound a file holds, told by its first bytes and not by what it is called."""

from collections.abc import Mapping

LARGEST = 2_000_000
"""Bytes of one recording: about two minutes. A sentence takes a fiftieth of it."""

LOOKED_AT = 12
KINDS: Mapping[str, str] = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
}


def ending_of(begins: bytes) -> str | None:
    """Return the ending that a file beginning like this should have, if it is a sound we play."""
    if begins[4:8] == b"ftyp":
        return ".m4a"
    if begins[:3] == b"ID3" or (begins[:1] == b"\xff" and begins[1:2] >= b"\xe0"):
        return ".mp3"
    if begins[:4] == b"OggS":
        return ".ogg"
    if begins[:4] == b"RIFF" and begins[8:12] == b"WAVE":
        return ".wav"
    return None
