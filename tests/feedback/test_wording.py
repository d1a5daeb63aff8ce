"""How a question is not asked."""

import pytest

from feedback.wording import asks_two_things, is_negative, presumes

PLAIN = [
    "Do you feel safe where you live?",
    "Did someone tell you what was decided, and why?",
    "Is there anything only your IRO should see?",
    "Which of these feel good to you?",
    "Did people listen to what you told them?",
    "How do you feel about school?",
]


@pytest.mark.parametrize("question", PLAIN)
def test_a_plain_question_passes(question):
    assert not is_negative(question)
    assert not asks_two_things(question)
    assert not presumes(question)


@pytest.mark.parametrize(
    "question",
    [
        "Did nobody listen?",
        "Don’t you like school?",
        "Don't you like school?",
        "Were you not told?",
        "Do you never feel safe?",
        "Is home without worries?",
        "Did no one ask?",
    ],
)
def test_a_negative_question_is_found(question):
    assert is_negative(question)


@pytest.mark.parametrize(
    "question",
    [
        "Do you like home and school?",
        "Did people listen or help?",
        "How is it? Is it good?",
        "Do you see your mum/dad?",
        "Are you well & happy?",
        "Do you sleep as well as eat?",
        "Did they say when, and why, and how?",
    ],
)
def test_two_questions_in_one_are_found(question):
    assert asks_two_things(question)


@pytest.mark.parametrize(
    "question",
    [
        "What are three good things about school?",
        "What is your favourite thing at home?",
        "Why do you like your carer?",
        "How happy are you at home?",
        "What do you like about school?",
        "What worries you?",
        "What makes you sad?",
        "Do you see your mum?",
        "Isn’t it nice here?",
        "You like it here, right?",
    ],
)
def test_a_question_that_takes_something_for_granted_is_found(question):
    assert presumes(question)
