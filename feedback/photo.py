"""A photo of something on paper: drawn anew in a process that can do nothing else.

The file a child chose is never kept. What is kept is a JPEG made from its dots.
"""

import subprocess  # nosec B404
import sys
from threading import Lock

from feedback.creations import Creation, Making
from feedback.errors import PhotoUnsound

MOST_BYTES = 8_000_000
MOST_DOTS = 24_000_000
LONGEST_SIDE = 1_600
MOST_KEPT = 1_200_000
TOO_BIG, TOO_SMALL = 3, 5
SECONDS = 20
MEDIA = "image/jpeg"

_HELD_BACK = (
    # One gigabyte of memory, ten seconds of work, no file to write, nothing left behind.
    'ulimit -v 1000000; ulimit -t 10; ulimit -f 0; ulimit -c 0; exec "$@"'
)
PROGRAM = "from feedback.redrawing import main; raise SystemExit(main())"
_ONE_AT_A_TIME = Lock()


def read_photo(content: bytes) -> Creation:
    """Draw a photo anew, or refuse it in one sentence. One at a time, so that memory lasts."""
    code, drawn = drawn_anew(content)
    if code == TOO_BIG:
        raise PhotoUnsound("That picture is bigger than we can take.")
    if code or not drawn or len(drawn) > MOST_KEPT:
        raise PhotoUnsound("That is not a picture that we can open.")
    return Creation(Making.PHOTO, drawn, MEDIA)


def drawn_anew(content: bytes, program: str = "") -> tuple[int, bytes]:
    """Let a program of ours draw a picture anew, one at a time; return as ``redrawn`` does.

    Refuses with ``PhotoUnsound`` a file that is too large to be looked at, or begins like no
    picture.
    """
    if len(content) > MOST_BYTES:
        raise PhotoUnsound("That picture is bigger than we can take.")
    if not _is_known(content):
        raise PhotoUnsound("That is not a picture that we can open.")
    with _ONE_AT_A_TIME:
        return redrawn(content, program=program)


def _is_known(content: bytes) -> bool:
    """Tell a PNG, JPEG or WebP by how it begins, whatever it is called."""
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return webp or content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))


def redrawn(content: bytes, *, program: str = "", seconds: float = SECONDS) -> tuple[int, bytes]:
    """Run what draws anew; return its exit code and what it drew."""
    command = ["/bin/sh", "-c", _HELD_BACK, "sh", sys.executable, "-I", "-c", program or PROGRAM]
    try:
        done = subprocess.run(  # noqa: S603  our own words; the picture comes in as bytes  # nosec
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, b""
    return done.returncode, done.stdout
