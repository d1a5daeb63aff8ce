"""Two languages nobody speaks, made out of what was gathered, so that they are never stale.

One is accented and 40 % longer, so that a page shows what was not gathered and where there
is too little room. The other is written from right to left in real Arabic letters.
Placeholders come through unchanged, as in any translation.
"""

import math
import re
from collections.abc import Callable, Mapping
from itertools import cycle

from feedback.glossary import Glossary
from portal.languages import STRETCHED, TURNED

_KEPT = re.compile(r"(\{[a-z_]+\}|%\([a-z_]+\)[sd])")
_LONGER = 0.4
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçđéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ"
_ARABIC = "ابصدهفغحيجكلمنوپقرستعڤشخىز"
_TURNED = _ARABIC * 2
_LETTERS: Mapping[str, dict[int, int]] = {
    STRETCHED.tag: str.maketrans(_PLAIN, _ACCENTED),
    TURNED.tag: str.maketrans(_PLAIN, _TURNED),
}
_PADDING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sayer(tag: str) -> Callable[[str], str]:
    """Return how one of the two languages says any English."""
    letters = _LETTERS[tag]

    def said(english: str) -> str:
        parts = _KEPT.split(english)
        body = "".join(
            part if at % 2 else part.translate(letters) for at, part in enumerate(parts)
        )
        return f"[{body}{_padding(len(english)).translate(letters)}]"

    return said


def glossary_of(tag: str, english: Glossary) -> Glossary:
    """Say the council’s words in one of the two languages."""
    said = sayer(tag)
    return Glossary(
        review=said(english.review),
        meeting=said(english.meeting),
        iro=said(english.iro),
        social_worker=said(english.social_worker),
        home=said(english.home),
    )


def _padding(length: int) -> str:
    """Return words enough to make a text longer by two fifths."""
    wanted, padding, words = math.ceil(length * _LONGER) - len("[]"), "", cycle(_PADDING)
    while len(padding) < wanted:
        padding += f" {next(words)}"
    return padding
