"""Everything printed about a year as one set of sums, ready to be attacked.

Unknown are the smallest things the widest tables tell apart, in each quarter and in the year.
Tables that share a dimension must agree about it. A sheet that came in is never taken back, so
a year of sheets holds its quarters and more; of reviews and asks a correction may take some.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from feedback.auditor.reading import Printed
from feedback.auditor.room import Form, Room
from feedback.auditor.structure import (
    DIMENSIONS,
    EACH_HAS_ONE,
    TOGETHER,
    Counted,
    Key,
    Line,
    can_be,
    lines,
)
from feedback.facts import Fact

Dims = tuple[str, ...]
_NEVER_TAKEN_BACK, _OF_THESE = "sheets", "coded"
_OF_REVIEWS = "children"
_STANDS_WITH = {_OF_THESE: _NEVER_TAKEN_BACK, _OF_REVIEWS: "reviews"}
"""Of a population, another of which it says something, so that both stand in one room."""
_UNDER_FOUR = {"code": frozenset({"PN0", "null-under-four"}), "age": frozenset({"0-3"})}


@dataclass(frozen=True, slots=True)
class Block:
    """The unknowns of one population in one period."""

    room: Room
    unknowns: Mapping[Dims, Mapping[tuple[str, ...], int]]

    def all(self) -> Form:
        """Write the whole population as a sum of unknowns."""
        return dict.fromkeys(next(iter(self.unknowns.values())).values(), 1)

    def form(self, counted: Counted) -> Form:
        """Write what is counted as a sum of unknowns."""
        view = next(view for view in self.unknowns if counted.keys() <= set(view))
        asked = [(view.index(dim), some) for dim, some in counted.items()]
        return {
            unknown: 1
            for leaf, unknown in self.unknowns[view].items()
            if all(leaf[place] in some for place, some in asked)
        }


class Model:
    """What is printed of one year, and where each number of it stands."""

    def __init__(self, printed: Sequence[Printed], facts: Iterable[Fact] = ()) -> None:
        """Write down everything that is known. Raises ``Contradiction`` where it disagrees.

        A fact is about what is here, or it says nothing.
        """
        self.printed = {one.period: one for one in printed}
        self.facts = tuple(facts)
        told = [fact for fact in self.facts if fact.periods <= self.printed.keys()]
        self._joined = Room() if any(self._joins(fact) for fact in told) else None
        self.blocks: dict[tuple[str, str], Block] = {}
        self._places: dict[tuple[str, Key], tuple[Room, Form]] = {}
        for population in DIMENSIONS:
            self._add(population)
        for one in printed:
            for key, number in one.numbers.items():
                if number is not None:
                    self._know(one.period, key, number, number)
        for fact in told:
            self._told(fact)
        for room in {id(block.room): block.room for block in self.blocks.values()}.values():
            room.check()

    def _joins(self, fact: Fact) -> bool:
        """Whether a fact adds up numbers that would otherwise stand in rooms of their own."""
        where = {
            (period, self.line((table, row, column)).population)
            for period, table, row, column in fact.cells
        }
        return len(where) > 1

    def _told(self, fact: Fact) -> None:
        form: Counter[int] = Counter()
        for period, table, row, column in fact.cells:
            room, one = self.place(period, (table, row, column))
            form.update(one)
        room.know(form, fact.low, fact.high)

    def _add(self, population: str) -> None:
        shared = Room() if population == _NEVER_TAKEN_BACK else None
        shared = self._joined or shared
        for period, one in self.printed.items():
            found = [line for line in lines(year=one.is_year).values()
                     if line.population == population]  # fmt: skip
            beside = _STANDS_WITH.get(population)
            room = self.blocks[period, beside].room if beside else shared or Room()
            self.blocks[period, population] = _block(found, room, population)
        if population == _NEVER_TAKEN_BACK:
            self._nothing_is_taken_back(population)
        if population == _OF_THESE:
            self._some_of_the_sheets()
        if population == _OF_REVIEWS:
            self._each_has_a_review()

    def _each_has_a_review(self) -> None:
        """Know that there are no fewer reviews of a kind than children who each have one."""
        for period in self.printed:
            children, reviews = (self.blocks[period, name] for name in (_OF_REVIEWS, "reviews"))
            for dim, one, codes in EACH_HAS_ONE if children.unknowns else ():
                fewer = children.form({dim: frozenset({one})})
                more = reviews.form({"code": codes})
                reviews.room.know({**more, **_times(fewer, -1), reviews.room.unknown(): -1}, 0.0)

    def _some_of_the_sheets(self) -> None:
        """Know that sheets with a theme are sheets, and that each of them has one at least."""
        for period in self.printed:
            block, whole = (self.blocks[period, name] for name in (_OF_THESE, _NEVER_TAKEN_BACK))
            if not block.unknowns:
                continue
            some, every = block.all(), whole.all()
            named: Counter[int] = Counter()
            for dim in DIMENSIONS[_OF_THESE]:
                named.update(block.form({dim: frozenset({"yes"})}))
            for more, fewer in ((every, some), (named, some)):
                rest = {block.room.unknown(): -1}
                block.room.know({**_difference(more, fewer), **rest}, 0.0)

    def _know(self, period: str, key: Key, low: int, high: int) -> None:
        room, form = self.place(period, key)
        room.know(form, low, high)

    def line(self, key: Key) -> Line:
        """Return what a number counts, in whatever period."""
        return lines(year=True)[key]

    def place(self, period: str, key: Key) -> tuple[Room, Form]:
        """Return where a number stands and which unknowns it adds up."""
        if (period, key) not in self._places:
            line = self.line(key)
            block = self.blocks[period, line.population]
            self._places[period, key] = block.room, block.form(line.counted)
        return self._places[period, key]

    def hidden(self) -> Iterator[tuple[str, Key]]:
        """Yield every number that is hidden, of every period."""
        for period, one in self.printed.items():
            yield from ((period, key) for key, number in one.numbers.items() if number is None)

    def _nothing_is_taken_back(self, population: str) -> None:
        years = [one.period for one in self.printed.values() if one.is_year]
        quarters = [one.period for one in self.printed.values() if not one.is_year]
        counted = [{dim: frozenset({one})} for dim, some in DIMENSIONS[population].items()
                   for one in some]  # fmt: skip
        for year in years:
            whole = self.blocks[year, population]
            for one in counted if quarters else ():
                form = dict(whole.form(one))
                for quarter in quarters:
                    for unknown in self.blocks[quarter, population].form(one):
                        form[unknown] = -1
                whole.room.know({**form, whole.room.unknown(): -1}, 0.0)


def _block(found: Sequence[Line], room: Room, population: str) -> Block:
    views = {line.dims for line in found}
    views |= {TOGETHER[population]} if views and population in TOGETHER else set()
    widest = [view for view in views if not any(set(view) < set(other) for other in views)]
    unknowns = {
        view: {leaf: room.unknown() for leaf in _leaves(population, view)}
        for view in sorted(widest)
    }
    block = Block(room, unknowns)
    for one, other in combinations(unknowns, 2):
        shared = tuple(sorted(set(one) & set(other)))
        sides = [_by(block, view, shared) for view in (one, other)]
        for leaf in product(*(DIMENSIONS[population][dim] for dim in shared)):
            block.room.know(_difference(*(side.get(leaf, {}) for side in sides)), 0.0)
    if population == "reviews":
        young = [block.form({dim: some}) for dim, some in _UNDER_FOUR.items()]
        room.know(_difference(*young), 0.0)
    return block


def _by(block: Block, view: Dims, shared: Dims) -> Mapping[tuple[str, ...], Form]:
    """Add up the unknowns of a view by what it shares with another."""
    places = [view.index(dim) for dim in shared]
    found: dict[tuple[str, ...], dict[int, int]] = {}
    for leaf, unknown in block.unknowns[view].items():
        found.setdefault(tuple(leaf[place] for place in places), {})[unknown] = 1
    return found


def _times(form: Form, times: int) -> Form:
    return dict.fromkeys(form, times)


def _difference(one: Form, other: Form) -> Form:
    return {unknown: one.get(unknown, 0) - other.get(unknown, 0) for unknown in {**one, **other}}


def _leaves(population: str, view: Dims) -> Iterator[tuple[str, ...]]:
    for leaf in product(*(DIMENSIONS[population][dim] for dim in view)):
        if can_be(population, dict(zip(view, leaf, strict=True))):
            yield leaf
