"""Everything that could be known as numbers bound to one another by sums.

A *node* is one number: a cell, a leaf nobody prints, or what a year holds beside some of its
quarters. A *sum* says that some nodes add up to another. A published cell is a node everybody
knows; an attacker knows all sums, that numbers of things are not negative, and outside facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Name = tuple[Any, ...]
"""A period (or the rest of a year), a population, what of it is counted, and beside what."""


@dataclass(slots=True)
class System:
    """Nodes with their true values, the least and the most each could be, and their sums."""

    values: list[int] = field(default_factory=list)
    floors: list[int] = field(default_factory=list)
    ceilings: list[int | None] = field(default_factory=list)
    sums: list[dict[int, int]] = field(default_factory=list)
    places: dict[Name, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)

    def node(self, name: Name, value: int, *, floor: int = 0) -> int:
        """Find a node, or make it with its value."""
        place = self.places.get(name)
        if place is None:
            place = self.places[name] = len(self.values)
            self.values.append(value)
            self.floors.append(floor)
            self.ceilings.append(None)
        return place

    def limit(self, place: int, low: int, high: int) -> None:
        """Say between which numbers a node lies for whoever attacks.

        Limits that our own number contradicts are stretched until they hold it: somebody who
        believes them finds nothing true, and refusing them would tell where the number lies.
        """
        value, ceiling = self.values[place], self.ceilings[place]
        self.floors[place] = max(self.floors[place], min(low, value))
        high = max(high, value)
        self.ceilings[place] = high if ceiling is None else min(ceiling, high)

    def add_up(self, whole: int, parts: Iterable[int]) -> None:
        """Say that parts come to a whole. A node that is its own only part says nothing."""
        row = {whole: -1}
        for part in parts:
            row[part] = row.get(part, 0) + 1
        row = {place: times for place, times in row.items() if times}
        if row and row not in self.sums:
            self.sums.append(row)

    def sum_of(self, name: Name, parts: Mapping[int, int], *, floor: int) -> int:
        """Make a node of some nodes taken so many times each."""
        fresh = name not in self.places
        value = sum(times * self.values[place] for place, times in parts.items())
        place = self.node(name, value, floor=floor)
        if fresh:
            self.sums.append({place: -1, **parts})
        return place

    def components(self) -> list[list[int]]:
        """Return the nodes nobody knows yet, in groups that no sum joins."""
        root = list(range(len(self.values)))

        def find(place: int) -> int:
            while root[place] != place:
                root[place] = root[root[place]]
                place = root[place]
            return place

        for row in self.sums:
            open_ = [find(place) for place in row if place not in self.known]
            for place in open_[1:]:
                root[find(place)] = find(open_[0])
        groups: dict[int, list[int]] = {}
        for place in range(len(self.values)):
            if place not in self.known:
                groups.setdefault(find(place), []).append(place)
        return list(groups.values())
