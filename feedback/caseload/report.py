"""What an import says of itself: counts for everybody, and a line for each row to look at."""

from collections.abc import Iterable, Mapping
from typing import TextIO

from feedback.caseload.verdicts import Finding, Tally
from feedback.spreadsheet_cells import write_rows

COLUMNS = ("file", "line", "verdict", "field", "reason")


def counts(tallies: Mapping[str, Tally]) -> dict[str, dict[str, int | dict[str, int]]]:
    """Return the counts by file. Every row read was kept or refused; doubted ones were kept.

    There is no time, no path and no name in it, so the same folder gives the same counts.
    """
    return {
        file: {
            "read": tally.read,
            "kept": tally.kept,
            "doubted": tally.doubted,
            "refused": tally.refused,
            "reasons": dict(tally.reasons),
        }
        for file, tally in tallies.items()
    }


def write_report(file: TextIO, findings: Iterable[Finding]) -> None:
    """Write the report as CSV; a row doubted for two reasons has two lines."""
    write_rows(file, [COLUMNS])
    write_rows(
        file,
        (
            (finding.file, finding.line, finding.verdict, finding.field, finding.reason)
            for finding in findings
        ),
    )
