"""What gives somebody away by its shape: numbers, dates, addresses, user names."""

import re
from collections.abc import Iterator, Mapping

from feedback.redaction.reasons import Reason

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?\b"
_NTH = r"\d{1,2}\s?(?:st|nd|rd|th)\b"
_STREET = (
    r"(?:road|rd|street|st|close|avenue|ave|lane|ln|drive|way|crescent|cres|court|ct|grove|"
    r"gardens|gdns|place|terrace|square|walk|mews|green|rise|row|parade|hill|park|villas)\b"
)
PATTERNS: Mapping[Reason, tuple[str, ...]] = {
    Reason.EMAIL: (
        r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+",
        r"\b[\w.+-]+\s(?:at|\(at\))\s[\w-]+\s?(?:\.|\sdot\s)\s?(?:com|co|org|net)\b(?:\.uk)?",
    ),
    Reason.WEB: (
        r"(?:https?://|www\.)\S+",
        r"\b[\w-]+\.(?:com|co\.uk|org|net|uk|io|tv)\b(?:/\S*)?",
    ),
    Reason.HANDLE: (
        r"@\s?\w[\w.]*",
        r"\b\w*[^\W_]_+[\w.]*|\b_+\w[\w.]*",
        r"\b[^\W\d_][\w]*\.[\w.]*\d\w*",
        r"\b[^\W\d_]+\d+(?:\.\w+)+",
    ),
    Reason.POSTCODE: (r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b",),
    Reason.DATE: (
        r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}\b",
        rf"\b{_DAY},?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?)\b(?!\s?(?::|am|pm))(?:\sof\s{_MONTH})?",
        r"\b\d{4}-\d{1,2}-\d{1,2}\b",
        r"\b\d{1,2}/\d{1,2}\b",
        rf"\b\d{{1,2}}\s?(?:st|nd|rd|th)?\s?(?:of\s|day\sof\s)?\s?{_MONTH}(?:\s*,?\s*'?\d{{2,4}}\b)?",
        rf"\b{_MONTH}\s(?:the\s)?\d{{1,2}}\s?(?:st|nd|rd|th)?\b(?:,?\s*\d{{4}})?",
        rf"\b{_MONTH},?\s'?\d{{4}}\b",
        rf"(?<=\bon the )\b{_NTH}|(?<=\bby the )\b{_NTH}|(?<=\bsince the )\b{_NTH}",
    ),
    Reason.PHONE: (r"(?:\+|\b)\(?\d(?:[\s().-]{0,2}\d){7,14}\b",),
    Reason.ADDRESS: (
        rf"\b(?:flat|apartment|apt|unit)\s?\d+\w?\b(?:,?\s\d+\w?)?(?:,?\s[^\W\d_][\w'’-]*){{0,3}}?,?\s{_STREET}",
        r"\b(?:flat|apartment|apt)\s?\d+\w?\b(?:,\s?\d+\w?\b)?",
    ),
    Reason.NUMBER: (
        r"\b[a-z]{2,4}[-/]?\d{3,}\b",
        r"\b\d{2,}(?:[\s-]\d{2,}){1,4}\b",
        r"\b\d[\d,.]{3,}\d\b|\b\d{4,}\b",
    ),
}
_COMPILED = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, patterns in PATTERNS.items()
    for pattern in patterns
)
STREETS = re.compile(_STREET, re.IGNORECASE)

Span = tuple[int, int, Reason]


def shapes(text: str) -> tuple[Span, ...]:
    """Find what has the shape of an identifier, the earlier reason first where two overlap."""
    taken: list[Span] = []
    for span in _found(text):
        if not any(span[0] < end and start < span[1] for start, end, _ in taken):
            taken.append(span)
    return tuple(sorted(taken))


def _found(text: str) -> Iterator[Span]:
    for reason, pattern in _COMPILED:
        for match in pattern.finditer(text):
            yield (match.start(), match.end(), reason)
