"""Small made-up caseload folders for the tests beside this file."""

from datetime import date
from pathlib import Path

from feedback.caseload.files import COLUMNS
from feedback.caseload.folder import Folder, Table, read_table
from feedback.caseload.judging import Judged, judge
from feedback.caseload.known import Known, Stay
from feedback.participation import Indicator

TODAY = date(2026, 11, 23)
SAMPLE = Path(__file__).parents[2] / "data/903"
HEADER_ROW = "0042,1,10/05/2010,WBRI,U1,,"
IN_CARE_ROW = "0042,01/02/2012,S,C2,N1,U4,PR1,,,,,,"
STORED = Known(
    births={"0042": date(2010, 5, 10)},
    stays={"0042": (Stay(date(2012, 2, 1), None, "C2"),)},
    reviews={("0042", date(2026, 3, 1))},
    confirmed={("0042", date(2026, 3, 1)): frozenset({Indicator.PN1, Indicator.PN6})},
)


def text(file: str, *rows: str) -> str:
    """Write a file with its columns in the usual order."""
    return "\n".join([",".join(COLUMNS[file]), *rows, ""])


def table(file: str, *rows: str) -> Table:
    """Read a file written so."""
    return read_table(file, text(file, *rows).encode())


def folder(**rows: list[str]) -> Folder:
    """Make a folder of some files, each by its name without the ending."""
    return {f"{name}.csv": table(f"{name}.csv", *lines) for name, lines in rows.items()}


def judged(known: Known | None = None, **rows: list[str]) -> Judged:
    """Judge a folder; child 0042, born in 2010, is in care unless the test says otherwise."""
    whole = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW], **rows}
    return judge(folder(**whole), known or Known(), today=TODAY)


def said(judgement: Judged, file: str) -> list[tuple[int | None, str, str, str]]:
    """Say for each finding of a file the line, the verdict, the field and the reason’s key."""
    return [
        (found.line, found.verdict.value, found.field, found.reason.key)
        for found in judgement.findings
        if found.file == file
    ]
