from datetime import date

import pytest

from feedback.disclosure.declared import load_tables
from feedback.periods import Period
from feedback.releases.report import Report, Reported
from feedback.releases.sentences import AGES_HIDDEN, PARTLY, WITHHELD, sentences

AT_LEAST = f"after at least 200 reviews: {AGES_HIDDEN}"
TABLES = {table.id: table for table in load_tables()}
PARTICIPATION = {"took-part": 170, "did-not": 30, "null": 0}


def _said(table, counts, participation=None, **beside):
    asked = Reported(TABLES[table], counts)
    others = {"participation": participation, **beside}
    tables = (*(Reported(TABLES[one], shown) for one, shown in others.items()), asked)
    report = Report(Period.named("2025-26"), date(2026, 5, 1), made_up=False, tables=tables)
    return " ".join(sentences(report, asked))


def test_participation_is_said_with_its_unit_first():
    assert (
        _said("participation", PARTICIPATION)
        == "Children took part in 170 of 200 reviews: 85.0 %."
    )


@pytest.mark.parametrize(
    ("null", "said"),
    [
        (1, "For 1 more review nobody has confirmed how the child took part."),
        (20, "For 20 more reviews nobody has confirmed how the child took part."),
        (20, "If the child took part in none of these, it is 77.3 %; if in all, it is 86.4 %."),
    ],
)
def test_null_returns_are_said_aloud_with_the_two_bounds(null, said):
    assert said in _said("participation", {**PARTICIPATION, "null": null})


def test_without_a_percentage_there_are_no_bounds_to_say():
    said = _said("participation", {"took-part": 6, "did-not": 6, "null": 2})

    assert said == (
        "Children took part in 6 of 12 reviews."
        " For 2 more reviews nobody has confirmed how the child took part."
    )


def test_groups_and_under_fours_are_said_by_their_first_line():
    assert _said("groups", {"PN1": 50, "PN2-3": 20, "PN5-6": 20, "PN4-7": 10}) == (
        "Was there and spoke (PN1): 50 of 100 reviews: 50 %."
    )
    assert _said("under-four", {"PN0": 20, "null-under-four": 0}) == (
        "Under four (PN0): 20 reviews. They are in no rate."
    )


def test_who_answered_is_said_in_all_and_by_the_share_of_each_that_is_shown():
    assert _said("response", {"pictures": 40, "short": 60, "base": 100}) == (
        "100 answer sheets: Pictures 40 %; Short 60 %."
    )
    assert _said("response", {"pictures": 4, "short": 6, "base": 10}) == "10 answer sheets."
    assert _said("response", {"pictures": 40}) == PARTLY


def test_where_the_first_line_is_hidden_no_line_further_down_is_said_in_its_place():
    assert _said("under-four", {"null-under-four": 0}) == PARTLY


def test_of_what_nobody_recorded_there_is_no_share_of_nothing_to_read():
    nothing = {"in-time": 0, "not-in-time": 0, "base": 0, "unknown": 6}

    assert _said("notified", nothing) == "Nothing is recorded of any of these reviews."


def test_answers_are_said_with_the_room_for_chance_and_out_of_how_many_reviews():
    said = _said("voice", {"yes": 50, "bit": 30, "no": 20, "not-sure": 10}, PARTICIPATION)

    assert said == (
        "50 of 100 answered Yes: 50 %."
        " Allowing for chance, it may lie between 40 % and 60 %."
        " 10 more were not sure: 9 % of all."
        " 110 answered this after 200 reviews."
    )


@pytest.mark.parametrize(
    ("of_age", "after"),
    [(30, "after 230 reviews."), (0, "after 200 reviews."), (None, AT_LEAST)],
)
def test_answers_of_those_of_18_and_over_are_said_beside_their_reviews_too(of_age, after):
    answers = {"yes": 50, "bit": 30, "no": 20, "not-sure": 10}
    told = None if of_age is None else {"18-and-over": of_age}

    said = _said("voice", answers, PARTICIPATION, **{"asked-of-age": told})

    assert said.endswith(f"110 answered this {after}")


def test_reviews_of_those_of_18_and_over_are_said_by_their_number_and_to_be_in_no_rate():
    assert _said("asked-of-age", {"18-and-over": 14}) == (
        "18 and over (Full): 14 reviews. They are in no rate of participation."
    )
    assert _said("asked-of-age", None) == WITHHELD


def test_below_three_in_ten_a_figure_comes_with_its_warning():
    said = _said("voice", {"yes": 20, "bit": 10, "no": 10, "not-sure": 0}, PARTICIPATION)

    assert said.endswith("Fewer than 3 in 10 answered: treat with care.")


def test_many_who_were_not_sure_mean_that_the_question_may_not_be_clear():
    said = _said("voice", {"yes": 6, "bit": 6, "no": 6, "not-sure": 6}, PARTICIPATION)

    assert (
        "6 of 18 answered Yes. 6 more were not sure: 25 % of all. More than 1 in 5 were not sure"
        in said
    )


def test_where_the_reviews_are_withheld_nothing_is_said_of_how_many_answered():
    said = _said("voice", {"yes": 50, "bit": 30, "no": 20, "not-sure": 0})

    assert said.endswith("cannot be said, because the reviews are withheld.")


def test_a_withheld_table_says_so_and_never_which_rule_it_was():
    assert _said("voice", None, PARTICIPATION) == WITHHELD


@pytest.mark.parametrize(
    ("table", "counts"),
    [
        ("participation", {"null": 2}),
        ("groups", {"base": 40}),
        ("voice", {"bit": 12, "not-sure": 3}),
        ("voice-by-group", {"PN1/bit": 12}),
    ],
)
def test_where_what_would_be_said_is_hidden_the_sentence_says_just_that(table, counts):
    assert _said(table, counts).startswith("Some numbers are hidden to protect children")


def test_how_many_answered_is_not_said_where_those_who_were_not_sure_are_hidden():
    said = _said("voice", {"yes": 50, "bit": 30, "no": 20, "base": 100}, PARTICIPATION)

    assert said.startswith("50 of 100 answered Yes: 50 %.")
    assert "answered this after" not in said
