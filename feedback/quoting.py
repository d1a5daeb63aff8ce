"""When a child’s words may be quoted at all: how many must have said something like it.

A quote from a theme that only a few wrote about would be known again. The limits are those
under which a figure of evaluations is hidden (``docs/releases.md``).
"""

from feedback.periods import Period

ENOUGH_IN_A_QUARTER = 6
ENOUGH_IN_A_YEAR = 10


def enough(sheets: int, period: Period) -> bool:
    """Whether a theme was written about on enough answer sheets of a period to quote from it."""
    return sheets >= (ENOUGH_IN_A_YEAR if period.is_year else ENOUGH_IN_A_QUARTER)
