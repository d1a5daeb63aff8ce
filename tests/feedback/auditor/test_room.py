"""The room that sums leave, asked in whole numbers."""

import highspy
import pytest

from feedback.auditor.room import Contradiction, Room, Unsolved


def _room(*sums):
    room = Room()
    one, other = room.unknown(), room.unknown()
    for form, worth in sums:
        room.know({one: form[0], other: form[1]}, worth)
    return room, one, other


def test_a_sum_bounds_its_parts_and_a_lone_number_has_no_end():
    room, one, _ = _room(((1, 1), 7))
    free, alone, _ = _room()

    assert room.bounds({one: 1}) == (0, 7)
    assert free.bounds({alone: 1}) == (0, None)
    assert free.width({alone: 1}) == float("inf")


def test_where_nothing_at_all_is_printed_one_can_still_see_far():
    free, alone, other = _room()

    free.see_far({alone: 1})

    assert free.seen[-1][alone] > free.seen[-1][other]


def test_an_end_between_whole_numbers_is_asked_again_in_whole_numbers():
    room, one, _ = _room(((2, 1), 3))

    assert room.bounds({one: 1}) == (0, 1)
    assert room.bounds({one: 2}) == (0, 2)


def test_whoever_knows_one_number_has_less_room():
    room, one, other = _room(((1, 1), 7))

    assert room.fixed({other: 1}, 3).bounds({one: 1}) == (4, 4)
    assert room.fixed({other: 1}, 3).width({one: 1}) == pytest.approx(0)
    assert room.fixed({other: 1}, 3).least({one: 1}) == 4


def test_sums_that_no_numbers_fit_contradict_one_another():
    room, _, _ = _room(((1, 1), 7), ((1, 1), 8))

    with pytest.raises(Contradiction):
        room.check()


def test_where_nothing_is_unknown_nothing_contradicts():
    Room().check()


def test_no_answer_is_an_error_and_never_a_bound():
    with pytest.raises(Unsolved):
        Room().bounds({})


def test_what_goes_down_for_ever_has_no_least():
    room = Room()
    one = room.unknown(floor=-float("inf"))

    assert room.least({one: 1}) < -(10**6)


def test_a_solver_that_lost_its_way_is_asked_afresh(monkeypatch):
    room, one, _ = _room(((1, 1), 7))
    says, lost = highspy.Highs.modelStatusToString, ["Unknown"]
    monkeypatch.setattr(
        highspy.Highs, "modelStatusToString", lambda *status: lost.pop() if lost else says(*status)
    )

    assert room.bounds({one: 1}) == (0, 7)
    assert lost == []


def test_what_moves_where_nothing_ends_is_seen_in_whole_numbers_only():
    halves, whole = Room(), Room()
    for room, times in ((halves, 2), (whole, 1)):
        one, other = room.unknown(), room.unknown()
        room.know({one: times, other: -1}, 1)
        room.see_far({one: 1})
        room.see_far({one: 1})

    assert len(halves.worth({one: 1})) == 0
    assert list(whole.worth({one: 1, other: -1})) == [1, 1]
