import numpy as np
import pytest

from feedback.disclosure.attacker import Attacker
from feedback.disclosure.system import System
from feedback.disclosure.work import OutOfWork, Work


def test_a_number_made_of_others_is_made_once():
    system = System()
    one = system.node(("a",), 4)

    first = system.sum_of(("twice",), {one: 2}, floor=0)
    again = system.sum_of(("twice",), {one: 2}, floor=0)

    assert first == again
    assert system.values[first] == 8
    assert len(system.sums) == 1


def test_what_no_open_sum_joins_is_apart():
    system = System()
    a, b, c = (system.node((name,), 1) for name in "abc")
    system.add_up(a, (b,))
    system.add_up(c, (c,))

    assert sorted(map(sorted, system.components())) == [[a, b], [c]]


def test_where_the_solver_has_no_answer_nothing_counts_as_protected():
    system = System()
    one, other = system.node(("one",), 3, floor=5), system.node(("other",), 3)
    system.add_up(one, (other,))
    attacker = Attacker(system, [one, other], Work())
    attacker.hide(np.array([1, 0]))

    with pytest.raises(OutOfWork):
        attacker.reach(0, 1)
