"""One hard table takes no other with it: the work is shared out, and what is left goes round."""

from types import SimpleNamespace

import pytest

from feedback.disclosure.work import OutOfWork, Work, in_shares


def _solved(components, costs, most):
    """Solve components that cost so many steps each, and return which were proved."""
    work, asked = Work(most=most), []

    def solve(component):
        (one,) = set(component)
        asked.append(one)
        for _ in range(costs[one]):
            info = SimpleNamespace(simplex_iteration_count=0, mip_node_count=0)
            try:
                work.solved(SimpleNamespace(getInfo=lambda info=info: info))
            except OutOfWork:
                return {one}, False
        return {one}, True

    found = {one: proved for (one,), proved in in_shares(components, work, solve)}
    return found, asked


def test_a_hard_component_that_comes_first_leaves_the_others_their_share():
    found, _ = _solved([[0], [1], [2]], {0: 1000, 1: 10, 2: 10}, most=100)

    assert found == {0: False, 1: True, 2: True}


def test_what_others_save_is_given_to_one_whose_share_was_too_little():
    found, asked = _solved([[0], [1, 1], [2, 2, 2]], {0: 40, 1: 5, 2: 5}, most=100)

    assert found == {0: True, 1: True, 2: True}
    assert asked == [0, 1, 2, 0]


def test_the_largest_comes_last_with_all_that_is_left():
    found, asked = _solved([[2, 2, 2], [0], [1, 1]], {0: 1, 1: 1, 2: 97}, most=100)

    assert found == {0: True, 1: True, 2: True}
    assert asked == [0, 1, 2]


@pytest.mark.parametrize("most", [0, 3])
def test_work_that_is_used_up_is_never_given_again(most):
    found, _ = _solved([[0], [1]], {0: 1000, 1: 1000}, most=most)

    assert found == {0: False, 1: False}
