"""How far two people see the same, with what chance alone would give taken out."""

from collections.abc import Sequence


def cohens_kappa(marks: Sequence[tuple[bool, bool]]) -> float | None:
    """Return Cohen’s kappa (1960) of two people’s yes or no to the same questions.

    None of no questions, and where chance alone explains that they agree.
    """
    if not marks:
        return None
    number = len(marks)
    first, second = (sum(mark[person] for mark in marks) / number for person in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    observed = sum(one == other for one, other in marks) / number
    return None if chance == 1 else (observed - chance) / (1 - chance)
