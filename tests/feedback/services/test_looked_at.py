"""What a child sends is looked at once, in memory; one plain code stays and no reason."""

from feedback.store.models import SentViews
from tests.road import NOW


def only_views(road):
    (views,) = road.rows(SentViews)
    return views


def test_words_that_may_tell_of_danger_ask_to_be_read_first(invited):
    invited.has_sent(worries="he hits me")

    assert only_views(invited).look_first


def test_other_words_do_not(invited):
    invited.has_sent(worries="I hit the ball over the fence")

    assert not only_views(invited).look_first


def test_what_was_chosen_from_a_list_is_not_looked_at(invited):
    invited.has_sent(home=["sad"], go="no")

    assert not only_views(invited).look_first


def test_no_reason_is_kept(invited):
    invited.has_sent(worries="he hits me")

    kept = {column.name for column in SentViews.__table__.columns}
    assert not {name for name in kept if "reason" in name or "kind" in name}
    assert only_views(invited).sent_at == NOW
