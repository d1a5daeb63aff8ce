"""Whatever a child sends, adds and takes back, only what stands has words."""

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from feedback.questionnaire import MORE
from feedback.services import add, withdraw
from feedback.services.add import Addition
from feedback.services.replay import replay
from feedback.store.models import SentViews
from tests.road import NOW, Road

SECRET = "He shouts at night."
STEPS = st.lists(st.sampled_from(["send", "add", "take back", "replay"]), max_size=7)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_sent_added_and_taken_back_only_what_stands_has_words(
    store, keys, tmp_path, steps
):
    road = Road(store, keys, tmp_path)
    road.invited()
    visit, stands = road.settles_in(), 0
    for step in steps:
        if step == "send" and not stands:
            road.says(visit, worries=SECRET)
            road.sends(visit)
            stands = 1
        elif step == "add" and stands:
            addition = Addition(uuid4(), MORE, (SECRET,))
            add.add(store, visit, addition, post=road.post, now=NOW)
            stands += 1
        elif step == "take back" and stands:
            withdraw.withdraw(store, visit, post=road.post, now=NOW)
            stands = 0
        elif step == "replay":
            replay(store, road.journal)

    with store.look() as transaction:
        mine = select(SentViews).where(SentViews.letter_id == road.letter_id)
        rows = transaction.scalars(mine).all()
        assert sum(row.answers is not None for row in rows) == stands
        assert all((row.answers is None) == (row.withdrawn_at is not None) for row in rows)
