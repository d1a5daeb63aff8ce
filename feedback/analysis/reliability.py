"""Cronbach’s alpha: whether the six anchors hang together, yearly and for one version.

Cronbach 1951; written as in Bland and Altman, BMJ 1997;314:572. Fewer than 100 sheets that
answer every anchor say nothing, so there is no alpha of them (questionnaires.md).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

FEWEST_SHEETS = 100
SMALLEST_FORM = 2

Spread = Mapping[int, int]
"""How many sheets have each score."""


def alpha(anchors: Sequence[Spread], totals: Spread) -> Fraction | None:
    """Return alpha of sheets that answered every anchor.

    ``anchors`` holds the scores (0, 1, 2) of each anchor, ``totals`` those of whole sheets.
    None when fewer than 100 sheets stand behind it, or when all of them say the same.
    Raises ``ValueError`` when the counts are not of the same sheets.
    """
    sheets = sum(totals.values())
    if any(sum(anchor.values()) != sheets for anchor in anchors):
        raise ValueError("alpha needs sheets that answered every anchor")
    if sheets < FEWEST_SHEETS:
        return None
    whole = _variance(totals)
    each = sum((_variance(anchor) for anchor in anchors), Fraction())
    return alpha_of(len(anchors), each=each, whole=whole) if whole else None


def alpha_of(questions: int, *, each: Fraction, whole: Fraction) -> Fraction:
    """Return alpha from the summed variances of the questions and that of their total.

    Raises ``ValueError`` for fewer than two questions: one cannot hang together.
    """
    if questions < SMALLEST_FORM:
        raise ValueError("alpha needs two questions or more")
    return Fraction(questions, questions - 1) * (1 - each / whole)


def _variance(spread: Spread) -> Fraction:
    """Return the variance over these sheets; alpha is the same whichever divisor is taken."""
    sheets = sum(spread.values())
    mean = Fraction(sum(score * many for score, many in spread.items()), sheets)
    return sum((many * (score - mean) ** 2 for score, many in spread.items()), Fraction()) / sheets
