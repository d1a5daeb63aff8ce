"""What may be true is kept, and doubted out loud."""

from datetime import date

import pytest

from feedback.caseload.judging import judge
from feedback.caseload.known import Known
from tests.feedback.caseload.caseloads import (
    HEADER_ROW,
    IN_CARE_ROW,
    STORED,
    TODAY,
    folder,
    judged,
    said,
)


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


def test_two_header_rows_that_agree_on_the_birth_are_both_doubted():
    judgement = judged(header=[HEADER_ROW, HEADER_ROW.replace("WBRI", "MWAS")])

    assert [finding[0] for finding in said(judgement, "header.csv")] == [2, 3]
    assert {finding[3] for finding in said(judgement, "header.csv")} == {"same-child"}


def test_two_episodes_that_begin_on_one_day_are_both_doubted():
    judgement = judged(episodes=[IN_CARE_ROW, IN_CARE_ROW.replace("C2", "C1")])

    assert [(line, key) for line, _, _, key in said(judgement, "episodes.csv")] == [
        (2, "same-day"),
        (3, "same-day"),
    ]


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
