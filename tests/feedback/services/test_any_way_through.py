"""Whatever way a child takes through the form, what is sent is what they said last."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.catalogue import load_catalogue
from feedback.people import CLOSE, WISH, People, Person, written
from feedback.questionnaire import Kind, Question, Stage, Version
from feedback.store.models import SentViews
from feedback.store.sealing import Place
from tests.road import NOW, Road

SHORT = load_catalogue().find(Stage.CONSULTATION, Version.SHORT)
PICTURES = load_catalogue().find(Stage.CONSULTATION, Version.PICTURES)
SOME_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
IN_BOTH = [
    question for question in SHORT.questions
    if all(other.kind is question.kind and set(question.values) <= set(other.values)
           for other in PICTURES.questions if other.id == question.id)
]  # fmt: skip


PEOPLE = st.builds(
    People,
    st.lists(
        st.builds(Person, SOME_WORDS, st.sampled_from(["", *CLOSE]), st.sampled_from(["", *WISH])),
        max_size=8,
    ).map(tuple),
    SOME_WORDS,
)


def answers_to(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    if question.kind is Kind.WORDS:
        return SOME_WORDS.map(lambda words: (words,))
    if question.kind is Kind.PEOPLE:
        return PEOPLE.map(written)
    if question.kind is Kind.ASKS:
        return st.lists(SOME_WORDS, max_size=question.most).map(tuple)
    most = 1 if question.kind is Kind.CHOICE else None
    return st.lists(st.sampled_from(question.values), min_size=1, max_size=most, unique=True).map(
        tuple
    )


SAID = st.sampled_from(IN_BOTH).flatmap(
    lambda question: st.tuples(st.just(question.id), answers_to(question))
)
STEPS = st.one_of(
    SAID,
    st.sampled_from(IN_BOTH).map(lambda question: (question.id, ())),
    st.just("come back"),
    st.just("easier"),
    st.just("as before"),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=12))
def test_whatever_the_way_through_what_is_sent_is_what_was_said_last(store, keys, tmp_path, steps):
    road = Road(store, keys, tmp_path)
    road.invited()
    visit, said = road.settles_in(), {}
    for step in steps:
        if step == "come back":
            visit = road.comes_back()
            continue
        with road.form(visit) as form:
            if step in {"easier", "as before"}:
                version = Version.PICTURES if step == "easier" else Version.SHORT
                form.change_version(version, catalogue=road.catalogue, now=NOW)
            elif step[0] in {question.id for question in form.questionnaire.questions}:
                form.keep(*step, now=NOW)
                said[step[0]] = step[1]
    with road.form(visit) as form:
        asked = form.questionnaire

    road.sends(visit)

    views = next(row for row in road.rows(SentViews) if row.letter_id == road.letter_id)
    plain = json.loads(keys.open(views.answers, Place("views", "answers", views.id)))
    ours = {key: answer for key, answer in said.items() if key in {q.id for q in asked.questions}}
    expected = asked.said(asked.accept(ours))
    assert {key: tuple(answer) for key, answer in plain.items()} == expected
