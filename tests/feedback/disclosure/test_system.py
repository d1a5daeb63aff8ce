from feedback.disclosure.system import System


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
