"""The six anchors of a year: Yes with its interval, not sure beside it, and the year before.

And the same six for each version and each way of taking part, where *attendance without
voice* shows itself: a child who was there and not heard answers beside one who spoke.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from feedback.analysis.compared import Share, year_against_year
from feedback.evaluation import Anchor, AnchorCounts, Change, say_index
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
_SHEETS = Line("Counted are answer sheets, and never children: one child may send several.")
_CHANCE = Line("Lowest and highest: Wilson’s 95 % interval. I’m not sure is in no share of Yes.")


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """One anchor of one year."""

    code: str
    words: str
    yes: Figure
    unsure: Figure
    many_unsure: bool
    against: Change | Symbol
    """Against the year before; a symbol where there is nothing to compare."""

    @property
    def share(self) -> Share:
        """Return the share of Yes, withheld with either of its numbers."""
        return _share(self.yes)


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
            line.against if isinstance(line.against, Symbol) else str(line.against),
        )
        for line in anchor_lines(report, before)
    ]
    return Leaf(
        "Anchors",
        f"What children said about their reviews, {report.period.name}",
        (_SHEETS, _CHANCE),
        (
            Column("What children said Yes to", 44),
            Column("Yes (%)", bar=True),
            Column("Lowest (%)"),
            Column("Highest (%)"),
            Column("Sheets that were sure", 18),
            Column("Not sure (%)"),
            Column(against, 20),
        ),
        tuple(rows),
    )


def anchors_by(report: Report, rows: str, *, name: str, title: str, heading: str) -> Leaf | None:
    """Lay out the share of Yes to every anchor for each row of the yearly tables, if any are."""
    tables = [report.table(f"{question}-by-{rows}") for question, _ in QUESTIONS.values()]
    found = [table for table in tables if table is not None]
    if len(found) < len(tables):
        return None
    return Leaf(
        name,
        f"{title}, {report.period.name}",
        (_SHEETS, Line("Each column is the share of Yes among Yes, A bit and No.")),
        (
            Column(heading, 36),
            *(Column(f"{anchor} {words} (%)", 14) for anchor, words in SHORT.items()),
        ),
        tuple(_row(found, row) for row in found[0].table.rows),
    )


def share_of_row(report: Report, anchor: Anchor, rows: str, row: str) -> Share:
    """Return the share of Yes to an anchor in one row of its yearly table."""
    table = report.table(f"{QUESTIONS[anchor][0]}-by-{rows}")
    if table is None:
        return Share(None, None)
    yes = next(f for f in figures(table) if f.cell.row == row and f.cell.column == YES)
    return _share(yes)


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


def _against(yes: Figure, before: Reported | None) -> Change | Symbol:
    if before is None:
        return Symbol.DOES_NOT_APPLY
    was = next(figure for figure in figures(before) if figure.cell.id == YES)
    found = year_against_year(_share(yes), _share(was))
    if found is not None:
        return found.change
    hidden = any(figure.percent is Symbol.WITHHELD for figure in (yes, was))
    return Symbol.WITHHELD if hidden else Symbol.TOO_FEW


def _share(figure: Figure) -> Share:
    if isinstance(figure.count, Symbol) or isinstance(figure.base, Symbol):
        return Share(None, None)
    return Share(figure.count, figure.base)


def _counts(table: Reported | None) -> AnchorCounts | None:
    if table is None:
        return None
    said = [table.number(answer) for answer in ("yes", "bit", "no", "not-sure")]
    known = [number for number in said if number is not None]
    return AnchorCounts(*known) if len(known) == len(said) else None


def _row(tables: list[Reported], row: str) -> tuple[Value, ...]:
    yes = [
        next(f for f in figures(table) if f.cell.row == row and f.cell.column == YES)
        for table in tables
    ]
    return (yes[0].cell.row_label, *(figure.percent for figure in yes))
