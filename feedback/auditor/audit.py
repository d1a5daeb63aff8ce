"""The auditor’s verdict on a release: a certificate, or what could be broken."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from feedback.auditor.attacks import Attack
from feedback.auditor.breaks import Break, Few, Kind, Small, True_
from feedback.auditor.formats.agree import Entered
from feedback.auditor.model import Model
from feedback.auditor.reading import Printed, read, read_all
from feedback.auditor.room import Contradiction, Unsolved
from feedback.auditor.structure import Key, lines
from feedback.auditor.unreadable import Unreadable
from feedback.facts import Fact

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an audit. It holds only where nothing is said against the release."""

    period: str
    against: tuple[str, ...]
    breaks: tuple[Break, ...]
    certificate: bytes
    attack: Attack | None = field(default=None, repr=False, compare=False)
    """Everything that was tried, where it came to that."""

    @property
    def holds(self) -> bool:
        """Whether the release may leave."""
        return not self.against


_REFUSED: dict[type[Exception], str] = {
    Contradiction: "its numbers disagree with one another",
    Unsolved: "it could not be attacked to the end",
}


def audit(  # noqa: PLR0913  files, what left before, and what is told or kept of them
    files: Files,
    before: Sequence[Files],
    entered: Entered,
    facts: Iterable[Fact] = (),
    *,
    small: Small = frozenset(),
    few: Few = frozenset(),
    true: True_ | None = None,
) -> Verdict:
    """Attack a release with everything that has left about its year.

    ``files`` are the release’s own, ``before`` those of each earlier release of the year,
    ``entered`` is the ledger with the release itself in it. Only the service can say which hidden
    numbers are ``small``, what nobody prints is of ``few`` children, and what hidden numbers are
    ``true``ly, which whoever knows one of them knows: all are kept beside it.
    """
    facts = tuple(facts)
    try:
        fresh, earlier = read_all(files, entered), [read(one) for one in before]
        against = _disagreements([fresh, *earlier], entered)
        if against:
            return Verdict(fresh.period, against, (), b"")
        known = [one for one in earlier if one.year == fresh.year]
        beside = _not_left([fresh, *known], facts)
        known += beside
        attack = Attack(Model([fresh, *known], facts), small, few, true)
        breaks = _of_what_left(attack.all(), beside)
        if breaks:
            breaks -= _anyway(attack, Printed(fresh.period, dict.fromkeys(fresh.numbers)), breaks)
    except (Unreadable, Contradiction, Unsolved) as problem:
        return Verdict("", (_REFUSED.get(type(problem), str(problem)),), (), b"")
    said = tuple(dict.fromkeys(f"{one.kind} in {one.table}" for one in sorted(breaks)))
    if said:
        return Verdict(fresh.period, said, tuple(sorted(breaks)), b"", attack)
    certificate = _certificate(fresh, (files, before), entered, facts, attack)
    return Verdict(fresh.period, (), (), certificate, attack)


def _anyway(attack: Attack, blank: Printed, breaks: Iterable[Break]) -> set[Break]:
    """Return what breaks if nothing of the new release were shown: that is no news."""
    model = attack.model
    without = Model([*(model.printed | {blank.period: blank}).values()], model.facts)
    about = {(one.period, (one.table, one.row, one.column)) for one in breaks}
    anyway = Attack(without, attack.small & about, attack.few, attack.true)
    return anyway.of({one.kind for one in breaks})


def _not_left(printed: Sequence[Printed], facts: Iterable[Fact]) -> list[Printed]:
    """Return blank releases of periods of the year that only a fact tells about."""
    left = {one.period for one in printed}
    told = {period for fact in facts for period in fact.periods} - left
    return [
        Printed(period, dict.fromkeys(lines(year="Q" not in period)))
        for period in sorted(told)
        if period.partition("Q")[0] == printed[0].year
    ]


def _of_what_left(breaks: Iterable[Break], beside: Sequence[Printed]) -> set[Break]:
    """Leave out numbers of periods that have not left; what lies between periods stays."""
    waiting = {one.period for one in beside}
    return {one for one in breaks if one.period not in waiting or one.kind is Kind.DIFFERENCE}


def _disagreements(printed: Sequence[Printed], entered: Entered) -> tuple[str, ...]:
    """Compare what is printed with the ledger, number by number."""
    said = []
    for one in printed:
        ledger: Mapping[Key, int | None] = {
            (table, row, column): number
            for (period, table, row, column), number in entered.items()
            if period == one.period
        }
        tables = {
            key[0]
            for key in {**ledger, **one.numbers}
            if key not in ledger or key not in one.numbers or ledger[key] != one.numbers[key]
        }
        said += [
            f"the ledger says otherwise of {table} in {one.period}" for table in sorted(tables)
        ]
    return tuple(said)


def _certificate(
    fresh: Printed,
    files: tuple[Files, Sequence[Files]],
    entered: Entered,
    facts: Sequence[Fact],
    attack: Attack,
) -> bytes:
    own, before = files
    hidden = sum(number is None for number in fresh.numbers.values())
    document = {
        "verdict": "nothing hidden in this release could be worked out",
        "period": fresh.period,
        "numbers": len(fresh.numbers),
        "hidden": hidden,
        "tried": {
            "bounds in whole numbers": attack.tried.bounds,
            "differences between periods": attack.tried.differences,
            "pairs with one number known": attack.tried.pairs,
            "rows for agreement": attack.tried.rows,
        },
        "files": {name: _print(content) for name, content in sorted(own.items())},
        "earlier_files": [
            {name: _print(content) for name, content in sorted(one.items())} for one in before
        ],
        "ledger": _print(repr(sorted(entered.items(), key=repr)).encode()),
        "outside_facts": _print(repr(sorted(map(repr, facts))).encode()),
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def _print(content: bytes) -> str:
    return f"sha256:{sha256(content).hexdigest()}"
