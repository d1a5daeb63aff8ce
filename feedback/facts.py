"""Outside facts: what anybody can know of our numbers without a release of ours.

A national table that names the council, an answer to a request for information, a paper for a
committee. Whoever attacks a release reads them beside it; so the protector reckons with them
like with everything that ever left, and the auditor tries what they give away.
"""

from dataclasses import dataclass

Cell = tuple[str, str, str, str]
"""A period, a table, a row and a column, such as 2025-26, groups, service, PN4-7."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """Between which whole numbers, both included, some numbers of ours lie together.

    Each cell is counted once; they may be of several periods. Where only one number is told,
    both limits are that number; where it was rounded, they are what it may have been.
    """

    cells: tuple[Cell, ...]
    low: int
    high: int

    @property
    def periods(self) -> frozenset[str]:
        """Return the periods it tells about."""
        return frozenset(cell[0] for cell in self.cells)
