"""Whether nought may stand beside a true number is what counting out every set of numbers says."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.auditor.beside import Beside
from feedback.auditor.room import Room

MOST = 3
FORMS = st.dictionaries(st.integers(0, 2), st.just(1), min_size=1)


def _room(rows):
    room = Room()
    for _ in range(3):
        room.know({room.unknown(): 1}, 0, MOST)
    for form, low, high in rows:
        room.know(form, low, high)
    return room


def _worth(form, numbers):
    return sum(times * numbers[unknown] for unknown, times in form.items())


@given(
    true=st.tuples(*[st.integers(0, MOST)] * 3),
    printed=st.lists(st.tuples(FORMS, st.integers(0, 1), st.integers(0, 1)), max_size=4),
    small=st.lists(FORMS, min_size=1, max_size=3),
    known=st.lists(FORMS, min_size=1, max_size=3),
)
def test_nought_may_stand_beside_what_is_true_wherever_some_set_of_numbers_has_both(
    true, printed, small, known
):
    rows = [(f, _worth(f, true) - less, _worth(f, true) + more) for f, less, more in printed]
    every = [some for some in product(range(MOST + 1), repeat=3)
             if all(low <= _worth(f, some) <= high for f, low, high in rows)]  # fmt: skip
    small = [one for one in small if any(not _worth(one, some) for some in every)]
    told = [(one, _worth(one, true)) for one in known]

    beside = Beside(_room(rows), small, told)

    for place, one in enumerate(small):
        nought = [some for some in every if not _worth(one, some)]
        expected = all(any(_worth(f, some) == at for some in nought) for f, at in told)
        assert beside.may_be_nought(place, range(len(told))) is expected


@pytest.mark.parametrize(("counted", "may_be"), [(1, False), (5, True)])
def test_half_a_child_is_no_child(counted, may_be):
    """Some count twice and some three times: what is nearest to five and to one holds a half."""
    room = Room()
    nobody, twice, thrice = (room.unknown() for _ in range(3))

    beside = Beside(room, [{nobody: 1}], [({twice: 2, thrice: 3}, counted)])

    assert beside.may_be_nought(0, [0]) is may_be
