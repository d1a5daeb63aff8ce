"""What lies between a year and its quarters, attacked as a number of its own."""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from feedback.auditor.breaks import Break, Kind, name_of
from feedback.auditor.room import Form, Room
from feedback.auditor.structure import DIMENSIONS, Counted, Key, Line, smallest

if TYPE_CHECKING:
    from feedback.auditor.attacks import Attack

_THREE = 3
Ends = tuple[int, int | None]


def differences(attack: "Attack") -> Iterator[Break]:
    """Take quarters from their year, as many as have left, in every combination."""
    years = [period for period, one in attack.model.printed.items() if one.is_year]
    quarters = [period for period in attack.model.printed if period not in years]
    for year in years:
        for size in range(1, len(quarters) + 1):
            for taken in combinations(quarters, size):
                yield from _differences(attack, year, taken)


def _differences(attack: "Attack", year: str, taken: tuple[str, ...]) -> Iterator[Break]:
    numbers = [attack.model.printed[period].numbers.keys() for period in (year, *taken)]
    for key in sorted(frozenset(numbers[0]).intersection(*numbers[1:])):
        line = attack.model.line(key)
        if line.omission:
            continue
        attack.tried.differences += 1
        few = (line.population, name_of(_apart(line), taken)) in attack.few
        small = smallest(line.population, year=len(taken) != _THREE)
        if not _is_open(attack, (year, *taken), key) and _is_told(
            _difference(attack, (year, *taken), key), small, few=few
        ):
            yield Break(Kind.DIFFERENCE, year, *key)


def _apart(line: Line) -> Counted:
    """Return what is counted as it is kept: where every category counts, nothing is told apart."""
    every = DIMENSIONS[line.population]
    return {dim: some for dim, some in line.counted.items() if some != frozenset(every[dim])}


def _is_told(ends: Ends, small: int, *, few: bool) -> bool:
    """Whether some are proven: few of them, or of few children however many they are."""
    least, most = ends
    if few:
        return least > 0 or (most is not None and most < 0)
    return most is not None and (0 < least <= most < small or -small < least <= most < 0)


def _is_open(attack: "Attack", periods: tuple[str, ...], key: Key) -> bool:
    """Whether what was seen already leaves a difference open to both sides."""
    together = _together(attack, periods, key)
    if together is not None:
        worth = together[0].worth(together[1])
        return bool(len(worth)) and worth.min() <= 0 <= worth.max()
    whole, *parts = (attack.seen(period, key) for period in periods)
    lowest = whole[0] - sum(high for _, high in parts)
    highest = whole[1] - sum(low for low, _ in parts)
    return lowest <= 0 <= highest


def _difference(attack: "Attack", periods: tuple[str, ...], key: Key) -> Ends:
    """Bound a difference as one form where its numbers stand in one room.

    Elsewhere, corrections leave nothing closer than the bounds of its ends.
    """
    together = _together(attack, periods, key)
    if together is not None:
        room, form = together
        return room.least(form), room.most(form)
    (least, most), *ends = (attack.bounds(period, key) for period in periods)
    highest = [high for _, high in ends]
    known = [high for high in highest if high is not None]
    lowest = least - sum(known) if len(known) == len(highest) else -(10**9)
    return lowest, None if most is None else most - sum(low for low, _ in ends)


def _together(attack: "Attack", periods: tuple[str, ...], key: Key) -> tuple[Room, Form] | None:
    """Return the difference as one form; nothing where it has rooms of its own, or is printed."""
    if all(attack.model.printed[period].numbers[key] is not None for period in periods):
        return None
    (room, whole), *parts = (attack.model.place(period, key) for period in periods)
    if any(other is not room for other, _ in parts):
        return None
    form = dict(whole)
    for _, part in parts:
        for unknown, times in part.items():
            form[unknown] = form.get(unknown, 0) - times
    return room, form
