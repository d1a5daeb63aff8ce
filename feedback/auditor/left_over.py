"""What printed numbers leave over, attacked though no release prints it.

All reviews without those of children at a distance are those of all others; a theme leaves the
sheets that did not name it; ages that are printed together leave each of them.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feedback.auditor.breaks import Break, Kind, name_of
from feedback.auditor.structure import DIMENSIONS, Counted, Key, Line, lines, smallest

if TYPE_CHECKING:
    from feedback.auditor.attacks import Attack

_GROUPS = frozenset({"disabled", "distance", "unaccompanied"})
_NOT_RECORDED, _NOT = frozenset({"unknown"}), frozenset({"no"})


def left_over(attack: "Attack") -> Iterator[Break]:
    """Look for what is left over and proven to be some, but few, or of few children."""
    for period, one in attack.model.printed.items():
        for key, line in lines(year=one.is_year).items():
            if key in one.numbers and any(
                _is_told(attack, period, line, counted) for counted in _leaves(key, line)
            ):
                yield Break(Kind.LEFT_OVER, period, *key)


def _leaves(key: Key, line: Line) -> Iterator[Counted]:
    apart = next((dim for dim in line.counted if dim in _GROUPS or key[0] == "themes"), None)
    if apart and line.counted[apart] == _NOT_RECORDED:
        yield {**line.counted, apart: _NOT}
    elif apart and not line.omission:
        rest = frozenset(DIMENSIONS[line.population][apart]) - line.counted[apart]
        if rest:
            yield {**line.counted, apart: rest}
    elif line.dims == ("age",):
        yield from ({"age": frozenset({one})} for one in line.counted["age"])


def _is_told(attack: "Attack", period: str, line: Line, counted: Counted) -> bool:
    block = attack.model.blocks[period, line.population]
    room, form = block.room, block.form(counted)
    few = (line.population, name_of(counted)) in attack.few
    small = smallest(line.population, year="Q" not in period)
    worth = room.worth(form)
    seen = (worth <= 0).any() or (not few and (worth >= small).any())
    if seen or not room.least(form):
        return False
    most = room.most(form)
    return few or (most is not None and most < small)
