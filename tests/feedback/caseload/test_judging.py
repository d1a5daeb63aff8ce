"""Each row gets the verdict the domain page gives it, and every sound row is kept."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from feedback.caseload.files import COLUMNS
from feedback.caseload.folder import read_folder
from feedback.caseload.judging import judge
from feedback.caseload.known import Known
from feedback.caseload.report import counts
from feedback.participation import Indicator
from tests.feedback.caseload.caseloads import (
    SAMPLE,
    STORED,
    TODAY,
    folder,
    judged,
)


def test_a_sound_review_is_kept_and_nothing_is_said_of_it():
    judgement = judged(reviews=["0042,10/05/2010,01/03/2026,PN1"])

    assert [(row.child, row.day, row.code) for row in judgement.reviews] == [
        ("0042", date(2026, 3, 1), Indicator.PN1)
    ]
    assert judgement.findings == ()


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


def test_a_planned_review_is_kept_with_its_officer():
    judgement = judged(planned=["0042,01/12/2026,09:30,,iro1,Jo Lamb,Sam Hill"])

    (planned,) = judgement.planned
    assert (planned.day, planned.part) == (date(2026, 12, 1), 1)
    assert (planned.officer, planned.officer_name) == ("iro1", "Jo Lamb")
    assert judgement.findings == ()


def test_a_folder_of_planned_reviews_alone_is_judged_by_what_is_stored():
    judgement = judge(folder(planned=["0042,01/12/2026,,,,,"]), STORED, today=TODAY)

    assert judgement.findings == ()
    assert list(judgement.tallies) == ["planned.csv"]


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
