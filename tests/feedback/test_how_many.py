"""How many questions there are, as a child would count them."""

from feedback.how_many import branching, counts, longest
from feedback.questionnaire import Condition
from tests.feedback.test_questionnaire import FORM, GO, JOIN, SEND, asked, form


def test_how_to_take_part_is_the_second_step_of_one_question():
    assert longest(FORM) == 8
    assert longest(form(GO, JOIN, SEND)) == 1
    assert [question.id for question in FORM.questions if not counts(question)] == ["join", "send"]


def test_two_ways_on_from_another_question_count_as_one():
    ways = [asked(f"if-{value}", when=Condition("go", (value,))) for value in ("yes", "no")]

    assert branching(form(GO, *ways)) == {"go"}
    assert branching(form(GO, JOIN, SEND)) == frozenset()
    assert longest(form(GO, *ways)) == 2
    assert longest(form(asked("a"), asked("b"))) == 2
