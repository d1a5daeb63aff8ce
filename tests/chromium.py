"""Where a real Chromium lies on this machine, if it does."""

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
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright")


@cache
def find_chromium() -> str | None:
    """Return the first Chromium that starts and says its version."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> list[str]:
    named = os.environ.get("PORTAL_TEST_CHROMIUM")
    on_path = [found for name in _NAMES if (found := shutil.which(name))]
    cached = [
        str(path)
        for cache_ in _CACHES
        for path in sorted((Path.home() / cache_).glob("chromium-*/chrome-*/chrome"))
    ]
    return [named] if named else [*on_path, *_PLACES, *reversed(cached)]


def _starts(path: str) -> bool:
    try:
        said = subprocess.run(  # noqa: S603  a path we found ourselves
            [path, "--version"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and "Chrom" in said.stdout


if __name__ == "__main__":
    sys.exit(None if find_chromium() else MISSING)
