"""Whether a child is disabled is taken with its purpose and its day, or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from feedback.caseload.rows import DisabilityRow
from feedback.disability import Recorded, RecordedFor
from tests.feedback.caseload.caseloads import STORED, judged, said

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "1"])
def test_a_yes_is_taken_with_what_for_and_when(word):
    judgement = judged(disability=[f"0042,{word},Equality,01/03/2026"])

    assert judgement.disability == (
        DisabilityRow(2, "0042", Recorded(disabled=True, purpose=RecordedFor.EQUALITY, day=DAY)),
    )
    assert judgement.findings == ()


def test_a_no_is_recorded_and_not_known_is_another_thing():
    no = judged(disability=["0042,no,equality,2026-03-01"]).disability[0].recorded

    assert no == Recorded(disabled=False, purpose=RecordedFor.EQUALITY, day=DAY)
    assert judged(disability=["0042,unknown,,"]).disability[0].recorded is None


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("0042,,equality,01/03/2026", "DISABLED", "disabled-word"),
        ("0042,AUT,equality,01/03/2026", "DISABLED", "disabled-word"),
        ("0042,yes,,01/03/2026", "PURPOSE", "purpose-blank"),
        ("0042,yes,insurance,01/03/2026", "PURPOSE", "purpose-other"),
        ("0042,no,equality,", "RECORDED", "date-blank"),
        ("0042,no,equality,March", "RECORDED", "date-bad"),
        ("0042,yes,equality,24/11/2026", "RECORDED", "recorded-after-today"),
        ("0042,yes,equality,09/05/2010", "RECORDED", "recorded-before-birth"),
        ("7,yes,equality,01/03/2026", "CHILD", "unknown-child"),
        (",yes,equality,01/03/2026", "CHILD", "child-blank"),
        ("0042,yes,01/03/2026", "", "ragged"),
    ],
)
def test_anything_else_is_refused_by_its_line_and_field(row, field, reason):
    judgement = judged(disability=[row])

    assert said(judgement, "disability.csv") == [(2, "refused", field, reason)]
    assert judgement.disability == ()


def test_what_was_recorded_before_what_is_known_is_doubted_and_not_taken():
    known = replace(STORED, recorded={"0042": DAY})
    rows = [f"0042,no,equality,{day}" for day in ("28/02/2026", "01/03/2026")]

    judgement = judged(known, disability=rows)

    assert (2, "doubted", "RECORDED", "recorded-since") in said(judgement, "disability.csv")
    assert [row.line for row in judgement.disability] == [3]


def test_two_rows_for_a_child_are_doubted():
    rows = [f"0042,{word},equality,01/03/2026" for word in ("no", "yes")]

    found = said(judged(disability=rows), "disability.csv")

    assert found == [(line, "doubted", "CHILD", "same-child") for line in (2, 3)]
