"""Whoever knows one hidden number: whether they know as well that a small one is not none.

Nought must stay possible for a small number beside the true one of every other. Sets of numbers
seen with nought there, and the other below in one and above in another, have one between them;
so next to nothing is left to be asked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feedback.auditor.breaks import Break, Kind
from feedback.auditor.room import Form, Room
from feedback.auditor.structure import Key

if TYPE_CHECKING:
    from feedback.auditor.attacks import Attack

_CLOSE = 1e-6
Place = tuple[str, Key]


def proven_to_one(attack: "Attack") -> Iterator[Break]:
    """Look for small numbers that whoever knows one other hidden one knows not to be nought."""
    hidden = set(attack.model.hidden())
    others: dict[int, list[tuple[Form, int]]] = {}
    for place in sorted(hidden & attack.true.keys()):
        room, form = attack.model.place(*place)
        others.setdefault(id(room), []).append((form, attack.true[place]))
    for period, key in sorted(hidden & attack.small):
        room, form = attack.model.place(period, key)
        known = [(other, number) for other, number in others.get(id(room), ()) if other != form]
        if not attack.least(period, key) and not _may_be_nought(attack, room, form, known):
            yield Break(Kind.KNOWN, period, *key)


def _may_be_nought(
    attack: "Attack", room: Room, form: Form, known: list[tuple[Form, int]]
) -> bool:
    """Whether a number may be nought beside each of these."""
    at_nought = room.worth(form) < _CLOSE
    left = room.fixed(form, 0.0)
    for other, number in known:
        attack.tried.pairs += 1
        seen = [*room.worth(other)[at_nought], *left.worth(other)]
        if seen and min(seen) <= number <= max(seen):
            continue
        most = left.most(other)
        if left.least(other) > number or (most is not None and most < number):
            return False
    return True
