"""Parts the sound rows of one file from the refused, and then doubts some of the sound."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from feedback.caseload.folder import RawRow, Table
from feedback.caseload.verdicts import Finding, Reason, RowRefused, Tally, Verdict

NOT_MADE = {Reason.CONFIRMED, Reason.RECORDED_SINCE}
"""Doubts of a change that is not taken over."""


class HasLine(Protocol):
    """A row that knows the physical line it begins on."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""


Row = TypeVar("Row", bound=HasLine)
Doubt = tuple[str, Reason]
"""The field that is doubted, and why."""


@dataclass(frozen=True, slots=True)
class Rules(Generic[Row]):
    """How one file is read and what in it is refused."""

    file: str
    read: Callable[[str, RawRow], Row]
    refuse: Callable[[Row], None]
    """Raises ``RowRefused``."""
    alike: Callable[[Row], Hashable]
    """Rows that are equal in this doubt one another."""
    same: Doubt


@dataclass(frozen=True, slots=True)
class Sifted(Generic[Row]):
    """One file’s sound rows, and a finding for each of the others."""

    rules: Rules[Row]
    rows: tuple[Row, ...]
    refused: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Weighed(Generic[Row]):
    """One file judged: the rows to take over, what there is to say, and the counts."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    tally: Tally


def sift(table: Table, rules: Rules[Row]) -> Sifted[Row]:
    """Read every row, refusing the unsound and the second of two that are the same."""
    sound: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    refused = [_refused(rules.file, line, "", Reason.RAGGED) for line in table.ragged]
    for raw in table.rows:
        try:
            row = rules.read(rules.file, raw)
            rules.refuse(row)
            _must_be_new(raw, seen)
        except RowRefused as refusal:
            refused.append(_refused(rules.file, raw.line, refusal.field, refusal.reason))
        else:
            sound.append(row)
    return Sifted(rules, tuple(sound), tuple(refused))


def weigh(sifted: Sifted[Row], doubts: Callable[[Row], Iterable[Doubt]]) -> Weighed[Row]:
    """Doubt what gives reason to. Only a change against what is settled is not taken over."""
    rules = sifted.rules
    alike = Counter(rules.alike(row) for row in sifted.rows)
    taken: list[Row] = []
    findings: list[Finding] = []
    doubted = 0
    for row in sifted.rows:
        found = [*doubts(row), *([rules.same] if alike[rules.alike(row)] > 1 else [])]
        doubted += bool(found)
        findings += (Finding(rules.file, row.line, Verdict.DOUBTED, *doubt) for doubt in found)
        if all(reason not in NOT_MADE for _, reason in found):
            taken.append(row)
    findings = sorted([*sifted.refused, *findings], key=lambda finding: finding.line or 0)
    tally = Tally(
        read=len(sifted.rows) + len(sifted.refused),
        kept=len(sifted.rows),
        doubted=doubted,
        refused=len(sifted.refused),
        reasons=dict(sorted(Counter(finding.reason.key for finding in findings).items())),
    )
    return Weighed(tuple(taken), tuple(findings), tally)


def _must_be_new(raw: RawRow, seen: set[tuple[str, ...]]) -> None:
    if raw.cells in seen:
        raise RowRefused("", Reason.DUPLICATE)
    seen.add(raw.cells)


def _refused(file: str, line: int, field: str, reason: Reason) -> Finding:
    return Finding(file, line, Verdict.REFUSED, field, reason)
