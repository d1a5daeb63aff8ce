"""No, later and another way are answers, and nobody is reminded after them."""

import pytest

from feedback.errors import ReplyUnsound
from feedback.replies import Reply, Wanted, Way, after_going_on, may_be_reminded

EVERY_REPLY = [Wanted(Reply.NO), Wanted(Reply.LATER), *(Wanted(Reply.ANOTHER_WAY, w) for w in Way)]


@pytest.mark.parametrize("reply", [Reply.NO, Reply.LATER])
def test_no_and_later_name_no_way(reply):
    assert Wanted(reply).way is None

    with pytest.raises(ReplyUnsound):
        Wanted(reply, Way.PAPER)


def test_another_way_names_the_way():
    with pytest.raises(ReplyUnsound):
        Wanted(Reply.ANOTHER_WAY)


@pytest.mark.parametrize("wanted", EVERY_REPLY)
def test_nobody_is_reminded_after_any_reply(wanted):
    assert not may_be_reminded(wanted, sent=False)


def test_whoever_said_nothing_may_be_reminded_until_something_came():
    assert may_be_reminded(None, sent=False)
    assert not may_be_reminded(None, sent=True)


@pytest.mark.parametrize("wanted", EVERY_REPLY)
def test_going_on_takes_no_and_later_back_and_leaves_another_way(wanted):
    expected = wanted if wanted.reply is Reply.ANOTHER_WAY else None

    assert after_going_on(wanted) == expected


def test_going_on_after_nothing_was_said_leaves_nothing():
    assert after_going_on(None) is None
