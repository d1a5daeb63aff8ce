"""A release as worksheets: a cover, what is in it, notes, and one table on each of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.evaluation import NOT_VALIDATED
from feedback.rates import SMALLEST_BASE
from feedback.releases.figures import SYMBOLS
from feedback.releases.leaf import Column, Leaf, Line
from feedback.releases.report import Report
from feedback.releases.worked_out import worked_out
from feedback.releases.worksheet import MADE_UP, worksheet

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
_NOTES = (
    "Reviews and answer sheets are counted, and never children: one child may have several.",
    (
        "Every share, bound and interval is worked out from the numbers printed here, and is"
        " hidden with any of them."
    ),
    (
        f"No share stands on a base below {SMALLEST_BASE}. Shares of reviews carry one decimal"
        " from a base of 200; all others are whole."
    ),
    (
        "Took part means PN1, PN2, PN3, PN5 or PN6 among PN1 to PN7: reviews of children aged 4 or"
        " over. A null return is a review held whose code nobody has confirmed; the bounds of the"
        " rate are what it would be if in none, or in all, of these the child took part."
    ),
    (
        "Yes is shared among Yes, A bit and No; I’m not sure is counted beside them. Its interval"
        " is Wilson’s, at 95 %."
    ),
    (
        "The tables were declared before anything was counted. What would give away a small"
        " number, by itself or together with anything released before, is hidden."
    ),
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose release it is, and which versions of the questions were on offer."""

    council: str
    editions: tuple[str, ...]


def title_of(report: Report) -> str:
    """Return the title a release goes by."""
    return f"Children in their reviews, {report.period.in_words}"


def book(report: Report, imprint: Imprint) -> tuple[Leaf, ...]:
    """Lay out the worksheets of a release, cover first; a year’s begin with its block."""
    tables = (
        *worked_out(report),
        *(worksheet(report, reported) for reported in report.tables),
    )
    return (
        _cover(report, imprint, tables),
        _contents(tables),
        _notes(imprint),
        *tables,
    )


def _cover(report: Report, imprint: Imprint, tables: Sequence[Leaf]) -> Leaf:
    day = f"{report.frozen_on.day} {report.frozen_on:%B %Y}"
    lines = (
        *((Line(MADE_UP),) if report.made_up else ()),
        Line(imprint.council),
        Line("How children in care took part in their reviews, and how it was for them."),
        Line(f"Period {report.period.name}, frozen on {day}. It is never replaced."),
        Line(f"This workbook holds {len(tables)} tables, each on a worksheet of its own."),
        Line("Symbols stand where a number cannot:"),
        *(Line(f"[{symbol}]: {words}") for symbol, words in SYMBOLS.items()),
        Line("Go to the contents", to=CONTENTS),
        Line("Go to the notes", to=NOTES),
    )
    return Leaf(COVER, title_of(report), lines)


def _contents(tables: Sequence[Leaf]) -> Leaf:
    listed = (Leaf(NOTES, "What you need to know to read the tables"), *tables)
    return Leaf(
        CONTENTS,
        "Contents",
        (Line("This worksheet contains one table: the worksheets of this workbook."),),
        (Column("Worksheet", 24), Column("What is in it", 80)),
        tuple((leaf.name, leaf.title) for leaf in listed),
        tuple(leaf.name for leaf in listed),
    )


def _notes(imprint: Imprint) -> Leaf:
    offered = f"{NOT_VALIDATED} Versions on offer: {'; '.join(imprint.editions)}."
    return Leaf(
        NOTES,
        "Notes",
        (
            Line("This worksheet contains one table: the notes to all tables."),
            Line("Go back to the contents", to=CONTENTS),
        ),
        (Column("Note", 10), Column("What it says", 110)),
        tuple((number, words) for number, words in enumerate((*_NOTES, offered), start=1)),
    )
