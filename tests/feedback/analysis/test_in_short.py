from dataclasses import replace

import pytest

from feedback.analysis.anchors import (
    QUESTIONS,
    anchor_lines,
    anchor_table,
    say_index_of,
)
from feedback.analysis.anchors_by import anchors_by, not_heard, share_of_row
from feedback.analysis.answered import answered_by_age, missing_groups
from feedback.analysis.asked_for import asked_for
from feedback.analysis.block import block
from feedback.analysis.equity import equity
from feedback.analysis.in_short import in_short
from feedback.analysis.quarters import quarters
from feedback.evaluation import Anchor, Change
from feedback.releases.figures import Symbol
from tests.reports import SEED, TIMELY, report, reviews

GROUP_ROWS = ("PN1", "PN2-3", "PN5-6", "PN4-7", "not-settled")


def _answers(yes, bit, no, unsure=0):
    return {"yes": yes, "bit": bit, "no": no, "base": yes + bit + no, "not-sure": unsure}


def _anchors(**changed):
    usual = {name: _answers(60, 25, 15, 10) for name, _ in QUESTIONS.values()}
    return {**usual, **changed}


def _by_group(name, **rows):
    cells = {}
    for row in GROUP_ROWS:
        for column, number in _answers(*rows.get(row, (20, 10, 10))).items():
            cells[f"{row}/{column}"] = number
    return {f"{name}-by-group": cells}


RESPONSE = {
    "response": {"pictures": 40, "short": 60, "longer": 70, "full": 30, "easy": 10, "base": 210},
    "asked": {"4-7": 300, "8-11": 300, "12-15": 300, "16-17": 243, "base": 1143},
    "asked-of-age": {"18-and-over": 0},
    "response-by-group": {"PN1": 150, "PN2-3": 25, "PN5-6": 100, "PN4-7": 4, "not-settled": 12},
}
ASKS = {"asks": {"done": 60, "not-done": 20, "still-asking": 10, "base": 90, "unanswered": 1}}
YEAR = report("2015-16", {**reviews(SEED, TIMELY), **_anchors(), **RESPONSE, **ASKS})


def _said(this, before=None):
    return [one.words for one in in_short(this, before)]


def test_a_year_begins_with_reviews_and_participation_and_then_what_children_said():
    said = _said(YEAR)

    assert said[0] == "1,398 reviews were held in 2015-16."
    assert "The Say Index over the six questions is 72 of 100." in said
    assert "Of 91 things children asked for, 60 were done: 66 %." in said
    assert "1 is not answered yet." in said


def test_attendance_without_voice_is_said_from_the_codes():
    assert (
        "In 12 of 631 reviews where the child was there, their views were not heard (PN4): 2 %."
        in _said(YEAR)
    )


def test_attendance_without_voice_shows_itself_in_what_children_said():
    shown = _by_group("audience", **{"PN1": (80, 15, 5), "PN4-7": (20, 30, 50)})

    said = _said(report("2015-16", shown))

    assert said == [
        (
            "“Were listened to”: 80 % of those who were there and spoke,"
            " 20 % of those whose views were not heard: lower by 47 to 70 percentage points,"
            " allowing for chance."
        )
    ]


def test_the_most_and_the_least_answered_yes_are_named():
    shown = _anchors(influence=_answers(30, 40, 30), audience=_answers(80, 15, 5))

    assert (
        "Yes was said most often to “were listened to” (80 %),"
        " least often to “made a difference” (30 %)." in _said(report("2015-16", shown))
    )


def test_a_change_of_an_anchor_is_said_only_when_it_is_clear():
    before = report("2014-15", _anchors(voice=_answers(20, 40, 40)))

    said = _said(report("2015-16", _anchors()), before)

    assert [one for one in said if "2014-15" in one] == [
        (
            "Yes to “could say everything they wanted” is higher than in 2014-15:"
            " by 26 to 52 percentage points, allowing for chance."
        )
    ]


def test_many_who_were_not_sure_are_said_beside_the_question():
    said = _said(report("2015-16", _anchors(space=_answers(40, 20, 20, 30))))

    assert any(one.startswith("More than 1 in 5 were not sure about “chose how") for one in said)


def test_few_answers_need_care_and_who_is_missing_is_named():
    said = _said(YEAR)

    assert any("18 in every 100. Treat with care" in one for one in said)
    assert "Few answers came from those where “views were not heard”." in said
    assert missing_groups(YEAR) == ("Views were not heard",)


def test_enough_answers_need_no_warning_and_several_unanswered_asks_are_counted():
    shown = {**RESPONSE, "asked": {"base": 500}, "asks": {**ASKS["asks"], "unanswered": 9}}

    said = _said(report("2015-16", shown))

    assert any("42 in every 100." in one and "care" not in one for one in said)
    assert "9 are not answered yet." in said


def test_of_a_year_in_which_everything_is_hidden_nothing_is_said():
    assert _said(report("2015-16", {})) == []


def test_the_anchor_table_draws_yes_and_sets_it_against_the_year_before():
    before = report("2014-15", _anchors(voice=_answers(20, 40, 40), space=_answers(3, 2, 1)))

    table = anchor_table(report("2015-16", _anchors()), before)

    assert [column.bar for column in table.columns] == [False, True, *[False] * 5]
    assert table.columns[-1].heading == "Against 2014-15"
    assert [row[-1] for row in table.rows] == [
        "no clear change",
        Symbol.TOO_FEW,
        "higher, by 26 to 52 percentage points",
        *["no clear change"] * 3,
    ]
    assert table.rows[0][:6] == ("Knew what the review was for (A1)", 60, 50, 69, 100, 9)


def test_a_hidden_anchor_is_compared_with_nothing_and_has_no_index():
    hidden = _anchors()
    del hidden["voice"]

    (voice,) = [one for one in anchor_lines(report("2015-16", hidden), YEAR) if one.code == "A3"]

    assert voice.against is Symbol.WITHHELD
    assert voice.share.part is None
    assert say_index_of(report("2015-16", hidden)) is None
    assert say_index_of(report("2015-16", _anchors(voice=_answers(6, 6, 6)))) is None


def test_the_first_year_is_set_against_nothing():
    table = anchor_table(YEAR, None)

    assert table.columns[-1].heading == "Against the year before"
    assert {row[-1] for row in table.rows} == {Symbol.DOES_NOT_APPLY}
    assert anchor_lines(YEAR, None)[0].share.part == 60


def test_every_anchor_stands_with_its_n_for_each_way_of_taking_part():
    table = anchors_by(
        report("2015-16", _by_group("voice", **{"PN4-7": (10, 40, 50)})),
        "group",
        name="By_group",
        title="By how they took part",
        heading="How",
    )

    assert [row[0] for row in table.rows][3] == "Views were not heard"
    assert table.rows[3][1:] == (*[Symbol.WITHHELD] * 4, 10, 100, *[Symbol.WITHHELD] * 6)
    assert [column.heading for column in table.columns][5:7] == [
        "A3 Could say all (%)",
        "A3 sheets",
    ]


def test_those_not_heard_stand_beside_those_who_spoke_each_with_n_and_interval():
    shown = {
        **_by_group("voice", **{"PN1": (80, 15, 5), "PN4-7": (10, 40, 50)}),
        **_by_group("audience", **{"PN4-7": (5, 5, 5)}),
    }

    rows = {str(row[0]): row[1:] for row in not_heard(report("2015-16", shown)).rows}

    assert len(rows) == 6
    assert rows["Could say everything they wanted (A3)"] == (
        *(80, 71, 87, 100, 10, 6, 17, 100),
        "lower, by 58 to 79 percentage points",
    )
    assert rows["Were listened to (A4)"][4:] == (*[Symbol.TOO_FEW] * 3, 15, Symbol.TOO_FEW)
    assert rows["Made a difference (A5)"] == (Symbol.WITHHELD,) * 9


def test_a_quarter_has_no_table_of_groups_and_no_share_of_one():
    quarter = report("2015-16Q1", _anchors())

    assert anchors_by(quarter, "group", name="X", title="X", heading="X") is None
    assert not_heard(quarter) is None
    assert share_of_row(quarter, Anchor.VOICE, "group", "PN1").part is None
    assert anchor_lines(quarter, None)[0].against is not Change.NONE


def test_what_was_asked_for_is_shared_among_all_that_were_asked():
    assert asked_for(YEAR).rows == (
        ("Done", 60, 66),
        ("Not done, and why was told", 20, 22),
        ("Still being asked for", 10, 11),
        ("Not answered yet", 1, 1),
    )


@pytest.mark.parametrize(
    ("asks", "row"),
    [
        ({"done": 60}, ("Done", 60, Symbol.WITHHELD)),
        ({}, ("Done", Symbol.WITHHELD, Symbol.WITHHELD)),
        (
            {"done": 9, "not-done": 0, "still-asking": 6, "unanswered": 0},
            ("Done", 9, Symbol.TOO_FEW),
        ),
    ],
)
def test_a_hidden_ask_hides_the_shares_and_too_few_have_none(asks, row):
    assert asked_for(report("2015-16", {"asks": asks})).rows[0] == row


def test_a_release_that_knew_fewer_tables_says_less_and_never_fails():
    old = replace(report("2015-16", {}), tables=())

    assert _said(old) == []
    assert anchor_table(old, YEAR).rows == ()
    assert answered_by_age(old).rows[0][1:] == (Symbol.WITHHELD,) * 3
    assert asked_for(old).rows[0][1:] == (Symbol.WITHHELD,) * 2
    assert equity(old).rows == ()
    assert {row[2] for row in block(old, ()).tables[1].rows} == {Symbol.WITHHELD}


def test_where_everything_was_answered_nothing_is_left_to_say():
    said = _said(report("2015-16", {"asks": {**ASKS["asks"], "unanswered": 0}}))

    assert said == ["Of 90 things children asked for, 60 were done: 67 %."]


def test_who_took_part_at_an_age_is_added_up_only_where_every_code_is_shown():
    codes = {"PN1": 20, "PN2": 8, "PN3": 7, "PN4": 9, "PN5": 10, "PN6": 10, "PN7": 16}
    age = {
        **{f"4-9/{code}": number for code, number in codes.items()}, "4-9/base": 80,
        "10-15/PN1": 30, "10-15/base": 60,
        **{f"16-17/{code}": 1 for code in codes}, "16-17/base": 7,
    }  # fmt: skip

    rows = {row[0]: row[1:] for row in equity(report("2015-16", {"age": age})).rows}

    assert rows["Aged 4 to 9"] == (55, 80, 69)
    assert rows["Aged 10 to 15"] == (Symbol.WITHHELD, 60, Symbol.WITHHELD)
    assert rows["Aged 16 and 17"] == (5, 7, Symbol.TOO_FEW)


def test_quarters_are_points_with_nothing_to_compare_them():
    spring = report("2015-16Q1", {**reviews(SEED), **RESPONSE})
    table = quarters("2015-16", (spring, report("2015-16Q2", {})))

    assert table.rows[0][:3] == ("2015-16Q1", 1031, 1143)
    assert table.rows[0][-1] == 210
    assert set(table.rows[1][1:]) == {Symbol.WITHHELD}
    assert not any("against" in column.heading.lower() for column in table.columns)
