"""What cannot be true of a child is refused by its line and field."""

import pytest

from tests.feedback.caseload.caseloads import (
    HEADER_ROW,
    IN_CARE_ROW,
    judged,
    said,
)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("0042,10/05/2010", "", "ragged"),
        (",10/05/2010,01/03/2026,PN1", "CHILD", "child-blank"),
        ("42,10/05/2010,01/03/2026,PN1", "CHILD", "unknown-child"),
        (f"{'4' * 41},10/05/2010,01/03/2026,PN1", "CHILD", "cell-too-long"),
        ("0042,,01/03/2026,PN1", "DOB", "date-blank"),
        ("0042,10.05.2010,01/03/2026,PN1", "DOB", "date-bad"),
        ("0042,10/05/2010,,PN1", "REVIEW", "date-blank"),
        ("0042,10/05/2010,31/02/2026,PN1", "REVIEW", "date-bad"),
        ("0042,11/05/2010,01/03/2026,PN1", "DOB", "dob-differs"),
        ("0042,10/05/2010,09/05/2010,PN0", "REVIEW", "before-birth"),
        ("0042,10/05/2010,24/11/2026,PN1", "REVIEW", "after-today"),
    ],
)
def test_an_unsound_review_is_refused_by_its_line_and_field(row, field, reason):
    judgement = judged(reviews=["0042,10/05/2010,01/03/2026,PN1", row])

    assert said(judgement, "reviews.csv") == [(3, "refused", field, reason)]
    assert [held.line for held in judgement.reviews] == [2]


def test_the_second_of_two_rows_that_are_the_same_is_refused():
    row = "0042,10/05/2010,01/03/2026,PN1"

    judgement = judged(reviews=[row, row, row])

    assert said(judgement, "reviews.csv") == [
        (3, "refused", "", "duplicate"),
        (4, "refused", "", "duplicate"),
    ]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (",1,10/05/2010,,,,", (3, "refused", "CHILD", "child-blank")),
        ("7,1,,,,,", (3, "refused", "DOB", "date-blank")),
        ("7,1,24/11/2026,,,,", (3, "refused", "DOB", "dob-after-today")),
        ("7,1,10/05/2010,,,,soon", (3, "refused", "MC_DOB", "date-bad")),
        ("0042,1,11/05/2010,,,,", (3, "refused", "DOB", "dob-differs")),
        (HEADER_ROW, (3, "refused", "", "duplicate")),
    ],
)
def test_an_unsound_header_row_is_refused(row, finding):
    judgement = judged(header=[HEADER_ROW, row])

    assert said(judgement, "header.csv") == [finding]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("9,01/02/2012,S,C2,,,,,,,,,", (3, "refused", "CHILD", "unknown-child")),
        ("0042,,S,C2,,,,,,,,,", (3, "refused", "DECOM", "date-blank")),
        ("0042,01/03/2012,S,C2,,,,x,,,,,", (3, "refused", "DEC", "date-bad")),
        ("0042,01/03/2012,S,C2,,,,28/02/2012,,,,,", (3, "refused", "DEC", "ends-before")),
        ("0042,01/03/2012,S,C2-and-C1,,,,,,,,,", (3, "refused", "LS", "cell-too-long")),
    ],
)
def test_an_unsound_episode_is_refused(row, finding):
    assert said(judged(episodes=[IN_CARE_ROW, row]), "episodes.csv") == [finding]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("0042,1,10/05/2010,10/05/2028", None),
        ("0042,1,10/05/2010,", None),
        ("0042,1,10/05/2010,x", (2, "refused", "DUC", "date-bad")),
        ("0042,1,11/05/2010,", (2, "refused", "DOB", "dob-differs")),
        ("9,1,10/05/2010,", (2, "refused", "CHILD", "unknown-child")),
    ],
)
def test_an_unaccompanied_child_is_held_against_the_header(row, finding):
    judgement = judged(uasc=[row])

    assert said(judgement, "uasc.csv") == ([finding] if finding else [])
    assert len(judgement.unaccompanied) == (not finding)


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("9,Ada,King,,,,,,,,", (2, "refused", "CHILD", "unknown-child")),
        ("0042,,King,,,,,,,,", (2, "doubted", "FIRST_NAME", "no-name")),
        ("0042,Ada,King,,,Polish,,,,,", (2, "doubted", "INTERPRETER", "flag")),
    ],
)
def test_a_row_of_names_is_refused_or_doubted(row, finding):
    assert said(judged(children=[row]), "children.csv") == [finding]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("9,01/12/2026,,,,,", (2, "refused", "CHILD", "unknown-child")),
        ("0042,,,,,,", (2, "refused", "DATE", "date-blank")),
        ("0042,soon,,,,,", (2, "refused", "DATE", "date-bad")),
        ("0042,01/12/2026,noon,,,,", (2, "refused", "TIME", "time-bad")),
        ("0042,01/12/2026,,3,,,", (2, "refused", "PART", "part-bad")),
        ("0042,01/12/2009,,,,,", (2, "refused", "DATE", "before-birth")),
        ("0042,01/12/2011,,,,,", (2, "doubted", "DATE", "outside-episodes")),
        ("0042,01/12/2026,,2,,,", (2, "doubted", "PART", "no-part-one")),
    ],
)
def test_a_planned_row_is_refused_or_doubted(row, finding):
    assert said(judged(planned=[row]), "planned.csv") == [finding]
