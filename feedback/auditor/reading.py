"""Reading the exported files of a release as a stranger would: the CSV and its description."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from feedback.auditor.formats.agree import Entered, agree
from feedback.auditor.structure import CAME, ONCE_OF_QUARTERS, Key, lines
from feedback.auditor.unreadable import Unreadable

HIDDEN = "c"
_SYMBOLS = {"c", "z", "u"}
_PERIOD = re.compile(r"\d{4}-\d{2}(Q[1-4])?", re.ASCII)
_SHARES = ("percent", "percent_low", "percent_high")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Printed:
    """One release as it is printed: each number, or nothing where it is hidden."""

    period: str
    numbers: Mapping[Key, int | None]
    unproven: frozenset[str] = frozenset()
    """The tables that its description says are withheld whole because nothing was proven."""

    @property
    def is_year(self) -> bool:
        """Whether it is of a whole year."""
        return "Q" not in self.period

    @property
    def year(self) -> str:
        """Return the year it lies in."""
        return self.period.partition("Q")[0]


def read(files: Mapping[str, bytes]) -> Printed:
    """Read one release out of its files. Raises ``Unreadable``."""
    table, about = _one(files, ".csv"), _one(files, ".datapackage.json")
    try:
        package = json.loads(files[about])
        period = package["period"]["name"]
        described = {one["path"]: one["hash"] for one in package["resources"]}
        rows = list(csv.DictReader(io.StringIO(files[table].decode("utf-8"), newline="")))
        numbers = dict(_numbers(rows, period))
        unproven = frozenset(package.get("withheld", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unreadable("its files cannot be read") from problem
    _belong_together(files, table, described)
    _certified(files, period)
    if len(numbers) != len(rows):
        raise Unreadable("a number stands there twice")
    if not _PERIOD.fullmatch(period):
        raise Unreadable("it is of no quarter and no year")
    if not _holds_the_tables(period, set(numbers)):
        raise Unreadable("it does not hold the tables of the catalogue, and only those")
    return Printed(period, numbers, unproven)


def read_all(files: Mapping[str, bytes], entered: Entered) -> Printed:
    """Read one release out of every file of it, and see that all say the same.

    What it says of years before is held against what was ``entered`` in the ledger.

    Raises ``Unreadable`` where one says other than the CSV, or holds what nobody sees.
    """
    printed = read(files)
    package = json.loads(files[_one(files, ".datapackage.json")])
    content = files[_one(files, ".csv")].decode("utf-8")
    try:
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
        agree(files, rows, package, entered)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as problem:
        raise Unreadable("its files cannot be read") from problem
    return printed


def _holds_the_tables(period: str, found: set[Key]) -> bool:
    """Whether these are the tables of the catalogue, or of what it was when the release left."""
    year = "Q" not in period
    now = set(lines(year=year))
    once = {key for key in lines(year=True) if key[0] == ONCE_OF_QUARTERS and not year}
    return any(found in (held, held | once) for held in _catalogues(now))


def _catalogues(now: set[Key]) -> Iterator[set[Key]]:
    """Yield what a release of today holds, and what one held before each lot of tables came."""
    yield now
    for lot in reversed(CAME):
        now = {key for key in now if key[0] not in lot}
        yield now


def _belong_together(files: Mapping[str, bytes], table: str, described: Mapping[str, str]) -> None:
    """Refuse a description of other files, or of other bytes, than those that are there."""
    there = {name: f"sha256:{sha256(files[name]).hexdigest()}" for name in described
             if name in files}  # fmt: skip
    if table not in described or there != described:
        raise Unreadable("its description is of other files")


def _certified(files: Mapping[str, bytes], period: str) -> None:
    """Refuse a certificate of another release, or of other bytes than those that are there."""
    for name in (name for name in files if name.endswith(".certificate.json")):
        prints = {one: f"sha256:{sha256(content).hexdigest()}" for one, content in files.items()
                  if one != name}  # fmt: skip
        try:
            certificate = json.loads(files[name])
            same = (
                certificate["period"] == period and prints.items() <= certificate["files"].items()
            )
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise Unreadable("its certificate cannot be read") from problem
        if not same:
            raise Unreadable("its certificate is of other files")


def _one(files: Mapping[str, bytes], ending: str) -> str:
    found = [name for name in files if name.endswith(ending)]
    if len(found) != 1:
        raise Unreadable(f"it has {len(found)} files ending in {ending}")
    return found[0]


def _numbers(rows: list[dict[str, str]], period: str) -> Iterator[tuple[Key, int | None]]:
    for row in rows:
        if row["period"] != period:
            raise Unreadable("it holds numbers of another period")
        number = None if row["count"] == HIDDEN else _whole(row["count"])
        _judge_shares(row, number)
        yield (row["table"], row["row"], row["category"]), number


def _judge_shares(row: Mapping[str, str], number: int | None) -> None:
    """Refuse a share that is not of the printed numbers, or of a hidden one."""
    base = None if row["base"] in _SYMBOLS else _whole(row["base"])
    for name in _SHARES:
        share = row[name]
        if share not in _SYMBOLS and (number is None or base is None):
            raise Unreadable("a share tells of a number that is hidden")
    if row["percent"] not in _SYMBOLS and number is not None and base:
        printed = Decimal(row["percent"])
        exponent = printed.as_tuple().exponent
        unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        if abs(Decimal(100 * number) / base - printed) > unit * _HALF:
            raise Unreadable("a share is not that of the printed numbers")


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise Unreadable("a number is not a whole number")
    return int(text)
