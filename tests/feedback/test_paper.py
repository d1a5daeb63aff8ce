"""Whoever follows the numbers on paper meets the very questions that a screen would ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.catalogue import load_catalogue
from feedback.paper import OnlyIf, on_paper
from feedback.questionnaire import (
    Condition,
    Kind,
    Option,
    Question,
    Questionnaire,
    Role,
    Stage,
    Version,
)

EVERY_FORM = load_catalogue().questionnaires
YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def form(*questions: Question) -> Questionnaire:
    return Questionnaire("x", Stage.CONSULTATION, Version.SHORT, 1, "", "X", 1, questions)


def followed(asked: Questionnaire, answers: dict) -> list[str]:
    """Follow the paper as a child does: to the number it says, or to the next one."""
    steps, met, at = on_paper(asked), [], 1
    topics = asked.with_role(Role.TOPICS)
    chosen = answers.get(topics.id, ()) if topics else ()
    while at <= len(steps):
        step = steps[at - 1]
        given = answers.get(step.question.id, ())
        meant = step.question.topic is None or step.question.topic in chosen
        if step.only_if:
            earlier = asked.questions[step.only_if.number - 1].id
            held = set(answers.get(earlier, ())) & set(step.only_if.values)
            meant = meant and earlier in met and bool(held)
        if not meant:
            at += 1
            continue
        met.append(step.question.id)
        leads = [step.leads[value] for value in given if value in step.leads]
        at = leads[0] if leads else step.then or at + 1
    return met


@pytest.mark.parametrize("asked", EVERY_FORM, ids=lambda asked: asked.id)
def test_paper_asks_every_question_once_in_the_order_of_the_form(asked):
    steps = on_paper(asked)

    assert [step.question.id for step in steps] == [question.id for question in asked.questions]
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))


@pytest.mark.parametrize("asked", EVERY_FORM, ids=lambda asked: asked.id)
@given(data=st.data())
def test_following_the_numbers_is_the_way_a_screen_would_go(asked, data):
    answers = {
        question.id: (data.draw(st.sampled_from(question.values)),)
        for question in asked.questions
        if question.values and question.role is not Role.TOPICS
    }
    topics = asked.with_role(Role.TOPICS)
    if topics:
        answers[topics.id] = tuple(data.draw(st.sets(st.sampled_from(topics.values))))

    met = followed(asked, answers)

    assert sorted(met) == sorted(question.id for question in asked.path(answers))
    assert met == [question.id for question in asked.questions if question.id in met]


def test_an_answer_that_skips_a_question_says_to_which_it_leads():
    asked = form(
        Question("go", Kind.CHOICE, "Go?", options=YES_NO),
        Question("how", Kind.WORDS, "How?", when=Condition("go", ("yes",))),
        Question("why", Kind.WORDS, "Why?", when=Condition("go", ("no",))),
        Question("more", Kind.WORDS, "More?"),
    )

    go, how, why, more = on_paper(asked)

    assert go.leads == {"no": 3}
    assert (how.only_if, how.then) == (OnlyIf(1, ("yes",)), 4)
    assert (why.only_if, why.then) == (OnlyIf(1, ("no",)), None)
    assert (more.only_if, more.then, more.leads) == (None, None, {})


def test_an_answer_after_which_nothing_follows_leads_to_the_end():
    asked = form(
        Question("go", Kind.CHOICE, "Go?", options=YES_NO),
        Question("how", Kind.WORDS, "How?", when=Condition("go", ("yes",))),
    )

    assert on_paper(asked)[0].leads == {"no": 3}


def test_a_question_that_waits_for_one_that_waits_is_left_out_with_it():
    asked = form(
        Question("go", Kind.CHOICE, "Go?", options=YES_NO),
        Question("talk", Kind.CHOICE, "Talk?", options=YES_NO, when=Condition("go", ("yes",))),
        Question("how", Kind.WORDS, "How?", when=Condition("talk", ("yes",))),
        Question("why", Kind.WORDS, "Why?", when=Condition("go", ("no",))),
        Question("more", Kind.WORDS, "More?"),
    )

    steps = on_paper(asked)

    assert steps[1].leads == {"no": 5}
    assert steps[2].then == 5


def test_a_topic_says_which_questions_it_brings():
    topics = (Option("home", "Home"), Option("money", "Money"))
    asked = form(
        Question("topics", Kind.TOPICS, "What?", options=topics, role=Role.TOPICS),
        Question("where", Kind.WORDS, "Where?", topic="home"),
        Question("with", Kind.WORDS, "With whom?", topic="home"),
        Question("money", Kind.WORDS, "Money?", topic="money"),
    )

    assert on_paper(asked)[0].chosen == {"home": (2, 3), "money": (4,)}
