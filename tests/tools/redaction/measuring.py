"""Counts what is masked in the comments of ``tests/data/redaction``, word by word.

An identifier counts as masked when none of its own words can be read; words that many
share, such as *school* or *auntie*, may stand.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from feedback.redaction import Known, Redacted, redact
from feedback.redaction.masking import Piece

HALVES = ("tuning", "hold-out")
_FOLDER = Path(__file__).parents[2] / "data" / "redaction"
_WORD = re.compile(r"\w[\w'’]*")
_SHARED = frozenset(
    """mr mrs miss ms dr auntie aunty aunt uncle nan nana gran the of at in on and upon st n pc c e
    school primary high academy college road street close avenue lane drive way court flat
    house""".split()  # noqa: SIM905  a list of words is read as words
)
LEAST_MASKED, MOST_OTHERS = 0.995, 0.1
Mask = Callable[[str, Known], Redacted]
STANDS, AMBER, MASKED = range(3)


@dataclass
class Measured:
    """What became of the planted identifiers of one half, and of all the other words."""

    comments: int = 0
    planted: int = 0
    amber: int = 0
    missed: int = 0
    others: int = 0
    others_amber: int = 0
    others_masked: int = 0
    by_kind: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def share_masked(self) -> float:
        return (self.planted - self.amber - self.missed) / self.planted

    @property
    def share_of_others(self) -> float:
        return self.others_masked / self.others


def measure(half: str, mask: Mask = redact) -> Measured:
    """Mask every comment of one half with the names its case knows, and count."""
    found, masked, planted = Measured(), Counter(), Counter()
    for line in (_FOLDER / f"{half}.jsonl").read_text("utf-8").splitlines():
        comment = json.loads(line)
        text, spans = comment["text"], comment["spans"]
        fates = _fates(mask(text, Known.of(comment["known"])), len(text))
        found.comments += 1
        for span in spans:
            fate = _fate_of(text, span, fates)
            planted[span["kind"]] += 1
            masked[span["kind"]] += fate == MASKED
            found.amber += fate == AMBER
            found.missed += fate == STANDS
        _count_others(found, text, spans, fates)
    found.planted = planted.total()
    found.by_kind = {kind: (masked[kind], number) for kind, number in planted.items()}
    return found


def broken(found: Measured) -> list[str]:
    """Say each promise about the masking that these figures break."""
    held = {
        f"fewer than {LEAST_MASKED:.1%} masked": found.share_masked >= LEAST_MASKED,
        "some neither masked nor amber": found.missed == 0,
        f"more than {MOST_OTHERS:.0%} of other words masked": found.share_of_others <= MOST_OTHERS,
    }
    return [promise for promise, holds in held.items() if not holds]


def masks_nothing(text: str, _known: Known) -> Redacted:
    """Let everything stand, as the control that must be found."""
    return Redacted((Piece(0, len(text), text),))


def masks_everything(text: str, _known: Known) -> Redacted:
    """Mask all, which keeps every name and no comment: it must be found too."""
    return Redacted((Piece(0, len(text), text, masked=True),))


def _fates(redacted: Redacted, length: int) -> list[int]:
    fates = [STANDS] * length
    for piece in (*redacted.doubtful, *redacted.masked):
        kind = MASKED if piece.masked else AMBER
        fates[piece.start : piece.end] = [kind] * (piece.end - piece.start)
    return fates


def _fate_of(text: str, span: dict, fates: list[int]) -> int:
    start, planted = span["start"], text[span["start"] : span["end"]]
    own = [word for word in _WORD.finditer(planted) if word[0].lower() not in _SHARED]
    return min(min(fates[start + word.start() : start + word.end()]) for word in own)


def _count_others(found: Measured, text: str, spans: list[dict], fates: list[int]) -> None:
    for word in _WORD.finditer(text):
        if any(span["start"] < word.end() and word.start() < span["end"] for span in spans):
            continue
        fate = max(fates[word.start() : word.end()])
        found.others += 1
        found.others_amber += fate == AMBER
        found.others_masked += fate == MASKED
