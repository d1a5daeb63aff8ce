"""Counts how many written disclosures are read first, and how many other answers with them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from feedback.concerns import look_first
from feedback.evaluation import wilson

HALVES = ("tuning", "hold-out")
ORDINARY = "ordinary"
_FOLDER = Path(__file__).parents[2] / "data" / "concerns"
_PUBLISHED = Path(__file__).parents[3] / "docs" / "concerns.md"
_ROW = r"\| {} \|.*\| ([\d.]+) to ([\d.]+) \|"
Look = Callable[[list[str]], object]


@dataclass
class Measured:
    """How many texts of each kind there are in one half, and how many of them are found."""

    written: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def disclosures(self) -> tuple[int, int]:
        """Return how many disclosures were found, and how many there are."""
        return self.found.total() - self.found[ORDINARY], (
            self.written.total() - self.written[ORDINARY]
        )

    @property
    def others(self) -> tuple[int, int]:
        """Return how many ordinary answers were found, and how many there are."""
        return self.found[ORDINARY], self.written[ORDINARY]


def measure(half: str, look: Look = look_first) -> Measured:
    """Look at every text of one half."""
    measured = Measured()
    for kind, text in texts(half):
        measured.written[kind] += 1
        measured.found[kind] += bool(look([text]))
    return measured


def texts(half: str) -> Iterator[tuple[str, str]]:
    """Read one half: each text under the kind in brackets above it."""
    kind = ""
    for line in (_FOLDER / f"{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line:
            yield kind, line


def share(found: int, of: int) -> str:
    """Say a share with Wilson’s 95 % interval."""
    about = wilson(found, of)
    return f"{found:>4} of {of:>4}  {found / of:6.1%}  ({about.low:.1%} to {about.high:.1%})"


def broken(found: Measured) -> list[str]:
    """Say what of the held-out texts lies outside the intervals that are published."""
    least, _ = published("disclosures that ask to be read first")
    _, most = published("other answers that do")
    told, others = (100 * a / b for a, b in (found.disclosures, found.others))
    held = {
        f"fewer than {least} % of the disclosures are found": told >= least,
        f"more than {most} % of the other answers are found": others <= most,
    }
    return [promise for promise, holds in held.items() if not holds]


def published(what: str) -> tuple[float, float]:
    """Read the two ends of an interval on the page about concerns, in hundredths."""
    row = re.search(_ROW.format(re.escape(what)), _PUBLISHED.read_text("utf-8"))
    assert row, f"the page about concerns says nothing of {what}"
    return float(row[1]), float(row[2])
