"""When a child’s words may be quoted at all: how many must have said something like it.

A quote from a theme that only a few wrote about would be known again. The limits are those
under which a figure of evaluations is hidden (``docs/releases.md``).
"""

import re

from feedback.periods import Period

ENOUGH_IN_A_QUARTER = 6
ENOUGH_IN_A_YEAR = 10


def enough(sheets: int, period: Period) -> bool:
    """Whether a theme was written about on enough answer sheets of a period to quote from it."""
    return sheets >= (ENOUGH_IN_A_YEAR if period.is_year else ENOUGH_IN_A_QUARTER)


_AGE = re.compile(
    r"\b(?:i'?m|i am|im|aged?|turn(?:ed|ing)?|nearly|only)\s+\d{1,2}\b"
    r"(?!\s?(?:min|hour|day|week|time))"
    r"|\b\d{1,2}\s?-?\s?(?:years?|yrs?)\s?-?\s?olds?\b|\byear\s?\d{1,2}\b|\btoddler\b|\bteenager\b",
    re.IGNORECASE,
)
_GENDER = re.compile(
    r"\b(?:girls?|boys?|lads?|lass|daughter|son|female|male|niece|nephew|grandson|granddaughter"
    r"|(?:as|like|little|big|twin|only) (?:a )?(?:sister|brother)|trans\w*|non.?binary)\b",
    re.IGNORECASE,
)
_PLACEMENT = re.compile(
    r"\b(?:foster\w*|carers?|children.?s home|residential|kinship|secure|hostel|semi.?independent"
    r"|supported (?:living|lodgings?)|adopt\w*|unit|placement\w*"
    r"|live with my (?:nan|gran|aunt)\w*)\b",
    re.IGNORECASE,
)


def tells_too_much(text: str) -> bool:
    """Whether words say age, gender and placement together, by which a child may be known."""
    said = text.replace("’", "'")
    return all(part.search(said) for part in (_AGE, _GENDER, _PLACEMENT))
