"""Topics may be taken in any order: what was chosen is met whole and once, then what all meet.

And nothing is opened to find the next page but what decides it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from feedback.topics import deciding, last_before, next_after, place_in

FORMS = [
    load_catalogue().find(stage, version)
    for stage in (Stage.CONSULTATION, Stage.EVALUATION)
    for version in Version
    if version is not Version.WATCHING
]
FULL = load_catalogue().find(Stage.CONSULTATION, Version.FULL)
SHORT = load_catalogue().find(Stage.CONSULTATION, Version.SHORT)
TOPICS = FULL.question("topics").values


def everybody(_question):
    return True


@given(chosen=st.lists(st.sampled_from(TOPICS), unique=True, min_size=1), begin=st.data())
def test_wherever_one_begins_every_question_of_a_chosen_topic_is_met_once(chosen, begin):
    path = FULL.path({"topics": tuple(chosen)})
    topical = [question for question in path if question.topic is not None]
    here, passed, met = begin.draw(st.sampled_from(topical)), {"topics"}, []

    while here.topic is not None:
        met.append(here)
        passed.add(here.id)
        here = next_after(path, here, passed=passed, meets=everybody)

    assert {question.topic for question in met} == set(chosen)
    assert sorted(question.id for question in met) == sorted(one.id for one in topical)
    assert here.id == "last-time"


def answers_to(form):
    """Draw any answers of one choice each to whatever decides something in a form."""
    deciders = {name for one in form.questions for name in deciding(form, one)}
    said = {
        name: st.lists(st.sampled_from(form.question(name).values), unique=True).map(tuple)
        for name in sorted(deciders)
    }
    return st.fixed_dictionaries(said)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@given(draw=st.data())
def test_from_page_to_page_one_meets_the_whole_way_and_back_the_same(form, draw):
    said = draw.draw(answers_to(form))
    path, order = form.path(said), form.order(said.get("topics", ()))

    def meets(question):
        return form.asks(question, {name: said.get(name, ()) for name in deciding(form, question)})

    assert tuple(filter(meets, order)) == path
    passed = set()
    for earlier, later in zip((None, *path), (*path, None), strict=True):
        if earlier is not None:
            passed.add(earlier.id)
            assert next_after(order, earlier, passed=passed, meets=meets) == later
        if later is not None:
            assert last_before(order, later, meets=meets) == earlier


def test_the_pages_that_everybody_meets_keep_their_order():
    path = FULL.path({"topics": ("money",)})
    here, met = FULL.question("wishes"), []

    while here is not None:
        met.append(here)
        here = next_after(path, here, passed=(), meets=everybody)

    assert tuple(met) == path[path.index(met[0]) :]


def test_what_is_off_the_way_leads_nowhere_and_nothing_leads_there():
    order, money = FULL.order(()), FULL.question("money")
    assert place_in(order, money) is None
    assert next_after(order, money, passed=(), meets=everybody) is None
    assert last_before(order, money, meets=everybody) is None

    join = SHORT.question("join")
    assert next_after(SHORT.order(()), join, passed=(), meets=lambda one: one != join) is None
    assert last_before(SHORT.order(()), join, meets=lambda one: one != join) is None


def test_what_every_child_meets_depends_on_nothing():
    assert deciding(SHORT, SHORT.question("home")) == frozenset()
    assert deciding(SHORT, SHORT.question("join")) == {"go"}
    assert deciding(FULL, FULL.question("money")) == {"topics"}
