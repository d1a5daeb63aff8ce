"""Each row gets the verdict the domain page gives it, and every sound row is kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.caseload.files import COLUMNS
from feedback.caseload.folder import read_folder
from feedback.caseload.judging import judge
from feedback.caseload.known import Known, Stay
from feedback.caseload.report import counts
from feedback.participation import Indicator
from tests.feedback.caseload.caseloads import (
    HEADER_ROW,
    IN_CARE_ROW,
    SAMPLE,
    TODAY,
    folder,
    judged,
    said,
)

STORED = Known(
    births={"0042": date(2010, 5, 10)},
    stays={"0042": (Stay(date(2012, 2, 1), None, "C2"),)},
    reviews={("0042", date(2026, 3, 1))},
    confirmed={("0042", date(2026, 3, 1)): frozenset({Indicator.PN1, Indicator.PN6})},
)


def test_a_sound_review_is_kept_and_nothing_is_said_of_it():
    judgement = judged(reviews=["0042,10/05/2010,01/03/2026,PN1"])

    assert [(row.child, row.day, row.code) for row in judgement.reviews] == [
        ("0042", date(2026, 3, 1), Indicator.PN1)
    ]
    assert judgement.findings == ()


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
    ("row", "findings"),
    [
        ("0042,10/05/2010,31/01/2012,PN0", [("REVIEW", "outside-episodes")]),
        ("0042,10/05/2010,01/03/2026,PN0", [("REVIEW_CODE", "code-age")]),
        ("0042,10/05/2010,09/05/2014,PN1", [("REVIEW_CODE", "code-age")]),
        ("0042,10/05/2010,01/03/2026,PN9", [("REVIEW_CODE", "code-unknown")]),
        ("0042,10/05/2010,01/03/2026,", [("REVIEW_CODE", "code-unknown")]),
    ],
)
def test_a_doubtful_review_is_kept_and_says_why(row, findings):
    judgement = judged(reviews=[row])

    assert said(judgement, "reviews.csv") == [(2, "doubted", *finding) for finding in findings]
    assert len(judgement.reviews) == 1


@pytest.mark.parametrize("day", ["23/11/2026", "01/02/2012"])
def test_today_and_the_first_day_of_care_are_within_bounds(day):
    code = "PN0" if day.endswith("2012") else "PN7"

    assert judged(reviews=[f"0042,10/05/2010,{day},{code}"]).findings == ()


def test_on_the_fourth_birthday_a_child_is_four():
    judgement = judged(reviews=["0042,10/05/2010,10/05/2014,PN1"])

    assert judgement.findings == ()


def test_no_code_fits_from_the_eighteenth_birthday():
    header, care = "7,1,10/05/2008,,,,", "7,01/02/2012,S,C2,N1,U4,PR1,,,,,,"

    judgement = judged(header=[header], episodes=[care], reviews=["7,10/05/2008,10/05/2026,PN1"])

    assert said(judgement, "reviews.csv") == [(2, "doubted", "REVIEW_CODE", "code-age")]


def test_two_rows_for_one_child_and_day_are_both_kept_and_both_doubted():
    judgement = judged(
        reviews=["0042,10/05/2010,01/03/2026,PN1", "0042,10/05/2010,01/03/2026,PN2"]
    )

    assert said(judgement, "reviews.csv") == [
        (2, "doubted", "REVIEW", "same-day"),
        (3, "doubted", "REVIEW", "same-day"),
    ]
    assert len(judgement.reviews) == 2


@pytest.mark.parametrize(("second", "doubted"), [("V4", True), ("C2", False)])
def test_a_child_is_only_in_short_breaks_when_every_episode_is(second, doubted):
    spells = [
        f"0042,01/0{n}/2012,S,{status},,,,{end},,,,,"
        for n, status, end in [(2, "V3", "01/03/2012"), (3, second, "")]
    ]

    judgement = judged(episodes=spells, reviews=["0042,10/05/2010,01/03/2026,PN1"])

    expected = [(2, "doubted", "CHILD", "short-breaks")] if doubted else []
    assert said(judgement, "reviews.csv") == expected


def test_the_last_day_of_an_episode_is_still_within_it():
    care = "0042,01/02/2012,S,C2,,,,01/03/2026,,,,,"

    judgement = judged(
        episodes=[care],
        reviews=["0042,10/05/2010,01/03/2026,PN1", "0042,10/05/2010,02/03/2026,PN1"],
    )

    assert said(judgement, "reviews.csv") == [(3, "doubted", "REVIEW", "outside-episodes")]


def test_where_no_episode_is_known_no_day_is_outside_one():
    judgement = judge(
        folder(header=[HEADER_ROW], reviews=["0042,10/05/2010,01/03/2026,PN1"]),
        Known(),
        today=TODAY,
    )

    assert judgement.findings == ()


def test_a_child_without_an_episode_is_outside_every_one_when_others_have_theirs():
    judgement = judged(
        header=[HEADER_ROW, "7,1,10/05/2010,,,,"], reviews=["7,10/05/2010,01/03/2026,PN1"]
    )

    assert said(judgement, "reviews.csv") == [(2, "doubted", "REVIEW", "outside-episodes")]


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


def test_two_header_rows_that_agree_on_the_birth_are_both_doubted():
    judgement = judged(header=[HEADER_ROW, HEADER_ROW.replace("WBRI", "MWAS")])

    assert [finding[0] for finding in said(judgement, "header.csv")] == [2, 3]
    assert {finding[3] for finding in said(judgement, "header.csv")} == {"same-child"}


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


def test_two_episodes_that_begin_on_one_day_are_both_doubted():
    judgement = judged(episodes=[IN_CARE_ROW, IN_CARE_ROW.replace("C2", "C1")])

    assert [(line, key) for line, _, _, key in said(judgement, "episodes.csv")] == [
        (2, "same-day"),
        (3, "same-day"),
    ]


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


def test_a_child_has_a_name_needs_and_people_about_them():
    judgement = judged(children=["0042,Ada,King,Ad,pl,no,yes,,Hill School,Ann; Bo,Cy"])

    (child,) = judgement.children
    assert (child.first_name, child.known_as, child.language) == ("Ada", "Ad", "pl")
    assert (child.interpreter, child.easier, child.at_a_distance) == (False, True, False)
    assert (child.school, child.carers, child.siblings) == (
        ("Hill School",),
        ("Ann", "Bo"),
        ("Cy",),
    )


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


def test_a_planned_review_is_kept_with_its_officer():
    judgement = judged(planned=["0042,01/12/2026,09:30,,iro1,Jo Lamb,Sam Hill"])

    (planned,) = judgement.planned
    assert (planned.day, planned.part) == (date(2026, 12, 1), 1)
    assert (planned.officer, planned.officer_name) == ("iro1", "Jo Lamb")
    assert judgement.findings == ()


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


def test_a_pathway_review_is_planned_without_doubt():
    care = "0042,01/02/2012,S,C2,,,,10/05/2028,,,,,"

    assert judged(episodes=[care], planned=["0042,01/06/2028,,,,,"]).findings == ()


@pytest.mark.parametrize(
    "others",
    [
        {"planned": ["0042,01/12/2026,,1,,,"]},
        {"reviews": ["0042,10/05/2010,20/11/2026,PN1"]},
        {"known": Known(STORED.births, STORED.stays, {("0042", date(2026, 11, 20))})},
    ],
)
def test_a_second_part_belongs_to_an_earlier_first_wherever_that_is(others):
    known = others.pop("known", None)
    planned = [*others.pop("planned", []), "0042,08/12/2026,,2,,,"]

    assert judged(known, planned=planned, **others).findings == ()


def test_a_review_long_before_is_no_first_part():
    judgement = judged(STORED, planned=["0042,08/12/2026,,2,,,"])

    assert said(judgement, "planned.csv") == [(2, "doubted", "PART", "no-part-one")]


def test_a_folder_of_planned_reviews_alone_is_judged_by_what_is_stored():
    judgement = judge(folder(planned=["0042,01/12/2026,,,,,"]), STORED, today=TODAY)

    assert judgement.findings == ()
    assert list(judgement.tallies) == ["planned.csv"]


def test_a_change_against_a_confirmed_code_is_doubted_and_not_taken_over():
    judgement = judged(STORED, reviews=["0042,10/05/2010,01/03/2026,PN2"])

    assert said(judgement, "reviews.csv") == [(2, "doubted", "REVIEW_CODE", "confirmed")]
    assert judgement.reviews == ()
    assert judgement.tallies["reviews.csv"].kept == 1


@pytest.mark.parametrize("code", ["PN1", "PN6"])
def test_a_code_that_agrees_with_what_is_confirmed_or_stored_gives_no_doubt(code):
    assert judged(STORED, reviews=[f"0042,10/05/2010,01/03/2026,{code}"]).findings == ()


def test_another_birth_is_not_taken_over_once_a_code_is_confirmed():
    judgement = judged(STORED, header=[HEADER_ROW.replace("10/05", "11/05")])

    assert said(judgement, "header.csv") == [(2, "doubted", "DOB", "confirmed")]
    assert judgement.headers == ()


def test_another_birth_is_taken_over_while_nothing_rests_on_it():
    known = Known(births=STORED.births, stays=STORED.stays)

    judgement = judged(known, header=[HEADER_ROW.replace("10/05", "11/05")])

    assert judgement.findings == ()
    assert judgement.headers[0].born == date(2010, 5, 11)


def test_the_sample_has_exactly_the_verdicts_counted_by_hand():
    judgement = judge(read_folder(SAMPLE), Known(), today=TODAY)

    assert counts(judgement.tallies) == {
        "header.csv": {"read": 2675, "kept": 2675, "doubted": 0, "refused": 0, "reasons": {}},
        "episodes.csv": {"read": 5050, "kept": 5050, "doubted": 0, "refused": 0, "reasons": {}},
        "reviews.csv": {
            "read": 12582,
            "kept": 12512,
            "doubted": 7257,
            "refused": 70,
            "reasons": {
                "after-today": 68,
                "code-age": 2092,
                "duplicate": 2,
                "outside-episodes": 5733,
                "same-day": 24,
                "short-breaks": 962,
            },
        },
        "uasc.csv": {"read": 132, "kept": 132, "doubted": 0, "refused": 0, "reasons": {}},
    }


DAYS = ["10/05/2010", "01/03/2026", "31/02/2020", "01/01/2050"]
CELL = st.sampled_from(["", "0042", "7", *DAYS, "PN1", "PN0", "x", "2"])


@given(st.lists(st.lists(CELL, min_size=3, max_size=14)), st.sampled_from(sorted(COLUMNS)))
def test_every_row_is_kept_or_refused_and_none_is_lost(cells, file):
    rows = [",".join(row) for row in cells]

    judgement = judged(**{file.removesuffix(".csv"): rows})

    tally = judgement.tallies[file]
    assert tally.read == len(rows)
    assert tally.kept + tally.refused == tally.read
    assert tally.doubted <= tally.kept


def test_a_tally_counts_what_the_report_says():
    judgement = judged(reviews=["0042,10/05/2010,01/03/2026,PN1", "0042,x,y,z"])

    tally = judgement.tallies["reviews.csv"]

    assert (tally.read, tally.kept, tally.doubted, tally.refused) == (2, 1, 0, 1)
