import pytest

from feedback.catalogue import load_catalogue
from feedback.disclosure.declared import AMOUNTS, load_tables, read_tables, tables_of
from feedback.disclosure.table import Unit
from feedback.errors import TablesUnsound
from feedback.periods import Period
from feedback.questionnaire import Stage

ONE = """
[[tables]]
id = "one"
title = "One?"
name = "one"
unit = "reviews"
of = "reviews"
across = "code"
cells = [{ id = "a", label = "A", counts = ["PN1"] }]
"""

ROWS = """by = "age"
rows = [{ id = "all", label = "All", counts = ["4-7"] }]
"""
WIDE = ROWS.replace("rows = [", "yearly = true\nrows = [" + "".join(
    f'{{ id = "r{n}", label = "R", counts = ["4-7"] }}, ' for n in range(120)
))  # fmt: skip


def test_every_code_of_the_return_is_counted_in_some_table():
    counted = {
        one
        for table in load_tables()
        if table.unit is Unit.REVIEWS
        for cell in table.cells
        for one in cell.where.get("code", ())
    }

    assert counted == {*(f"PN{code}" for code in range(8)), "null", "null-under-four"}


def test_each_anchor_has_its_table_and_every_version_asks_it_with_the_same_answers():
    tables = {table.question: table for table in load_tables() if table.question}
    asked = [
        question
        for questionnaire in load_catalogue().questionnaires
        if questionnaire.kind is Stage.EVALUATION
        for question in questionnaire.questions
        if question.anchor
    ]

    assert {question.id: question.anchor for question in asked} == {
        name: table.code for name, table in tables.items()
    }
    assert {frozenset(question.values) for question in asked} == {
        frozenset(one["id"] for one in AMOUNTS) - {"base"}
    }


def test_a_review_not_coded_is_an_omission_of_the_service_and_is_never_judged():
    judged = {cell.id for table in load_tables() for cell in table.answers}

    assert not {"null", "null-under-four", "not-sure"} & judged


def test_a_quarter_holds_one_way_tables_only_and_a_year_all_of_them():
    quarter = tables_of(Period.named("2025-26Q3"))

    assert not [table.id for table in quarter if table.two_way or table.yearly]
    assert tables_of(Period.named("2025-26")) == load_tables()


def test_a_table_may_be_one_way_or_two_and_never_three():
    assert {len(cell.where) for table in load_tables() for cell in table.cells} == {1, 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it declares 0 tables"),
        ("".join(ONE.replace("one", f"t{n}") for n in range(13)), "it declares 13 tables"),
        (ONE.replace("PN1", "PN9"), "code has no PN9"),
        (ONE + ROWS, "the table one has rows, and only a year’s may"),
        (ONE + WIDE, "one has 121 cells, and may have 120"),
        (ONE * 2, "the table one stands there twice"),
        ("not toml", "it cannot be read"),
        (ONE.replace('unit = "reviews"', 'unit = "apples"'), "it cannot be read"),
        (ONE.replace('title = "One?"', ""), "it cannot be read"),
        (ONE.replace('["PN1"]', '["PN1", "PN1"]'), "the count of one PN1 stands there twice"),
        (ONE.replace("}]", '}, { id = "a", label = "A", counts = [] }]'), "cell of one a"),
    ],
)
def test_an_unsound_file_of_tables_is_refused_in_one_sentence(text, said):
    with pytest.raises(TablesUnsound) as refusal:
        read_tables(text)

    assert said in str(refusal.value)
    assert str(refusal.value).startswith("tables.toml: ")
