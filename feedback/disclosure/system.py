"""Everything that could be known as numbers bound to one another by sums.

A *node* is one number: a cell, a leaf nobody prints, or what a year holds beside some of its
quarters. A *sum* says that some nodes add up to another. A published cell is a node everybody
knows; an attacker knows all sums and that numbers of things are not negative.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Name = tuple[Any, ...]
"""A period (or the rest of a year), a population, what of it is counted, and beside what."""


@dataclass(slots=True)
class System:
    """Nodes with their true values, the least each could be, and the sums between them."""

    values: list[int] = field(default_factory=list)
    floors: list[int] = field(default_factory=list)
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
        return place

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
