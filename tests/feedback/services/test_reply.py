"""What a child says to being asked at all is kept, shown to who must know, and respected."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from feedback import replies
from feedback.errors import FormClosed
from feedback.questionnaire import Stage, Version
from feedback.replies import Reply, Wanted, Way
from feedback.services import reissue, reply
from feedback.store.models import Letter, LetterReply, Review
from tests.road import NOW, Road

BEFORE, AFTER = Stage.CONSULTATION, Stage.EVALUATION
ON_PAPER = Wanted(Reply.ANOTHER_WAY, Way.PAPER)
WANTED = st.sampled_from(
    [Wanted(Reply.NO), Wanted(Reply.LATER), *(Wanted(Reply.ANOTHER_WAY, way) for way in Way)]
)


def says(road, visit, wanted, *, stage=BEFORE, helped=False, now=NOW):
    with road.open(visit, now=now) as (transaction, opened):
        reply.say(transaction, opened, (stage, wanted), helped=helped, now=now)


def stands(road, stage=BEFORE):
    with road.store.look() as transaction:
        return reply.find(transaction, road.letter_id, stage)


def test_a_reply_is_a_code_and_a_moment_and_no_word(invited):
    says(invited, invited.settles_in(), ON_PAPER)

    (row,) = invited.rows(LetterReply)
    assert (row.reply, row.way, row.said_at) == (Reply.ANOTHER_WAY, Way.PAPER, NOW)
    assert not row.helped
    assert not row.without_pictures


def test_the_last_reply_is_the_one_that_stands(invited):
    visit = invited.settles_in()
    says(invited, visit, Wanted(Reply.NO))

    says(invited, visit, ON_PAPER)

    assert stands(invited).wanted == ON_PAPER
    assert len(invited.rows(LetterReply)) == 1


def test_it_is_known_when_somebody_helped_or_the_pictures_were_left_out(invited):
    says(invited, invited.comes_in(), Wanted(Reply.NO), helped=True)

    assert stands(invited).helped
    assert stands(invited).without_pictures


def test_nothing_is_replied_once_the_review_has_begun(invited):
    begun = datetime(2026, 3, 20, 10, tzinfo=UTC)
    visit = invited.settles_in(now=datetime(2026, 3, 20, 9, 50, tzinfo=UTC))

    with pytest.raises(FormClosed):
        says(invited, visit, Wanted(Reply.NO), now=begun)


def test_nothing_is_replied_once_it_was_sent(invited):
    visit = invited.has_sent(home=["calm"])

    with pytest.raises(FormClosed):
        says(invited, visit, Wanted(Reply.NO))


def test_an_adult_who_watches_does_not_reply_for_the_child(mia):
    mia.invited(version=Version.WATCHING)

    with pytest.raises(FormClosed):
        says(mia, mia.settles_in(), Wanted(Reply.NO))


def test_sending_after_all_takes_no_and_later_back(invited):
    visit = invited.settles_in()
    says(invited, visit, Wanted(Reply.LATER))

    invited.sends(visit)

    assert stands(invited) is None


def test_a_wish_for_another_way_outlives_sending(invited):
    visit = invited.settles_in()
    says(invited, visit, Wanted(Reply.ANOTHER_WAY, Way.LANGUAGE))

    invited.sends(visit)

    assert stands(invited).wanted.way is Way.LANGUAGE


def test_the_officer_learns_what_was_said_before_the_review_and_not_after_it(invited):
    with invited.store.begin() as transaction:
        row = {"helped": False, "without_pictures": False, "said_at": NOW}
        for stage, said in ((BEFORE, Reply.LATER), (AFTER, Reply.NO)):
            transaction.add(
                LetterReply(letter_id=invited.letter_id, stage=stage, reply=said, **row)
            )
    with invited.store.look() as transaction:
        found = reply.of_reviews(transaction, [invited.review_id])

    assert found[invited.review_id].wanted == Wanted(Reply.LATER)


def test_a_new_letter_knows_what_was_said_under_the_old_one(invited):
    says(invited, invited.settles_in(), Wanted(Reply.NO))

    order = invited.order()
    with invited.store.begin() as transaction:
        review = transaction.get_one(Review, invited.review_id)
        new = reissue.reissue(transaction, review, order, desk=invited.desk, now=NOW)
        new_id = new.letter.id

    (row,) = invited.rows(LetterReply)
    assert row.letter_id == new_id


@pytest.mark.parametrize(
    ("said", "way", "stage"),
    [("no", "paper", "consultation"), ("another-way", None, "consultation"),
     ("later", None, "watching"), ("perhaps", None, "consultation"),
     ("another-way", "pigeon", "consultation")],
)  # fmt: skip
def test_the_database_takes_no_reply_that_makes_no_sense(invited, said, way, stage):
    table = LetterReply.__table__
    row = {"letter_id": invited.letter_id, "helped": False, "without_pictures": False}
    sound = insert(table).values(row | {"stage": "evaluation", "reply": "no", "said_at": NOW})
    unsound = {"stage": stage, "reply": said, "way": way, "said_at": NOW}

    with invited.store.begin() as transaction:
        transaction.execute(sound)
    refused = (IntegrityError, StatementError)
    with pytest.raises(refused), invited.store.begin() as transaction:
        transaction.execute(insert(table).values(row | unsound))


EVENTS = st.one_of(WANTED, st.just("goes on"), st.just("takes it back"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, max_size=8))
def test_whatever_is_said_and_taken_back_the_store_knows_what_stands(
    store, keys, tmp_path, events
):
    road = Road(store, keys, tmp_path)
    road.invited()
    visit, expected = road.comes_in(), None
    for event in events:
        if isinstance(event, Wanted):
            says(road, visit, event)
            expected = event
            continue
        with store.begin() as transaction:
            if event == "goes on":
                reply.go_on(transaction, road.letter_id, BEFORE)
                expected = replies.after_going_on(expected)
            else:
                reply.take_back(transaction, road.letter_id, BEFORE)
                expected = None

    with store.look() as transaction:
        found = reply.find(transaction, road.letter_id, BEFORE)
        asked = select(Letter.id).where(Letter.id == road.letter_id, reply.may_be_reminded())
        reminded = transaction.scalar(asked) is not None
    assert (found.wanted if found else None) == expected
    assert reminded == replies.may_be_reminded(expected, sent=False)
