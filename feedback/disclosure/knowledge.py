"""What anyone can work out exactly from published sums, by linear algebra on whole numbers.

Every printed number is an equation over things that were not printed. ``Knowledge`` holds
the equations in echelon form. It multiplies crosswise instead of dividing, so nothing is
ever lost to rounding.
"""

from collections.abc import Iterable, Mapping
from math import gcd

Unknown = tuple[str, str]
Sum = Mapping[Unknown, int]
"""How often each unknown is counted in a sum."""

_Row = tuple[dict[Unknown, int], int]


class Knowledge:
    """The equations known so far."""

    def __init__(self, facts: Iterable[tuple[Sum, int]] = ()) -> None:
        """Learn these facts: sums and what they come to."""
        self._rows: dict[Unknown, _Row] = {}
        self._order: list[Unknown] = []
        for form, worth in facts:
            self._learn(form, worth)

    def tells(self, form: Sum) -> int | None:
        """Work out what a sum comes to, or say that the equations leave it open."""
        rest, left, scale = self._reduce(form, 0)
        return None if rest else -left // scale

    def _learn(self, form: Sum, worth: int) -> None:
        rest, left, _ = self._reduce(form, worth)
        if rest:
            common = gcd(*rest.values(), left)
            row = {unknown: weight // common for unknown, weight in rest.items()}
            first = min(row)
            self._rows[first] = (row, left // common)
            self._order = sorted(self._rows)

    def _reduce(self, form: Sum, worth: int) -> tuple[dict[Unknown, int], int, int]:
        """Return what of a sum is still open, and its worth, both so many times over."""
        rest, left, scale = dict(form), worth, 1
        for first in self._order:
            weight = rest.get(first, 0)
            if weight:
                row, known = self._rows[first]
                times = row[first]
                rest = {unknown: times * many for unknown, many in rest.items()}
                for unknown, many in row.items():
                    rest[unknown] = rest.get(unknown, 0) - weight * many
                rest = {unknown: many for unknown, many in rest.items() if many}
                left, scale = times * left - weight * known, times * scale
        return rest, left, scale
