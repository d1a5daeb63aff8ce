import pytest

from feedback.catalogue import load_catalogue
from feedback.disclosure.declared import AMOUNTS, load_tables, read_tables
from feedback.disclosure.table import Unit
from feedback.errors import TablesUnsound
from feedback.questionnaire import Stage

ONE = """
[[tables]]
id = "one"
title = "One?"
unit = "reviews"
cells = [{ id = "a", label = "A", counts = ["PN1"] }]
"""


def test_every_code_of_the_return_is_counted_in_some_table():
    counted = {
        one
        for table in load_tables()
        if table.unit is Unit.REVIEWS
        for cell in table.cells
        for one in cell.counts
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
        frozenset(cell.id for cell in AMOUNTS)
    }


def test_a_review_not_coded_is_an_omission_of_the_service_and_is_never_judged():
    judged = {cell.id for table in load_tables() for cell in table.answers}

    assert not {"null", "null-under-four", "not-sure"} & judged


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it declares 0 tables"),
        (ONE * 13, "it declares 13 tables"),
        (ONE * 2, "the table one stands there twice"),
        ("not toml", "it cannot be read"),
        (ONE.replace("reviews", "apples"), "it cannot be read"),
        (ONE.replace('title = "One?"', ""), "it cannot be read"),
        (ONE.replace('["PN1"]', '["PN1", "PN1"]'), "the count of one PN1 stands there twice"),
        (ONE.replace("}]", '}, { id = "a", label = "A", counts = [] }]'), "cell of one a"),
        (ONE.replace("counts", "omission = true, counts"), "has no cells to judge"),
    ],
)
def test_an_unsound_file_of_tables_is_refused_in_one_sentence(text, said):
    with pytest.raises(TablesUnsound) as refusal:
        read_tables(text)

    assert said in str(refusal.value)
    assert str(refusal.value).startswith("tables.toml: ")
