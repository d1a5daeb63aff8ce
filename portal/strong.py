"""In which direction a text runs, for what draws pages without a browser’s ``dir="auto"``."""

import unicodedata

_RIGHT = frozenset({"R", "AL"})


def direction_of(words: str) -> str:
    """Return ``rtl`` or ``ltr`` by the first strong letter, as HTML’s ``auto`` does."""
    for sign in words:
        strong = unicodedata.bidirectional(sign)
        if strong in _RIGHT:
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"
