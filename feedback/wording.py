"""How a question is not asked: in the negative, two at once, or taking something for granted."""

import re

_NEGATIVE = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|without|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)

_TWO_AT_ONCE = re.compile(r"\b(?:and|or|as well as|plus)\b|[/&]|\?.*\?", re.IGNORECASE | re.DOTALL)
_AND_THE_REASON = re.compile(r",? and why\b", re.IGNORECASE)

_TAKEN_FOR_GRANTED = (
    r"\b(?:two|three|four|five|six|ten|\d+) (?:good|best|nice|bad|worst|great|happy|sad)\b",
    r"\b(?:best|worst|nicest|favourite)\b",
    r"\bwhy do you (?:like|love|enjoy|hate|want|worry|feel)\b",
    r"\bhow (?:happy|sad|safe|worried|good|bad|great|nice|much|often|well)\b",
    r"\bwhat do you (?:like|love|enjoy|hate|miss)\b",
    r"\bwhat (?:worries|scares|upsets|bothers|frightens) you\b",
    r"\bwhat makes you\b",
    r"\byour (?:mum|dad|mother|father|mam|parents?|brothers?|sisters?|faith|religion)\b",
    r"\b(?:do|are|is|was|were|did|have|would)n[’']t (?:you|it|they)\b",
    r"\b(?:right|yes|okay)\?\s*$",
)
_PRESUMED = re.compile("|".join(_TAKEN_FOR_GRANTED), re.IGNORECASE)


def is_negative(question: str) -> bool:
    """Whether yes and no could change places for a reader: *Did nobody listen?*."""
    return _NEGATIVE.search(question) is not None


def asks_two_things(question: str) -> bool:
    """Whether one answer would have to serve two questions. The reason why is the same one."""
    return _TWO_AT_ONCE.search(_AND_THE_REASON.sub("", question)) is not None


def presumes(question: str) -> bool:
    """Whether the question takes for granted what it should ask: *Three good things?*."""
    return _PRESUMED.search(question) is not None
