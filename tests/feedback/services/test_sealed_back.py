"""Whatever a child’s page shows is sealed to the letter, so it needs no key of the service."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from feedback.catalogue import load_catalogue
from feedback.creations import Making
from feedback.questionnaire import Stage
from feedback.services import cards, created, look_back, reissue, withdraw
from feedback.services.answer_ask import Answered, answer
from feedback.services.evaluate import send_evaluation
from feedback.services.read_views import open_views
from feedback.services.rehearse import Size, rehearse
from feedback.services.rehearse.scene import Scene
from feedback.services.rotate import rotate
from feedback.store.keys import make_keys, read_keys
from feedback.store.models import (
    Ask,
    Card,
    ChildCopy,
    FilledBy,
    Letter,
    Outcome,
    Review,
    ReviewState,
    SentCreation,
    SentViews,
)
from feedback.store.models.base import new_key
from feedback.store.sealing import PublicKey, key_id_of
from tests.feedback.services.rotating import machine, quietly
from tests.made import DRAWN, SHOWN, SPOKEN
from tests.road import NOW

AFTER = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def answered(invited):
    """Mia, who drew, spoke and wrote; her officer read it and answered."""
    visit = invited.settles_in()
    invited.makes(visit, "worries", DRAWN, SHOWN)
    invited.makes(visit, "good", SPOKEN)
    invited.says(visit, wishes=["See my sister"])
    invited.sends(visit)
    (views,) = invited.rows(SentViews)
    open_views(invited.store, invited.reader, views.id, now=NOW)
    (ask,) = invited.rows(Ask)
    told = (ask.id, Answered(Outcome.DONE, "You see her on Sunday."))
    answer(invited.store, invited.officer_id, told, keys=invited.keys, now=NOW)
    with invited.store.begin() as transaction:
        letter = transaction.get_one(Letter, invited.letter_id)
        letter.evaluation_from, letter.evaluation_until = date(2026, 3, 27), date(2026, 4, 27)
    invited.week_key(now=AFTER)
    return invited


def everything_shown(road):
    """All that the child’s own pages show behind the pictures, content of creations too."""
    with road.open(road.comes_back()) as (transaction, opened):
        copy = look_back.copy_of(transaction, opened, catalogue=road.catalogue)
        made = [created.copy_of(transaction, opened, one.id) for one in copy.made]
        return cards.read_all(transaction, opened), copy.answers, copy.receipt, made


def test_a_child_needs_no_key_of_the_service_from_the_letter_to_the_evaluation(answered):
    answered.keys = replace(answered.keys, private={})

    shown, answers, _, made = everything_shown(answered)

    assert shown.hello.name == "Mia"
    assert [note.who for note in shown.read] == ["Robin Reviewer"]
    assert [(ask.words, ask.said) for ask in shown.asks] == [
        ("See my sister", "You see her on Sunday.")
    ]
    assert answers["wishes"] == ("See my sister",)
    assert {one.making for one in made} == {Making.DRAWING, Making.PHOTO, Making.VOICE}
    visit = answered.comes_back(now=AFTER)
    with answered.form(visit, now=AFTER, stage=Stage.EVALUATION) as form:
        form.who(FilledBy.CHILD, None, now=AFTER)
        form.begin()
    answered.says(visit, now=AFTER, stage=Stage.EVALUATION, more="They listened.")
    send_evaluation(answered.store, visit, may_quote=False, post=answered.post, now=AFTER)


def test_a_child_takes_back_what_they_sent_without_a_key_of_the_service(invited):
    invited.has_sent(wishes=["See my sister"])
    invited.keys = replace(invited.keys, private={})

    visit = invited.comes_back()
    withdraw.withdraw(invited.store, visit, post=invited.post, now=NOW)

    assert invited.rows(SentViews)[0].answers is None


def reissued(road):
    order = road.order()
    with road.store.begin() as transaction:
        review = transaction.get_one(Review, road.review_id)
        road.issued = reissue.reissue(transaction, review, order, desk=road.desk, now=NOW)
        transaction.flush()
        transaction.refresh(road.issued.letter)
        transaction.expunge(road.issued.letter)


def test_a_new_letter_shows_all_that_the_old_one_showed_and_the_old_one_nothing(answered):
    before, old = everything_shown(answered), answered.issued.letter.public_key

    reissued(answered)

    assert everything_shown(answered) == before
    new = answered.issued.letter.public_key
    assert new != old
    to_letter = [
        *(row.answers for row in answered.rows(ChildCopy)),
        *(row.own for row in answered.rows(SentCreation)),
        *(row.content for row in answered.rows(Card)),
    ]
    assert len(to_letter) == 1 + 3 + 3
    assert {key_id_of(value) for value in to_letter} == {PublicKey(new).id}


def test_the_letter_for_the_next_review_brings_what_was_asked_before_and_its_answer(answered):
    with answered.store.begin() as transaction:
        transaction.get_one(Review, answered.review_id).state = ReviewState.HELD
        last = transaction.get_one(Review, answered.review_id)
        coming = {"state": ReviewState.PLANNED, "child_id": last.child_id}
        coming |= {"officer_id": last.officer_id, "age": last.age}
        answered.review_id = new_key()
        transaction.add(Review(id=answered.review_id, day=date(2026, 9, 18), **coming))
    answered.invited(now=AFTER)

    answered.keys = replace(answered.keys, private={})
    with answered.open(answered.comes_back(now=AFTER), now=AFTER) as (transaction, opened):
        shown = cards.read_all(transaction, opened)

    assert [(ask.words, ask.said) for ask in shown.asks] == [
        ("See my sister", "You see her on Sunday.")
    ]


def test_a_made_up_council_is_sealed_anew_to_the_last_value(store, tmp_path, now):
    make_keys(tmp_path / "keys")
    keys = read_keys(tmp_path / "keys")
    scene = Scene(store, keys, load_catalogue(), tmp_path)
    rehearse(scene, Size(children=3, reviews=4, months=12, seed=5), now=now)

    done = rotate(store, machine(tmp_path / "keys", keys), watch=quietly)

    assert done.damaged == 0
    assert done.rows >= 10
