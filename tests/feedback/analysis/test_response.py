import pytest

from feedback.analysis.response import missing, response


def test_three_in_ten_is_enough_and_less_needs_care():
    assert not response(60, 200).needs_care
    assert response(59, 200).needs_care
    assert response(60, 200).rate.whole == 30


def test_late_sheets_never_make_more_than_everybody():
    assert response(220, 200).rate.whole == 100


@pytest.mark.parametrize(("sheets", "reviews"), [(None, 200), (60, None)])
def test_there_is_no_response_where_a_number_is_withheld(sheets, reviews):
    assert response(sheets, reviews) is None


def test_a_group_that_answered_less_than_half_as_often_is_missing():
    reviews = {"PN1": 100, "PN2-3": 40, "PN5-6": 60, "PN4-7": 50}
    sheets = {"PN1": 60, "PN2-3": 20, "PN5-6": 30, "PN4-7": 10}

    assert missing(sheets, reviews) == ("PN4-7",)


def test_nothing_is_said_of_a_group_with_fewer_reviews_than_carry_a_share():
    reviews, sheets = {"PN1": 100, "PN4-7": 6}, {"PN1": 60, "PN4-7": 0}

    assert missing(sheets, reviews) == ()
    assert missing(sheets, reviews | {"PN4-7": 19}) == ()
    assert missing(sheets, reviews | {"PN4-7": 20}) == ("PN4-7",)


def test_a_group_that_is_withheld_is_neither_missing_nor_there():
    assert missing({"PN1": 60, "PN4-7": None}, {"PN1": 100, "PN4-7": 50}) == ()
    assert missing({}, {"PN1": 100}) == ()
    assert missing({"PN1": 0}, {"PN1": 0}) == ()
