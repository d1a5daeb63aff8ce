"""The report names a row by its file and line, and a spreadsheet can open it safely."""

import io

from feedback.caseload.report import write_report
from feedback.caseload.verdicts import Finding, Reason, Verdict
from tests.feedback.caseload.caseloads import judged


def test_the_report_has_a_line_for_each_reason_and_its_own_columns():
    file = io.StringIO()
    judgement = judged(reviews=["0042,10/05/2010,31/01/2012,PN1", "9,10/05/2010,01/03/2026,PN1"])

    write_report(file, judgement.findings)

    assert file.getvalue().splitlines() == [
        "file,line,verdict,field,reason",
        "reviews.csv,2,doubted,REVIEW,The day is outside every episode of care",
        "reviews.csv,2,doubted,REVIEW_CODE,The code does not fit the child’s age",
        "reviews.csv,3,refused,CHILD,The child is not known from a header file",
    ]


def test_a_listed_child_has_no_line_and_cannot_carry_a_formula():
    file = io.StringIO()
    gone = Finding("header.csv", None, Verdict.LISTED, "=1+1", Reason.NO_LONGER_THERE)

    write_report(file, [gone])

    assert file.getvalue().splitlines()[1] == (
        "header.csv,,listed,'=1+1,The child is known but no longer in the file"
    )
