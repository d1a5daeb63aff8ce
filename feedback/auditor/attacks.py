"""What an attacker tries on the printed numbers of a year, and what counts as broken.

A hidden number is broken when it is found exactly, or when somebody is proven to be there: its
least is 1 or more and still small. A difference of two periods is broken when it is proven to
be small and not none. A row is broken when it is shown below base 10, or all but at most one
are proven to have said the same.
"""

from collections.abc import Callable, Collection, Iterator

from feedback.auditor.between import differences
from feedback.auditor.breaks import Break, Few, Kind, Small, Tried, True_
from feedback.auditor.knowing import proven_to_one
from feedback.auditor.left_over import left_over
from feedback.auditor.model import Model
from feedback.auditor.room import CLOSE, Form, Room
from feedback.auditor.structure import Key, lines, smallest

SMALLEST_BASE = 10
_NEVER = 10**9


class Attack:
    """All attacks on one model. What is bounded is bounded once."""

    def __init__(
        self,
        model: Model,
        small: Small = frozenset(),
        few: Few = frozenset(),
        true: True_ | None = None,
    ) -> None:
        """Start with nothing tried. What is ``small``, of ``few`` and ``true`` is told."""
        self.model, self.small, self.few, self.true = model, small, few, true or {}
        self.tried = Tried()
        self._rows: dict[tuple[str, str, str], list[Key]] = {}
        for period, one in model.printed.items():
            for key in one.numbers:
                self._rows.setdefault((period, *key[:2]), []).append(key)
        self._least: dict[tuple[str, Key], int] = {}
        self._most: dict[tuple[str, Key], int | None] = {}

    def all(self) -> set[Break]:
        """Try everything."""
        return self.of(set(Kind))

    def of(self, kinds: Collection[Kind]) -> set[Break]:
        """Try what could break in one of these ways, the quick attacks first."""
        attacks: dict[Callable[[], Iterator[Break]], set[Kind]] = {
            self.printed_small: {Kind.SMALL, Kind.ROW},
            self.hidden: {Kind.EXACT, Kind.PRESENCE},
            lambda: differences(self): {Kind.DIFFERENCE},
            lambda: left_over(self): {Kind.LEFT_OVER},
            self.agreed: {Kind.AGREED},
            self.knowing_one: {Kind.KNOWN},
            lambda: proven_to_one(self): {Kind.KNOWN},
        }
        return {one for attack, finds in attacks.items() if finds & set(kinds) for one in attack()}

    def bounds(self, period: str, key: Key) -> tuple[int, int | None]:
        """Return between which whole numbers a number lies."""
        return self.least(period, key), self.most(period, key)

    def least(self, period: str, key: Key) -> int:
        """Return the least a number can be."""
        printed, place = self.model.printed[period].numbers[key], (period, key)
        if printed is not None:
            return printed
        if place not in self._least:
            room, form = self.model.place(period, key)
            self._least[place] = room.least(form)
            self.tried.bounds += 1
        return self._least[place]

    def most(self, period: str, key: Key) -> int | None:
        """Return the most a number can be, or nothing where there is no end."""
        printed, place = self.model.printed[period].numbers[key], (period, key)
        if printed is not None:
            return printed
        if place not in self._most:
            room, form = self.model.place(period, key)
            self._most[place] = room.most(form)
            self.tried.bounds += 1
        return self._most[place]

    def seen(self, period: str, key: Key) -> tuple[int, int]:
        """Return what a number was seen to be at the least and the most: it may lie further."""
        printed = self.model.printed[period].numbers[key]
        if printed is not None:
            return printed, printed
        room, form = self.model.place(period, key)
        worth = room.worth(form)
        return (round(worth.min()), round(worth.max())) if len(worth) else (_NEVER, -_NEVER)

    def printed_small(self) -> Iterator[Break]:
        """Look for small numbers and small rows that are simply printed."""
        for period, one in self.model.printed.items():
            for (table, row, column), number in one.numbers.items():
                line = self.model.line((table, row, column))
                least = smallest(line.population, year=one.is_year)
                if number is None or line.omission:
                    continue
                if 0 < number < least or (period, (table, row, column)) in self.small:
                    yield Break(Kind.SMALL, period, table, row, column)
                if self._is_below_base(period, table, row):
                    yield Break(Kind.ROW, period, table, row, column)

    def hidden(self) -> Iterator[Break]:
        """Bound every hidden number."""
        for period, key in self.model.hidden():
            line = self.model.line(key)
            if line.omission or not self.least(period, key):
                continue
            least, most = self.bounds(period, key)
            if least == most:
                yield Break(Kind.EXACT, period, *key)
            elif (period, key) in self.small or (
                least < self._enough(key, period) and not self._is_told(period, key)
            ):
                yield Break(Kind.PRESENCE, period, *key)

    def _enough(self, key: Key, period: str) -> int:
        return smallest(self.model.line(key).population, year="Q" not in period)

    def _is_told(self, period: str, key: Key) -> bool:
        """Whether quarters print as many as may be known, so that a year proves nothing new.

        Of a number said to be small it is always proven anew: a correction may have taken some.
        """
        if "Q" in period or (period, key) in self.small:
            return False
        quarters = [one.numbers.get(key) or 0 for one in self.model.printed.values()
                    if not one.is_year]  # fmt: skip
        return sum(quarters) >= self._enough(key, period)

    def agreed(self) -> Iterator[Break]:
        """Look for rows in which nobody, or one child at most, can have said otherwise."""
        for period, one in self.model.printed.items():
            found = lines(year=one.is_year)
            rows = {key[:2] for key, line in found.items() if line.attitude}
            for table, row in sorted(rows):
                said = [key for key, line in found.items() if key[:2] == (table, row)
                        and line.answer]  # fmt: skip
                if self._agreed(period, said):
                    yield Break(Kind.AGREED, period, table, row)

    def knowing_one(self) -> Iterator[Break]:
        """Let somebody know one hidden number, and see which small one besides it settles.

        That a large number hidden for others is settled by another harms nobody.
        """
        rooms: dict[int, list[tuple[str, Key]]] = {}
        for period, key in self.model.hidden():
            room, form = self.model.place(period, key)
            if (period, key) in self.small:
                self._see_it_move(room, form)
            rooms.setdefault(id(room), []).append((period, key))
        for places in rooms.values():
            if self.small & set(places):
                yield from self._settled(places)

    def _see_it_move(self, room: Room, form: Form) -> None:
        """See a number at both its ends, so that what is tied to it is seen to move with it."""
        worth = room.worth(form)
        still = not len(worth) or worth.max() - worth.min() < CLOSE
        if still and room.bounds(form)[1] is None:
            room.see_far(form)

    def _is_below_base(self, period: str, table: str, row: str) -> bool:
        """Whether a row is proven to hold fewer than may be shown."""
        found = {key: self.model.line(key) for key in self._rows[period, table, row]}
        base = (table, row, "base")
        if base in found and not found[base].omission:
            said = [base]
        else:
            said = [key for key, line in found.items() if line.answer]
        if not said or sum(self.seen(period, key)[1] for key in said) >= SMALLEST_BASE:
            return False
        ends = [self.most(period, key) for key in said]
        known = [end for end in ends if end is not None]
        return len(known) == len(ends) and sum(known) < SMALLEST_BASE

    def _agreed(self, period: str, said: list[Key]) -> bool:
        self.tried.rows += 1
        return any(self._all_said(period, column, said) for column in said)

    def _all_said(self, period: str, column: Key, said: list[Key]) -> bool:
        """Whether all but at most one are proven to have given this answer."""
        room, form = self._sum(period, [key for key in said if key != column])
        if (room.worth(form) > 1 + CLOSE).any() or not self.least(period, column):
            return False
        most = room.most(form)
        return most is not None and most <= 1

    def _sum(self, period: str, keys: list[Key]) -> tuple[Room, Form]:
        room, form = self.model.place(period, keys[0])
        whole = dict(form)
        for key in keys[1:]:
            for unknown, times in self.model.place(period, key)[1].items():
                whole[unknown] = whole.get(unknown, 0) + times
        return room, whole

    def _settled(self, places: list[tuple[str, Key]]) -> Iterator[Break]:
        """Find numbers that moved only together in everything seen, and try to part them."""
        import numpy as np  # noqa: PLC0415  heavy: loaded where a release is attacked

        room = self.model.place(*places[0])[0]
        values = np.array([room.worth(self.model.place(*place)[1]) for place in places])
        middle = values.mean(axis=1)
        moved = values - middle[:, None]
        size = np.sqrt((moved**2).sum(axis=1))
        moves = size > CLOSE
        ways = moved[moves] / size[moves][:, None]
        which = [place for place, move in zip(places, moves, strict=True) if move]
        together = abs(ways @ ways.T) > 1 - CLOSE
        for one, other in zip(*np.nonzero(together), strict=True):
            if not self._is_one_number(which[one], which[other]) and which[one] in self.small:
                self.tried.pairs += 1
                at = float(middle[moves][other])
                if self._is_settled(room, which[one], which[other], at):
                    yield Break(Kind.KNOWN, which[one][0], *which[one][1])

    def _is_one_number(self, one: tuple[str, Key], other: tuple[str, Key]) -> bool:
        """Whether two tables print the same number: whoever knows it has found no other."""
        return self.model.place(*one)[1] == self.model.place(*other)[1]

    def _is_settled(
        self, room: Room, place: tuple[str, Key], known: tuple[str, Key], at: float
    ) -> bool:
        left = room.fixed(self.model.place(*known)[1], at)
        return left.width(self.model.place(*place)[1]) < CLOSE
