"""Reads our answer to the security list ASVS 5.0, and says what it lacks."""

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

MAP = Path("docs/asvs.md")
LEVELS = Path(__file__).with_name("levels.csv")
State = Literal["test", "note", "open", "does not apply"]

_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.*?) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")
_DATE = re.compile(r"\b20\d\d-[01]\d-[0-3]\d\b")


@dataclass(frozen=True, slots=True)
class Row:
    """What we say of one requirement: by its number, level, how we hold it and the proof."""

    requirement: str
    level: str
    how: str
    proof: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        """Return each test that is named, by its file and its name; a file alone has none."""
        return _TEST.findall(self.proof)

    @property
    def state(self) -> State:
        """Return whether tests prove it, a dated note holds it, it is open or not ours."""
        if self.how.startswith("does not apply"):
            return "does not apply"
        if self.how.startswith("**open**"):
            return "open"
        return "test" if self.tests else "note"


def rows(text: str) -> list[Row]:
    """Read the rows of the map."""
    return [Row(*found) for found in _ROW.findall(text)]


def faults(text: str) -> Iterator[str]:
    """Find everything that makes the map less than whole, each in one sentence.

    Every requirement of levels 1 and 2 must stand there once, at its level, with a test that
    exists or a note with its date.
    """
    expected, said = _expected(), rows(text)
    for requirement, times in Counter(row.requirement for row in said).items():
        if times > 1:
            yield f"{requirement} stands there {times} times."
    for requirement in expected.keys() - {row.requirement for row in said}:
        yield f"{requirement} is missing."
    for row in said:
        if expected.get(row.requirement) != row.level:
            yield f"{row.requirement} is not of level {row.level}."
        yield from _unproven(row)


def unseen(text: str) -> list[str]:
    """Spoil the map in four ways, and say which of them is not found: there must be none."""
    row = next(row for row in rows(text) if row.tests)
    whole = f"| {row.requirement} | {row.level} | {row.how} | {row.proof} |\n"
    spoilt = {
        "a row taken out": "",
        "a row twice": whole * 2,
        "a test that is not there": whole.replace("::test_", "::test_no_", 1),
        "a note without a date": whole.replace(row.proof, "soon"),
    }
    return [
        what for what, instead in spoilt.items() if not set(faults(text.replace(whole, instead)))
    ]


def _unproven(row: Row) -> Iterator[str]:
    if row.state != "test" and not _DATE.search(row.proof):
        yield f"{row.requirement} names no test and its note has no date."
    for file, name in row.tests:
        if not _exists(file, name):
            yield f"{row.requirement} names {file}::{name}, which is not there."


def summary(text: str) -> str:
    """Say in a line how many requirements apply, and how they are held."""
    states = Counter(row.state for row in rows(text))
    applying = sum(states.values()) - states["does not apply"]
    return (
        f"{sum(states.values())} requirements of levels 1 and 2, {applying} apply here: "
        f"{states['test']} have a test, {states['note']} a dated note, {states['open']} are open."
    )


def _expected() -> dict[str, str]:
    with LEVELS.open(encoding="utf-8") as file:
        return {row["requirement"]: row["level"] for row in csv.DictReader(file)}


def _exists(file: str, name: str) -> bool:
    return Path(file).is_file() and (not name or name in _tests(file))


@cache
def _tests(file: str) -> frozenset[str]:
    tree = ast.parse(Path(file).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
