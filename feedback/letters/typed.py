"""What somebody typed, in plain small letters and figures, whatever keyboard it came from."""

import re
import unicodedata

LONGEST = 200
_RUN = re.compile(r"[^\W_]+")
_UNSEEN = {"Mn", "Cf"}


def runs(text: str) -> list[str]:
    """Return the runs of letters and figures. Case, accents and what stands between are gone.

    Figures of every script become 0 to 9. Text longer than anyone types by hand has no runs.
    """
    if len(text) > LONGEST:
        return []
    if text.isascii():
        return _RUN.findall(text.lower())
    spread = unicodedata.normalize("NFKD", text.casefold())
    seen = (c for c in spread if unicodedata.category(c) not in _UNSEEN)
    return _RUN.findall("".join(str(unicodedata.decimal(c, c)) for c in seen))


def figures(text: str) -> str:
    """Return only the figures, as one run."""
    return "".join(c for run in runs(text) for c in run if c.isdecimal())
