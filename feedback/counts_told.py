"""Numbers in what people write for all children: a count may be told by a release alone.

Trust.md, *Anonymised releases*, rule 2: there is no other door for figures. So a number in a
text must be of time or of money; any other may count children, forms or asks, and is found.
"""

import re
import unicodedata

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = (
    "zero|nil|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    rf"|fifteen|sixteen|seventeen|eighteen|nineteen|(?:{_TENS})(?:[\s-]one)?|hundreds?|thousands?|millions?"
    "|dozens?|couples?|both"
)
_PART = (
    r"half(?!\s+(?:an?\s+(?:hour|day)|term)\b)|halves"
    r"|(?:an?|one|every)\s+(?:third|quarter|fifth|tenth)(?=\s+of\b)"
    r"|(?:thirds|quarters|fifths|tenths)(?=\s+of\b)|per\s?cent"
)
_WHO = "child|form|person|people|boy|girl|wish|thing|ask|answer"
_ONE = (
    rf"(?:one|1)(?=\s+(?:of(?!\s+(?:us|our)\b)|in\b|(?:young|little|more|other|lone|single)"
    rf"\s+(?:{_WHO})|(?:{_WHO})))|(?:only|just|except)\s+one\b"
)
_NUMBER = rf"(?>\d+(?:[.,:]\d+)*|(?:{_WORDS})(?!\w))"
_JOINED = rf"(?>{_NUMBER}(?:(?:\s*[-–]\s*|\s+(?:(?:or|to)\s+)?){_NUMBER})*)"
_OF_TIME = (
    r"\s*(?:of\s+|more\s+|extra\s+|whole\s+|working\s+|school\s+)*"
    r"(?:minutes?|mins?|hours?|days?|nights?|weeks?|weekends?|months?|terms?|years?|o[’']clock"
    r"|am|pm|pounds?|p|pence)\b(?!\s+olds?\b|[’']s?\s+olds?\b|-)"
)
_FOUND = re.compile(
    rf"(?<![^\W\d_])(?<!£){_JOINED}(?!{_OF_TIME})|[%‰]|\b(?:{_PART}|{_ONE})", re.IGNORECASE
)


def counts_told(text: str) -> tuple[str, ...]:
    """Return the numbers of a text, in digits or in words, that are neither of time nor money."""
    return tuple(found[0].strip() for found in _FOUND.finditer(_plain(text)))


def _plain(text: str) -> str:
    """Write every sort of digit and dash as the usual one."""
    return "".join(
        str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign
        for sign in unicodedata.normalize("NFKC", text)
    )
