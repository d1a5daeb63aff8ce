"""Topics may be taken in any order: what was chosen is met whole and once, then what all meet."""

from hypothesis import given
from hypothesis import strategies as st

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Stage, Version
from feedback.topics import following_on

FULL = load_catalogue().find(Stage.CONSULTATION, Version.FULL)
TOPICS = FULL.question("topics").values


@given(chosen=st.lists(st.sampled_from(TOPICS), unique=True, min_size=1), begin=st.data())
def test_wherever_one_begins_every_question_of_a_chosen_topic_is_met_once(chosen, begin):
    path = FULL.path({"topics": tuple(chosen)})
    topical = [question for question in path if question.topic is not None]
    here, passed, met = begin.draw(st.sampled_from(topical)), {"topics"}, []

    while here.topic is not None:
        met.append(here)
        passed.add(here.id)
        here = following_on(path, here, passed)[0]

    assert {question.topic for question in met} == set(chosen)
    assert sorted(question.id for question in met) == sorted(one.id for one in topical)
    assert here.id == "last-time"


def test_the_pages_that_everybody_meets_keep_their_order():
    path = FULL.path({"topics": ("money",)})
    wishes = FULL.question("wishes")

    assert following_on(path, wishes, set()) == path[path.index(wishes) + 1 :]


def test_what_is_off_the_path_leads_nowhere():
    assert following_on(FULL.path({}), FULL.question("money"), set()) == ()
