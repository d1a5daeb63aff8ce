"""What a questionnaire asks of whom, and what it takes for an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import AnswersUnsound
from feedback.how_many import counts, longest
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

YES = Option("yes", "Yes")
NO = Option("no", "No")
UNSURE = Option("not-sure", "I’m not sure", not_sure=True)


def asked(id_, kind=Kind.WORDS, **more):
    return Question(id_, kind, f"What about {id_}?", **more)


def form(*questions, kind=Stage.CONSULTATION):
    return Questionnaire("a.form", kind, Version.LONGER, 1, "d1", "Longer", 9, questions)


TOPICS = asked(
    "topics",
    Kind.TOPICS,
    role=Role.TOPICS,
    options=(Option("home", "Where I live"), Option("money", "Money"), Option("plan", "My plan")),
)
GO = asked("go", Kind.CHOICE, role=Role.GO, options=(YES, NO, UNSURE))
JOIN = asked(
    "join",
    Kind.CHOICE,
    role=Role.JOIN,
    options=(Option("speak", "I will talk"), UNSURE),
    when=Condition("go", ("yes",)),
)
SEND = asked(
    "send",
    Kind.CHOICE,
    role=Role.SEND,
    options=(Option("use-this", "Use what I write"), UNSURE),
    when=Condition("go", ("no",)),
)
TALK = asked("talk", Kind.CHOICES, role=Role.TALK, options=(Option("iro", "My IRO"), NO, UNSURE))
FORM = form(
    TOPICS,
    asked("home-a", topic="home"),
    asked("home-b", topic="home"),
    asked("money", topic="money"),
    asked("plan", topic="plan"),
    asked("wishes", Kind.ASKS, role=Role.ASKS, most=2),
    GO,
    JOIN,
    SEND,
    TALK,
)


def ids(questions):
    return [question.id for question in questions]


def answers_of(question):
    if question.kind is Kind.WORDS:
        return st.tuples(st.text(max_size=50))
    if question.kind is Kind.ASKS:
        return st.lists(st.text(max_size=300), max_size=question.most).map(tuple)
    most = 1 if question.kind is Kind.CHOICE else None
    chosen = st.lists(st.sampled_from(question.values), unique=True, min_size=1, max_size=most)
    return chosen.map(tuple)


SOME_ANSWERS = st.fixed_dictionaries(
    {}, optional={question.id: answers_of(question) for question in FORM.questions}
)


@pytest.mark.parametrize(
    ("go", "next_steps"),
    [("yes", ["join"]), ("no", ["send"]), ("not-sure", [])],
)
def test_how_to_take_part_follows_from_whether_the_child_goes(go, next_steps):
    path = FORM.path({"go": (go,)})

    assert [id_ for id_ in ids(path) if id_ in {"join", "send"}] == next_steps


def test_with_no_topic_chosen_only_the_shared_pages_come():
    assert ids(FORM.path({})) == ["topics", "wishes", "go", "talk"]


def test_topics_come_in_the_order_the_child_chose_them():
    path = FORM.path({"topics": ("plan", "home")})

    assert ids(path) == ["topics", "plan", "home-a", "home-b", "wishes", "go", "talk"]


def test_a_question_behind_a_question_that_is_not_asked_is_not_asked_either():
    behind = asked("behind", when=Condition("join", ("speak",)))

    path = form(GO, JOIN, behind).path({"go": ("no",), "join": ("speak",)})

    assert ids(path) == ["go"]


def test_a_form_without_topics_asks_everything_in_order():
    assert ids(form(TALK, GO).path({})) == ["talk", "go"]


@given(SOME_ANSWERS)
def test_nobody_is_asked_twice_or_more_than_was_promised(answers):
    path = FORM.path(answers)

    assert len(set(path)) == len(path)
    assert sum(map(counts, path)) <= longest(FORM)
    assert set(path) <= set(FORM.questions)


@given(SOME_ANSWERS)
def test_the_way_through_does_not_depend_on_accepting_twice(answers):
    accepted = FORM.accept(answers)

    assert FORM.accept(accepted) == accepted
    assert FORM.path(accepted) == FORM.path(answers)


@given(SOME_ANSWERS)
def test_words_come_back_as_they_were_written(answers):
    accepted = FORM.accept(answers)

    for key, answer in accepted.items():
        assert answer == tuple(part for part in answers[key] if part.strip())


@given(SOME_ANSWERS)
def test_what_was_said_lies_on_the_way_the_child_took(answers):
    said = FORM.said(FORM.accept(answers))

    assert list(said) == [id_ for id_ in ids(FORM.path(answers)) if id_ in said]


@given(SOME_ANSWERS, st.text(max_size=20))
def test_a_refusal_names_the_question_and_never_the_answer(answers, unfit):
    if unfit.strip() and unfit not in GO.values:
        with pytest.raises(AnswersUnsound, match="answer to go does not fit") as refusal:
            FORM.accept({**answers, "go": (unfit,)})

        assert refusal.value.question_id == "go"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("home-a", ("x" * 4_001,)),
        ("home-a", ("one", "two")),
        ("wishes", ("one", "two", "three")),
        ("wishes", ("x" * 301,)),
        ("go", ("yes", "no")),
        ("go", ("maybe",)),
        ("talk", ("iro", "iro")),
        ("unheard-of", ("yes",)),
        ("went", ("no",)),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(question, answer):
    with pytest.raises(AnswersUnsound, match=question):
        FORM.accept({question: answer})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("home-a", ("x" * 4_000,)),
        ("wishes", ("a bike", "a" * 300)),
        ("talk", ("iro", "not-sure")),
        ("topics", ("money", "home")),
    ],
)
def test_an_answer_that_fits_is_kept_as_it_is(question, answer):
    assert FORM.accept({question: answer}) == {question: answer}


def test_a_question_left_blank_is_a_question_missed():
    assert FORM.accept({"home-a": (" \n",), "wishes": ("", "a bike", ""), "go": ()}) == {
        "wishes": ("a bike",)
    }


def test_a_changed_mind_loses_nothing_but_sends_only_the_way_taken():
    answers = FORM.accept({"go": ("no",), "join": ("speak",), "send": ("use-this",)})

    assert answers["join"] == ("speak",)
    assert FORM.said(answers) == {"go": ("no",), "send": ("use-this",)}


def test_a_scale_goes_from_nought_to_ten_and_may_be_not_sure():
    scale = asked(
        "overall", Kind.SCALE, options=(Option("0", "Bad"), Option("10", "Good"), UNSURE)
    )

    assert scale.values == (*map(str, range(11)), "not-sure")
    assert scale.fits(("7",))
    assert not scale.fits(("11",))


def test_asks_without_a_number_have_room_for_one():
    assert not asked("wishes", Kind.ASKS).fits(("one", "two"))


@pytest.mark.parametrize(
    ("answers", "real"),
    [
        ({}, False),
        ({"go": ("not-sure",)}, False),
        ({"wishes": (" ", "\t")}, False),
        ({"topics": ("home",)}, False),
        ({"talk": ("iro",)}, False),
        ({"join": ("speak",)}, False),
        ({"home-a": ("I feel fine",)}, False),
        ({"topics": ("home",), "home-a": ("I feel fine",)}, True),
        ({"wishes": ("a bike",)}, True),
        ({"go": ("no",)}, True),
    ],
)
def test_views_need_one_real_answer(answers, real):
    assert FORM.has_real_answer(answers) is real


def test_a_face_alone_is_answer_enough():
    face = asked("home", Kind.FEELINGS, options=(Option("sad", "Sad"), UNSURE))

    assert form(face).has_real_answer({"home": ("sad",)})
    assert form(face).has_real_answer({"home": ("sad", "not-sure")})
    assert not form(face).has_real_answer({"home": ("not-sure",)})


LISTENED = asked(
    "audience",
    Kind.AMOUNT,
    title_if_away="What about what you told them?",
    options=(YES, NO, UNSURE),
)


def test_what_depends_on_a_topic_that_is_not_chosen_any_more_is_not_asked():
    after = asked("more-money", when=Condition("money", ("a lot",)))
    longer, said = form(*FORM.questions, after), {"money": ("a lot",)}

    assert "more-money" in ids(longer.path({"topics": ("money",), **said}))
    assert "more-money" not in ids(longer.path({"topics": ("home",), **said}))
    assert "more-money" not in ids(longer.path(said))


def test_a_child_who_was_away_is_asked_in_words_for_the_away():
    assert LISTENED.title_for({"went": ("no",)}) == "What about what you told them?"
    assert LISTENED.title_for({"went": ("yes",)}) == "What about audience?"
    assert LISTENED.title_for({}) == "What about audience?"
    assert GO.title_for({"went": ("no",)}) == "What about go?"


def test_the_sheet_says_which_words_were_asked():
    evaluation = form(LISTENED, kind=Stage.EVALUATION)

    answers = evaluation.accept({"went": ("no",), "audience": ("yes",)})

    assert evaluation.said(answers) == {"audience": ("yes",), "went": ("no",)}
    assert not evaluation.has_real_answer({"went": ("no",)})


def test_whether_the_child_went_is_yes_or_no():
    with pytest.raises(AnswersUnsound, match="went"):
        form(LISTENED).accept({"went": ("perhaps",)})


def test_a_question_is_found_by_its_part_in_the_service():
    assert FORM.with_role(Role.GO) is GO
    assert FORM.with_role(Role.SAFE) is None
