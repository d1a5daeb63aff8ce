from dataclasses import replace
from decimal import Decimal

import pytest

from feedback.analysis.block import block
from feedback.analysis.block_sentences import RATE_HIDDEN
from feedback.releases.figures import Symbol
from tests.reports import BEFORE, IN_TIME, SEED, TIMELY, report, reviews

THIS = report("2015-16", reviews(SEED, TIMELY))
LAST = report("2014-15", reviews(BEFORE, {"on-time": 1280, "late": 12}))


def _table(found, name):
    return next(leaf for leaf in found.tables if leaf.name == name)


def _said(this, earlier=()):
    return " ".join(block(this, earlier).sentences)


def test_the_seed_reports_year_says_90_2_and_99_1_and_99_4_and_never_98_1():
    said = _said(THIS, (LAST,))

    assert (
        "1,031 of 1,143 reviews of children aged 4 or over with a confirmed code: 90.2 %" in said
    )
    assert "1,386 of 1,398 reviews were held on time: 99.1 %." in said
    assert "4 reviews of the 12 late ones had a wrong date" in said
    assert "Without them it is 1,386 of 1,394: 99.4 %." in said
    assert "98.1" not in said


def test_table_1_says_1398_reviews_106_more_than_the_year_before():
    found = block(THIS, (LAST,))

    assert _table(found, "Table_1").rows == (
        ("2014-15", 1292, Symbol.DOES_NOT_APPLY),
        ("2015-16", 1398, 106),
    )
    assert found.sentences[0] == (
        "1,398 reviews were held in 2015-16: 106 more than the 1,292 of 2014-15."
    )


def test_tables_2_and_2a_hold_every_code_with_its_meaning_and_its_share():
    found = block(THIS, (LAST,))

    codes = _table(found, "Table_2").rows
    assert [row[0] for row in codes] == [f"PN{n}" for n in range(8)]
    assert [row[2] for row in codes] == list(SEED.values())
    assert codes[0][3] is Symbol.DOES_NOT_APPLY
    assert codes[1][1:] == ("Attended and spoke for themselves", 520, Decimal("45.5"))
    assert [row[2] for row in _table(found, "Table_2a").rows] == list(BEFORE.values())


def test_participation_and_the_clock_are_laid_out_over_the_years():
    found = block(THIS, (LAST,))

    assert _table(found, "Table_3").rows[-1][:4] == ("2015-16", 1031, 1143, Decimal("90.2"))
    assert _table(found, "Table_4").rows[-1] == (
        "2015-16",
        1386,
        12,
        4,
        0,
        Decimal("99.1"),
        Decimal("99.4"),
    )


def test_without_a_year_before_there_is_no_table_2a_and_nothing_is_compared():
    found = block(THIS, ())

    assert [leaf.name for leaf in found.tables] == [f"Table_{number}" for number in range(1, 6)]
    assert found.sentences[0] == "1,398 reviews were held in 2015-16."
    assert "than in" not in " ".join(found.sentences)


def test_a_year_left_out_between_two_is_not_the_year_before():
    found = block(THIS, (report("2013-14", reviews(BEFORE)),))

    assert _table(found, "Table_1").rows[1][2] is Symbol.DOES_NOT_APPLY
    assert "Table_2a" not in [leaf.name for leaf in found.tables]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ({**SEED}, "There is no clear change from 2014-15 (90.2 %)."),
        ({**SEED, "PN7": 300}, "That is lower than in 2014-15 (90.2 %): by"),
        ({**SEED, "PN7": 20}, "That is higher than in 2014-15 (90.2 %): by"),
    ],
)
def test_a_change_is_named_only_when_newcombes_interval_leaves_out_nothing(codes, said):
    this = report("2015-16", reviews(codes))

    assert said in _said(this, (report("2014-15", reviews(SEED)),))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 review had no confirmed code (null returns). Counting them, it lies between"),
        (
            57,
            "57 reviews had no confirmed code (null returns). Counting them, it lies between 85.9",
        ),
    ],
)
def test_null_returns_are_told_with_the_bounds_they_leave_open(number, said):
    assert said in _said(report("2015-16", reviews({**SEED, "null": number})))


def test_few_reviews_are_counted_and_have_no_rate():
    said = _said(report("2015-16", reviews({"PN1": 8, "PN7": 7, "null": 3})))

    assert "Children took part in 8 of 15 reviews" in said
    assert "%" not in said


def test_where_every_date_is_right_there_is_one_rate_of_time_to_say():
    said = _said(report("2015-16", reviews(SEED, {"on-time": 1390, "late": 8, "date-wrong": 0})))

    assert said.endswith("1,390 of 1,398 reviews were held on time: 99.4 %.")


def test_as_many_and_fewer_reviews_are_said_as_such():
    same, fewer = report("2015-16", reviews(SEED)), report("2015-16", reviews({"PN1": 700}))
    before = report("2014-15", reviews(SEED))

    assert "were held in 2015-16, as many as in 2014-15." in _said(same, (before,))
    assert "698 fewer than the 1,398 of 2014-15." in _said(fewer, (before,))


def test_what_a_release_hides_is_hidden_here_too():
    found = block(report("2015-16", {}), (LAST,))

    assert found.sentences == ()
    assert _table(found, "Table_1").rows[-1] == ("2015-16", Symbol.WITHHELD, Symbol.WITHHELD)
    assert {cell for row in _table(found, "Table_2").rows[1:] for cell in row[2:]} == {
        Symbol.WITHHELD
    }
    assert set(_table(found, "Table_4").rows[-1][1:]) == {Symbol.WITHHELD}


def test_one_hidden_code_hides_itself_and_leaves_the_others():
    shown = reviews(SEED)
    del shown["codes"]["PN4"]

    rows = _table(block(report("2015-16", shown), ()), "Table_2").rows

    assert rows[4][2:] == (Symbol.WITHHELD, Symbol.WITHHELD)
    assert rows[5][2] == 212


def test_where_the_codes_are_hidden_the_clock_still_knows_how_many_reviews_were_held():
    shown = {"on-time": reviews(SEED, {**TIMELY, "unknown": 2})["on-time"]}

    found = block(report("2015-16", {"on-time": {**shown["on-time"], "base": 1398}}), ())

    assert found.sentences[:2] == ("1,400 reviews were held in 2015-16.", RATE_HIDDEN)
    assert found.sentences[-1] == "2 reviews had no known due day and are in neither number."


def test_the_seed_reports_shares_told_in_time_and_with_their_documents_ready():
    said = _said(report("2015-16", {**reviews(SEED, TIMELY), **IN_TIME}))

    assert "told within 2 working days for 653 of 1,398 reviews: 46.7 %." in said
    assert "documents were ready for 714 of 1,386 reviews: 51.5 %." in said
    assert said.endswith("Of 12 reviews nobody recorded it.")


def test_told_in_time_and_documents_are_laid_out_and_withheld_with_either_side_of_a_share():
    shown = report("2015-16", {**reviews(SEED), **IN_TIME})
    partly = {**IN_TIME["documents"]}
    del partly["not-in-time"]
    hidden = report("2014-15", {"notified": IN_TIME["notified"], "documents": partly})

    rows = _table(block(shown, (hidden,)), "Table_5").rows

    assert rows[1] == ("2015-16", 653, 745, 0, Decimal("46.7"), 714, 672, 12, Decimal("51.5"))
    assert rows[0][5:] == (Symbol.WITHHELD,) * 4


def test_where_only_how_many_are_not_known_is_hidden_the_shares_are_told_as_their_release_does():
    """Small councils hide it to protect others; their 99.1 % stood in the release alone."""
    shown = {**reviews(SEED, TIMELY), **{name: {**one} for name, one in IN_TIME.items()}}
    for table in ("on-time", "notified", "documents"):
        del shown[table]["unknown"]

    found = block(report("2015-16", shown), ())

    said = " ".join(found.sentences)
    assert "1,386 of 1,398 reviews were held on time: 99.1 %." in said
    assert "714 of 1,386 reviews: 51.5 %." in said
    assert "no known due day" not in said
    assert "nobody recorded" not in said
    assert _table(found, "Table_4").rows[0][4:6] == (Symbol.WITHHELD, Decimal("99.1"))
    assert _table(found, "Table_5").rows[0][3:5] == (Symbol.WITHHELD, Decimal("46.7"))


def test_a_year_that_left_before_they_were_counted_has_no_line_in_time():
    old = replace(THIS, tables=tuple(
        one for one in THIS.tables if one.table.id not in IN_TIME
    ))  # fmt: skip

    assert "Table_5" not in {leaf.name for leaf in block(old, ()).tables}
    assert len(_table(block(report("2016-17", {}), (old,)), "Table_5").rows) == 1
