"""What became of what children asked for, as a table and as its rate."""

from feedback.analysis.trace import ENDS, Trace, trace
from feedback.releases.figures import Symbol
from feedback.releases.leaf import Column, Leaf, Line, Value
from feedback.releases.report import Report

_WORDS = {
    "done": "Done",
    "not-done": "Not done, and why was told",
    "still-asking": "Still being asked for",
    "unanswered": "Not answered yet",
}


def trace_of(report: Report) -> Trace | None:
    """Follow the asks of a period, or none where any of their numbers is hidden."""
    table = report.table("asks")
    return trace({end: table.number(end) for end in ENDS}) if table else None


def asked_for(report: Report) -> Leaf:
    """Lay out the asks of a period by what came of them, as shares of all that were asked."""
    table, found = report.table("asks"), trace_of(report)
    return Leaf(
        "Asked_for",
        f"What came of what children asked for, {report.period.name}",
        (Line("Counted are things asked for: one child may ask for several at one review."),),
        (Column("What came of it", 34), Column("Asked for"), Column("Share of all (%)", bar=True)),
        tuple(
            (words, *_said(table.number(end) if table else None, found))
            for end, words in _WORDS.items()
        ),
    )


def _said(number: int | None, found: Trace | None) -> tuple[Value, Value]:
    if number is None or found is None:
        hidden = Symbol.WITHHELD
        return (hidden if number is None else number), hidden
    share = found.share(number)
    return number, Symbol.TOO_FEW if share is None else share
