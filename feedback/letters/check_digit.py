"""A check digit that notices every wrong digit and every swap of neighbours.

The algorithm is H. Michael Damm’s (Total anti-symmetrische Quasigruppen, Marburg 2004).
Its table is a quasigroup, so a wrong digit always leads elsewhere, and it is totally
anti-symmetric, so two neighbours in the wrong order do too.
"""

_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def remainder(digits: str) -> int:
    """Return where these digits lead. Two numbers one slip apart never lead to the same place."""
    place = 0
    for digit in digits:
        place = _TABLE[place][int(digit)]
    return place


def with_check_digit(digits: str, *, leading_to: int = 0) -> str:
    """Add the one digit that makes these lead to ``leading_to``."""
    return digits + str(_TABLE[remainder(digits)].index(leading_to))
