from dataclasses import replace

from feedback.analysis.answered import answered_by_age, answered_by_group
from feedback.analysis.in_short import in_short
from feedback.releases.figures import Symbol
from tests.feedback.analysis.test_in_short import RESPONSE, YEAR
from tests.reports import SEED, report, reviews


def said(year):
    return [one.words for one in in_short(year, None)]


def test_sheets_stand_beside_the_reviews_they_are_about():
    assert answered_by_age(YEAR).rows[0] == ("4 to 7 (Pictures)", 300, 40, 13)
    assert answered_by_group(YEAR).rows[3] == ("Views were not heard", 112, 4, 4)
    assert answered_by_group(report("2015-16", {})).rows[0][1:] == (Symbol.WITHHELD,) * 3


def _of_age(many, **other):
    """The year with so many reviews of young people of 18 and over, or with that hidden."""
    told = {} if many is None else {"18-and-over": many}
    return report("2015-16", {**reviews(SEED), **RESPONSE, **other, "asked-of-age": told})


def test_sheets_of_those_of_18_and_over_are_shared_among_their_reviews_too():
    """250 sheets in Full would be more than the 243 reviews of those of 16 and 17."""
    sheets = {**RESPONSE["response"], "full": 250, "base": 430}

    year = _of_age(257, response=sheets)

    assert answered_by_age(year).rows[3] == ("16 and over (Full)", 500, 250, 50)
    assert any("in no rate of participation" in line.words for line in answered_by_age(year).lines)
    assert any("430 answer sheets came after 1,400 reviews" in one for one in said(year))


def test_where_reviews_of_those_of_age_are_hidden_no_share_is_said_to_be_more_than_it_can_be():
    year = _of_age(None)

    (told,) = [one for one in said(year) if "answer sheets came" in one]

    assert "210 answer sheets came after at least 1,143 reviews" in told
    assert "at most 18 in every 100, because how many there were of young people" in told
    assert answered_by_age(year).rows[3] == (
        "16 and over (Full)", Symbol.WITHHELD, 30, Symbol.WITHHELD
    )  # fmt: skip
    assert answered_by_age(year).rows[2][1:] == (300, 70, 23)


def test_a_year_that_left_before_they_were_counted_says_what_it_said():
    now = _of_age(0)
    then = replace(now, tables=tuple(one for one in now.tables if one.table.id != "asked-of-age"))

    assert answered_by_age(then).rows[3] == ("16 and 17 (Full)", 243, 30, 12)
    assert not any("18 and over" in line.words for line in answered_by_age(then).lines)
    assert said(then) == said(now)


def test_of_too_few_reviews_there_is_no_rate_of_response():
    shown = {"response": {"pictures": 7, "base": 7}, "asked": {"4-7": 12, "base": 12}}

    assert answered_by_age(report("2015-16", shown)).rows[0][1:] == (12, 7, Symbol.TOO_FEW)
