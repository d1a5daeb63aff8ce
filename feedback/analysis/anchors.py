"""The six anchors of a year: Yes with its interval, not sure beside it, and the year before."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from feedback.analysis.compared import Compared, Share, year_against_year
from feedback.evaluation import Anchor, AnchorCounts, say_index
from feedback.rates import SMALLEST_BASE
from feedback.releases.figures import YES, Figure, Symbol, figures
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported

QUESTIONS = {
    Anchor.INFORMATION: ("information", "Knew what the review was for"),
    Anchor.SPACE: ("space", "Chose how to join in"),
    Anchor.VOICE: ("voice", "Could say everything they wanted"),
    Anchor.AUDIENCE: ("audience", "Were listened to"),
    Anchor.INFLUENCE: ("influence", "Made a difference"),
    Anchor.FEEDBACK: ("feedback", "Were told what was decided, and why"),
}
SHORT = {
    Anchor.INFORMATION: "Knew what for",
    Anchor.SPACE: "Chose how",
    Anchor.VOICE: "Could say all",
    Anchor.AUDIENCE: "Listened to",
    Anchor.INFLUENCE: "Difference",
    Anchor.FEEDBACK: "Told after",
}
"""The same in a heading over a narrow column, with the code beside it."""
SHEETS = Line("Counted are answer sheets, and never children: one child may send several.")
CHANCE = Line("Lowest and highest: Wilson’s 95 % interval. I’m not sure is in no share of Yes.")


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """One anchor of one year."""

    code: str
    words: str
    yes: Figure
    unsure: Figure
    many_unsure: bool
    against: Compared | Symbol
    """Against the year before; a symbol where there is nothing to compare."""

    @property
    def share(self) -> Share:
        """Return the share of Yes, withheld with either of its numbers."""
        return share_of(self.yes)


def anchor_lines(report: Report, before: Report | None) -> tuple[AnchorLine, ...]:
    """Read the anchors of a year, and set each against the year before’s."""
    return tuple(_lines(report, before))


def say_index_of(report: Report) -> Fraction | None:
    """Return the Say Index of the whole service, or none where any of its cells is hidden."""
    counts = [_counts(report.table(name)) for name, _ in QUESTIONS.values()]
    known = tuple(one for one in counts if one is not None)
    if len(known) < len(counts) or any(one.n < SMALLEST_BASE for one in known):
        return None
    return say_index(known)


def anchor_table(report: Report, before: Report | None) -> Leaf:
    """Lay out the anchors, one to a row, with a bar for each share of Yes."""
    against = f"Against {before.period.name}" if before else "Against the year before"
    rows: list[tuple[Value, ...]] = [
        (
            f"{line.words} ({line.code})",
            line.yes.percent,
            line.yes.low,
            line.yes.high,
            line.yes.base,
            line.unsure.percent,
            line.against if isinstance(line.against, Symbol) else line.against.in_words,
        )
        for line in anchor_lines(report, before)
    ]
    return Leaf(
        "Anchors",
        f"What children said about their reviews, {report.period.name}",
        (SHEETS, CHANCE),
        (
            Column("What children said Yes to", 44),
            Column("Yes (%)", bar=True),
            Column("Lowest (%)"),
            Column("Highest (%)"),
            Column("Sheets that were sure", 18),
            Column("Not sure (%)"),
            Column(against, 36),
        ),
        tuple(rows),
    )


def _lines(report: Report, before: Report | None) -> Iterator[AnchorLine]:
    for anchor, (name, words) in QUESTIONS.items():
        table = report.table(name)
        if table is None:
            continue
        by_id = {figure.cell.id: figure for figure in figures(table)}
        counts = _counts(table)
        yield AnchorLine(
            anchor.value,
            words,
            by_id[YES],
            by_id["not-sure"],
            counts is not None and counts.many_unsure,
            _against(by_id[YES], before.table(name) if before else None),
        )


def _against(yes: Figure, before: Reported | None) -> Compared | Symbol:
    if before is None:
        return Symbol.DOES_NOT_APPLY
    was = next(figure for figure in figures(before) if figure.cell.id == YES)
    found = year_against_year(share_of(yes), share_of(was))
    if found is not None:
        return found
    return why_not(yes, was)


def why_not(*shares: Figure) -> Symbol:
    """Say why shares are not compared: one is hidden, or else too few stand below one."""
    hidden = any(figure.percent is Symbol.WITHHELD for figure in shares)
    return Symbol.WITHHELD if hidden else Symbol.TOO_FEW


def share_of(figure: Figure) -> Share:
    """Return a figure as a share, withheld with either of its numbers."""
    if isinstance(figure.count, Symbol) or isinstance(figure.base, Symbol):
        return Share(None, None)
    return Share(figure.count, figure.base)


def _counts(table: Reported | None) -> AnchorCounts | None:
    if table is None:
        return None
    said = [table.number(answer) for answer in ("yes", "bit", "no", "not-sure")]
    known = [number for number in said if number is not None]
    return AnchorCounts(*known) if len(known) == len(said) else None
