from hypothesis import given
from hypothesis import strategies as st

from feedback.disclosure.knowledge import Knowledge

A, B, C = ("Q1", "a"), ("Q1", "b"), ("Q1", "c")

numbers = st.integers(min_value=0, max_value=50)
sums = st.dictionaries(st.sampled_from([A, B, C]), st.integers(-2, 2).filter(bool), min_size=1)


def test_a_total_less_the_others_tells_the_last():
    knowledge = Knowledge([({A: 1, B: 1, C: 1}, 20), ({A: 1}, 8), ({B: 1}, 9)])

    assert knowledge.tells({C: 1}) == 3


def test_a_sum_of_two_unknowns_tells_neither():
    knowledge = Knowledge([({A: 1, B: 1}, 20)])

    assert knowledge.tells({A: 1}) is None
    assert knowledge.tells({A: 2, B: 2}) == 40


def test_a_fact_told_twice_adds_nothing():
    knowledge = Knowledge([({A: 1}, 8), ({A: 1}, 8)])

    assert knowledge.tells({A: 1}) == 8


def test_who_knows_nothing_knows_only_that_nothing_is_nothing():
    assert Knowledge().tells({}) == 0
    assert Knowledge().tells({A: 1}) is None


@given(st.fixed_dictionaries({A: numbers, B: numbers, C: numbers}), st.lists(sums), sums)
def test_whatever_is_told_is_true(truth, forms, asked):
    def worth(form):
        return sum(weight * truth[unknown] for unknown, weight in form.items())

    knowledge = Knowledge([(form, worth(form)) for form in forms])

    assert knowledge.tells(asked) in {None, worth(asked)}
    assert all(knowledge.tells(form) == worth(form) for form in forms)
