"""Where a real Chromium lies on this machine, if it does: with windows, or without.

One without windows draws, lays out and runs pages as the other does, in two thirds of the time.
It keeps no history, so what asks for what a browser keeps asks for a whole one.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

MISSING = (
    "Chromium was not found, so the tests that drive a real browser were not run; "
    "install it, or name it in PORTAL_TEST_CHROMIUM."
)
_WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell")
_WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright")


@cache
def find_chromium() -> str | None:
    """Return a Chromium that starts and says its version, one without windows first."""
    light = [found for name in _WITHOUT_WINDOWS if (found := shutil.which(name))]
    return next((path for path in _named() or light if _starts(path)), None) or find_whole()


@cache
def find_whole() -> str | None:
    """Return the first Chromium that keeps what browsers keep."""
    return next((path for path in _named() or _candidates() if _starts(path)), None)


def _named() -> list[str]:
    named = os.environ.get("PORTAL_TEST_CHROMIUM")
    return [named] if named else []


def _candidates() -> list[str]:
    on_path = [found for name in _WHOLE if (found := shutil.which(name))]
    cached = [
        str(path)
        for cache_ in _CACHES
        for path in sorted((Path.home() / cache_).glob("chromium-*/chrome-*/chrome"))
    ]
    return [*on_path, *_PLACES, *reversed(cached)]


def _starts(path: str) -> bool:
    try:
        said = subprocess.run(  # noqa: S603  a path we found ourselves
            [path, "--version"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and "Chrom" in said.stdout


if __name__ == "__main__":
    sys.exit(None if find_whole() else MISSING)
