"""Whoever knows one hidden number: whether they know as well that a small one is not none.

Nought must stay possible for a small number beside the true one of every other, unless the other
is a part of it: whoever knows somebody of a part knows of the whole, whatever is printed.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feedback.auditor.beside import Beside
from feedback.auditor.breaks import Break, Kind
from feedback.auditor.room import Form, Room
from feedback.auditor.structure import Key

if TYPE_CHECKING:
    from feedback.auditor.attacks import Attack

Place = tuple[str, Key]


def proven_to_one(attack: "Attack") -> Iterator[Break]:
    """Look for small numbers that whoever knows one other hidden one knows not to be nought."""
    hidden = set(attack.model.hidden())
    small = sorted(place for place in hidden & attack.small if not attack.least(*place))
    for room, others in _by_room(attack, sorted(hidden & attack.true.keys())):
        here = [place for place in small if attack.model.place(*place)[0] is room]
        forms = [attack.model.place(*place)[1] for place in here]
        beside = Beside(room, forms, others) if here else None
        for one, (period, key) in enumerate(here):
            known = [place for place, (other, _) in enumerate(others)
                     if not _is_part(other, forms[one])]  # fmt: skip
            attack.tried.pairs += len(known)
            if beside and not beside.may_be_nought(one, known):
                yield Break(Kind.KNOWN, period, *key)


def _by_room(
    attack: "Attack", places: Sequence[Place]
) -> Iterator[tuple[Room, list[tuple[Form, int]]]]:
    """Yield each room with the numbers in it and what they are, each once."""
    found: dict[int, tuple[Room, dict[frozenset[tuple[int, int]], tuple[Form, int]]]] = {}
    for place in places:
        room, form = attack.model.place(*place)
        _, here = found.setdefault(id(room), (room, {}))
        here[frozenset(form.items())] = form, attack.true[place]
    yield from ((room, list(here.values())) for room, here in found.values())


def _is_part(other: Form, form: Form) -> bool:
    """Whether a number is the other and more, or the other itself."""
    return all(times <= form.get(unknown, 0) for unknown, times in other.items())
