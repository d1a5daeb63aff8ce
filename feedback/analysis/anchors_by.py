"""The six anchors of each version and of each way of taking part, as one stands beside another.

Here *attendance without voice* shows itself: what those said who were there and spoke stands
beside what those said whose views were not heard, question by question, with how many they were.
"""

from feedback.analysis.anchors import CHANCE, QUESTIONS, SHEETS, SHORT, share_of, why_not
from feedback.analysis.compared import Share, year_against_year
from feedback.evaluation import Anchor
from feedback.releases.figures import YES, Figure, figures
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report, Reported

SPOKE, NOT_HEARD = "PN1", "PN4-7"
_NEWCOMBE = Line("Against those who spoke: Newcombe’s 95 % interval of the difference.")
Tables = dict[Anchor, Reported]


def anchors_by(report: Report, rows: str, *, name: str, title: str, heading: str) -> Leaf | None:
    """Lay out Yes to every anchor, and its n, for each row of the yearly tables, if any are."""
    found = _tables(report, rows)
    if found is None:
        return None
    columns = [
        column
        for anchor, words in SHORT.items()
        for column in (Column(f"{anchor} {words} (%)", 14), Column(f"{anchor} sheets", 12))
    ]
    return Leaf(
        name,
        f"{title}, {report.period.name}",
        (SHEETS, Line("Beside each share of Yes stand the sheets it is of: Yes, A bit and No.")),
        (Column(heading, 36), *columns),
        tuple(_row(found, row) for row in found[Anchor.VOICE].table.rows),
    )


def not_heard(report: Report) -> Leaf | None:
    """Lay out Yes of those not heard beside those who spoke, one question to a row, if told."""
    found = _tables(report, "group")
    if found is None:
        return None
    sides = ("who spoke", "not heard")
    return Leaf(
        "Not_heard",
        f"Those whose views were not heard beside those who spoke, {report.period.name}",
        (SHEETS, CHANCE, _NEWCOMBE),
        (
            Column("What children said Yes to", 44),
            *(
                Column(f"{what}, {side}")
                for side in sides
                for what in ("Yes (%)", "Lowest (%)", "Highest (%)", "Sheets")
            ),
            Column("Those not heard, against those who spoke", 36),
        ),
        tuple(_beside(anchor, table) for anchor, table in found.items()),
    )


def share_of_row(report: Report, anchor: Anchor, rows: str, row: str) -> Share:
    """Return the share of Yes to an anchor in one row of its yearly table."""
    table = report.table(f"{QUESTIONS[anchor][0]}-by-{rows}")
    return Share(None, None) if table is None else share_of(_yes(table, row))


def _tables(report: Report, rows: str) -> Tables | None:
    """Return the yearly table of every anchor, or none where the release lacks any."""
    found = {
        anchor: table
        for anchor, (question, _) in QUESTIONS.items()
        if (table := report.table(f"{question}-by-{rows}")) is not None
    }
    return found if len(found) == len(QUESTIONS) else None


def _row(tables: Tables, row: str) -> tuple[Value, ...]:
    yes = [_yes(table, row) for table in tables.values()]
    return (yes[0].cell.row_label, *(value for one in yes for value in (one.percent, one.base)))


def _beside(anchor: Anchor, table: Reported) -> tuple[Value, ...]:
    spoke, silent = _yes(table, SPOKE), _yes(table, NOT_HEARD)
    gap = year_against_year(share_of(silent), share_of(spoke))
    return (
        f"{QUESTIONS[anchor][1]} ({anchor})",
        *(
            one
            for side in (spoke, silent)
            for one in (side.percent, side.low, side.high, side.base)
        ),
        why_not(spoke, silent) if gap is None else gap.in_words,
    )


def _yes(table: Reported, row: str) -> Figure:
    return next(f for f in figures(table) if f.cell.row == row and f.cell.column == YES)
