"""Answers of several parts: the people in a child’s life, and what came of each ask."""

import pytest

from feedback.questionnaire import Kind, Option, Question, Role

YES, NO = Option("yes", "Yes"), Option("no", "No")
UNSURE = Option("not-sure", "I’m not sure", not_sure=True)


def asked(id_, kind, **more):
    return Question(id=id_, kind=kind, title=f"What about {id_}?", **more)


PEOPLE = asked("people", Kind.PEOPLE, most=2, options=(Option("near", "Very close"), UNSURE))


def test_as_many_people_fit_as_there_is_room_for():
    assert PEOPLE.fits(("near:more:Nan", "far::Mum", "+::They sing."))
    assert not PEOPLE.fits(("near::Nan", "far::Mum", "far::Dad"))


@pytest.mark.parametrize(
    ("answer", "says"),
    [(("::Nan",), True), (("+::They sing.",), True), ((":not-sure:",), False), ((), False)],
)
def test_naming_somebody_is_a_view_and_not_being_sure_about_nobody_is_none(answer, says):
    assert PEOPLE.says_something(answer) is says


LAST_TIME = asked("last-time", Kind.CHOICE, role=Role.LAST_TIME, options=(YES, NO, UNSURE))
ONE, TWO = "a" * 32, "b" * 32


def test_of_last_time_one_may_answer_at_once_or_ask_by_ask():
    assert LAST_TIME.fits(("yes",))
    assert LAST_TIME.fits((f"{ONE}:yes", f"{TWO}:no"))


@pytest.mark.parametrize(
    "answer",
    [("yes", f"{ONE}:yes"), (f"{ONE}:yes", f"{ONE}:no"), (f"{ONE}:perhaps",), ("nan:yes",),
     ("yes", "no")],
)  # fmt: skip
def test_of_one_ask_one_thing_is_said(answer):
    assert not LAST_TIME.fits(answer)


def test_not_being_sure_of_an_ask_is_no_view():
    assert not LAST_TIME.says_something((f"{ONE}:not-sure",))
    assert LAST_TIME.says_something((f"{ONE}:not-sure", f"{TWO}:no"))
