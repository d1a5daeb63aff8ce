"""The file in which somebody writes down what others have told of our figures.

``period,table,row,column,count,source``: a quarter or a year; a table, row and column of the
catalogue (an empty row is the whole service; several columns, with + between them, are added
up); a number, or the least and the most it may be, such as ``10-14`` for one that was rounded;
and who told it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedback.disclosure.declared import tables_of
from feedback.disclosure.table import SERVICE, Table
from feedback.errors import FactsRefused
from feedback.facts import Fact
from feedback.periods import NotAPeriod, Period

COLUMNS = ("period", "table", "row", "column", "count", "source")
LONGEST = 200
MOST_LINES = 5_000
_COUNT = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Told:
    """One line: some numbers of a table, added up, and between which limits they lie."""

    period: str
    table: str
    row: str
    columns: tuple[str, ...]
    low: int
    high: int
    source: str

    @property
    def in_words(self) -> str:
        """Say which numbers and how many, such as ``4-9 PN6+PN7: 10–14``."""
        row = "" if self.row == SERVICE else f"{self.row} "
        count = f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"
        return f"{row}{'+'.join(self.columns)}: {count}"

    @property
    def fact(self) -> Fact:
        """Return it as those reckon with it who hide and who attack."""
        cells = tuple((self.period, self.table, self.row, one) for one in self.columns)
        return Fact(cells, self.low, self.high)


def read_facts(name: str, content: bytes) -> tuple[Told, ...]:
    """Read a file of facts. Raises ``FactsRefused`` naming the first line and field at fault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FactsRefused(name, "it is not UTF-8 text") from problem
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as problem:
        raise FactsRefused(name, "it is not a CSV file") from problem
    if not lines or tuple(word.strip() for word in lines[0]) != COLUMNS:
        raise FactsRefused(name, f"its first line is not {','.join(COLUMNS)}")
    found = tuple(_told(name, lines[1:]))
    if len(found) > MOST_LINES:
        raise FactsRefused(name, f"it has more than {MOST_LINES:,} lines")
    return found


def _told(name: str, lines: Iterable[list[str]]) -> Iterator[Told]:
    before: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, 2):
        if not any(word.strip() for word in line):
            continue
        if len(line) != len(COLUMNS):
            raise FactsRefused(
                name, f"line {number} has {len(line)} fields and not {len(COLUMNS)}"
            )
        told = _Line(name, number, [word.strip() for word in line]).read()
        key = (told.period, told.table, told.row, *told.columns, told.source)
        if key in before:
            raise FactsRefused(name, f"line {number} says again what line {before[key]} says")
        before[key] = number
        yield told


class _Line:
    """One line being read; whatever is wrong is said with its number and the field."""

    def __init__(self, name: str, number: int, words: list[str]) -> None:
        self.name, self.number = name, number
        self.words = dict(zip(COLUMNS, words, strict=True))

    def read(self) -> Told:
        period = self._period()
        table = self._table(period)
        row = self.words["row"] or SERVICE
        if row not in table.rows:
            raise self._refused("row", f"{table.id} has no row “{row[:40]}”")
        columns = tuple(sorted(word.strip() for word in self.words["column"].split("+")))
        known = {cell.column for cell in table.row(row)}
        for column in columns:
            if column not in known:
                raise self._refused("column", f"{table.id} has no column “{column[:40]}”")
        if len(set(columns)) < len(columns):
            raise self._refused("column", "one is named twice")
        low, high = self._count()
        return Told(period.name, table.id, row, columns, low, high, self._source())

    def _period(self) -> Period:
        try:
            return Period.named(self.words["period"])
        except NotAPeriod as problem:
            raise self._refused("period", str(problem).rstrip(".")) from problem

    def _table(self, period: Period) -> Table:
        wanted = self.words["table"]
        found = next((one for one in tables_of(period) if one.id == wanted), None)
        if found is None:
            raise self._refused("table", f"{period.name} has no table “{wanted[:40]}”")
        return found

    def _count(self) -> tuple[int, int]:
        match = _COUNT.fullmatch(self.words["count"])
        low, high = (match[1], match[2] or match[1]) if match else ("1", "0")
        if int(low) > int(high):
            raise self._refused("count", "write a number, or the least and the most as 10-14")
        return int(low), int(high)

    def _source(self) -> str:
        said = " ".join(self.words["source"].split())
        if not 0 < len(said) <= LONGEST:
            raise self._refused("source", f"say who told it, in 1 to {LONGEST} characters")
        return said

    def _refused(self, field: str, why: str) -> FactsRefused:
        return FactsRefused(self.name, f"line {self.number}, {field}: {why}")
