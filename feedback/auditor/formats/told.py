"""What a release says by its CSV and its JSON, to hold the other formats against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback.auditor.formats.expected import Row
from feedback.auditor.formats.opened import plain
from feedback.auditor.formats.words import (
    WITHHELD_WHOLE,
    added,
    explained,
    numbers_of,
    says_why_of,
)
from feedback.auditor.structure import Key


@dataclass(frozen=True, slots=True)
class Told:
    """The description of a release, the rows of each table, and what is said of each."""

    package: Mapping[str, Any]
    tables: Mapping[str, Sequence[Row]]
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def unnamed(self, words: Iterable[str]) -> list[str]:
        """Return words without the name of the council, which may hold a number of its own."""
        name = self.package["title"].rpartition(": ")[0]
        return [said.replace(name, " ") for said in words]

    def of(self, table: str) -> tuple[str, ...]:
        """Return the sentences of a table."""
        return self.sentences.get(table, (WITHHELD_WHOLE,) if table in self.unproven else ())

    @property
    def unproven(self) -> Mapping[str, str]:
        """Return the tables withheld because nothing was proven, and what is said of each."""
        found: Mapping[str, str] = self.package.get("withheld", {})
        return found

    def may_say(self, words: Iterable[str]) -> bool:
        """Whether these words of something worked out say only of such tables that they are."""
        titles = {plain(self.tables[table][0]["title"]) for table in self.unproven}
        return all(says_why_of(said, titles) for said in words)

    @property
    def numbers(self) -> dict[Key, int | None]:
        """Return every count of the CSV, or nothing where it is hidden."""
        return {
            (table, row["row"], row["category"]): _whole(row["count"])
            for table, rows in self.tables.items()
            for row in rows
        }

    def explains(self, table: str) -> bool:
        """Whether a table’s sentences tell no number but those that are printed in it.

        How many answered is said beside how many reviews were held, those of 18 and over too.
        """
        tables = (self.tables.get(one, ()) for one in ("participation", "asked-of-age"))
        held = {row["category"]: row["count"] for rows in tables for row in rows}
        numbers = numbers_of(self.tables[table]) | added(held, "base", "null")
        numbers |= added(held, "base", "null", "18-and-over")
        labels = {row[name] for row in self.tables[table] for name in ("label", "row_label")}
        return explained((_without(said, labels) for said in self.of(table)), numbers)


def _whole(count: str) -> int | None:
    return int(count) if count.isdecimal() else None


def _without(said: str, labels: set[str]) -> str:
    for label in sorted(labels - {""}, key=len, reverse=True):
        said = said.replace(label, " ")
    return said
