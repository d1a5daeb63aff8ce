"""A child answers by drawing, by voice or with a photo: kept like words, and shown like words."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback import creations
from feedback.creations import Creation, Making, may_be_made
from feedback.errors import AnswersUnsound, KeyMissing, NoRoom, SealBroken
from feedback.questionnaire import Kind, Role, Stage
from feedback.services import consult, create, gate, visits
from feedback.services.create import Made
from feedback.services.visits import Expired
from feedback.store.models import Draft, DraftCreation
from feedback.store.sealing import Place
from tests.made import DRAWN, SHOWN, SPOKEN
from tests.road import NOW


@pytest.fixture
def settled(invited):
    return invited.settles_in()


def listed(road, visit, question=None):
    with road.form(visit) as form:
        return create.made_for(form, question)


def test_a_question_holds_a_drawing_a_voice_and_a_photo_beside_its_words(invited, settled):
    invited.makes(settled, "worries", SHOWN, SPOKEN, DRAWN)
    invited.says(settled, worries="The stairs are dark.")

    assert listed(invited, settled, "worries") == (
        Made("worries", Making.DRAWING, shown=True),
        Made("worries", Making.PHOTO, shown=True),
        Made("worries", Making.VOICE, shown=True, seconds=12),
    )
    with invited.form(settled) as form:
        assert form.answers()["worries"] == ("The stairs are dark.",)
        assert [create.show(form, "worries", m) for m in Making] == [DRAWN, SPOKEN, SHOWN]


def test_where_nothing_was_made_nothing_is_listed_until_something_is(invited, settled):
    invited.says(settled, worries="The stairs are dark.")

    with invited.form(settled) as form:
        assert create.made_for(form) == create.made_for(form, "worries") == ()
        create.make(form, "worries", DRAWN, now=NOW)
        assert create.made_for(form) == (Made("worries", Making.DRAWING, shown=True),)

    assert [one.making for one in listed(invited, settled)] == [Making.DRAWING]


def test_making_it_anew_takes_the_place_of_what_was_there(invited, settled):
    invited.makes(settled, "good", SPOKEN, Creation(Making.VOICE, b"another", "audio/mp4", 3))

    assert [one.seconds for one in listed(invited, settled)] == [3]
    assert len(invited.rows(DraftCreation)) == 1


def test_what_is_taken_away_is_gone(invited, settled):
    invited.makes(settled, "good", SPOKEN, DRAWN)

    with invited.form(settled) as form:
        create.take_away(form, "good", Making.VOICE, now=NOW)
        create.take_away(form, "good", Making.PHOTO, now=NOW)

    assert [one.making for one in listed(invited, settled)] == [Making.DRAWING]


def test_nobody_but_the_letter_opens_what_was_made(invited, settled, keys):
    invited.makes(settled, "good", SPOKEN)

    (row,) = invited.rows(DraftCreation)

    assert SPOKEN.content not in row.content
    assert b"audio" not in row.own
    with pytest.raises(KeyMissing):
        keys.open(row.own, Place("draft_creation", "own", f"{row.draft_id}/{row.id}"))


def test_a_creation_opens_only_where_it_was_made(invited, settled):
    invited.makes(settled, "good", SPOKEN, DRAWN)

    with invited.form(settled) as form:
        drawing, voice = form.transaction.scalars(
            select(DraftCreation).order_by(DraftCreation.making)
        )
        drawing.content, voice.content = voice.content, drawing.content
        form.transaction.flush()
        with pytest.raises(SealBroken):
            create.show(form, "good", Making.VOICE)


def test_without_the_pictures_only_that_something_is_there_is_shown(invited, settled):
    invited.makes(settled, "good", SPOKEN)

    later = invited.comes_in()

    assert listed(invited, later) == (Made("good", Making.VOICE, shown=False),)
    with invited.form(later) as form:
        assert create.show(form, "good", Making.VOICE) is None
        create.take_away(form, "good", Making.VOICE, now=NOW)
    assert len(invited.rows(DraftCreation)) == 1


def test_behind_the_pictures_it_is_shown_again(invited, settled):
    invited.makes(settled, "good", SPOKEN)

    back = invited.comes_back()

    with invited.form(back) as form:
        assert create.show(form, "good", Making.VOICE) == SPOKEN


def test_whoever_chooses_the_first_pictures_sees_nothing_that_was_made_before_them(invited):
    first = invited.comes_in()
    invited.makes(first, "good", SPOKEN)

    second = invited.comes_in()
    with invited.open(second) as (transaction, opened):
        gate.choose(transaction, opened, ("cat", "moon", "kite"), keys=invited.keys)

    assert [one.shown for one in listed(invited, second)] == [False]


def test_a_form_holds_so_many_and_no_more_but_one_may_always_be_made_anew(
    invited, settled, monkeypatch
):
    monkeypatch.setattr(create, "MOST", 2)
    invited.makes(settled, "good", SPOKEN, DRAWN)

    with pytest.raises(NoRoom):
        invited.makes(settled, "worries", SPOKEN)
    invited.makes(settled, "good", SPOKEN)
    assert creations.MOST == 12


def test_a_form_weighs_so_much_and_no_more(invited, settled, monkeypatch):
    monkeypatch.setattr(create, "MOST_BYTES", len(SPOKEN.content) + 40)
    invited.makes(settled, "good", SPOKEN)

    with pytest.raises(NoRoom):
        invited.makes(settled, "worries", SPOKEN)
    invited.makes(settled, "good", SPOKEN)
    assert creations.MOST_BYTES == 8_000_000


def test_what_was_made_goes_with_its_draft(invited, settled):
    invited.makes(settled, "good", SPOKEN)

    with invited.store.begin() as transaction:
        transaction.delete(transaction.scalars(select(Draft)).one())

    assert invited.rows(DraftCreation) == []


def late(road, visit, question: str) -> bool:
    """Send a creation two hours after anybody was here."""
    moment = NOW + timedelta(hours=2)
    with road.store.begin() as transaction:
        found = visits.find(transaction, visit.id, visit.secret, now=moment)
        assert isinstance(found, Expired)
        said = Stage.CONSULTATION, question, SPOKEN
        return create.make_late(transaction, found, said, catalogue=road.catalogue, now=moment)


def test_what_was_made_on_a_page_that_waited_too_long_is_kept_and_not_read(invited, settled):
    assert late(invited, settled, "good")

    assert [one.making for one in listed(invited, invited.comes_back())] == [Making.VOICE]


def test_what_was_made_too_late_for_any_form_is_not_said_to_be_kept(invited):
    visit = invited.settles_in()
    invited.sends(visit)

    assert not late(invited, visit, "good")


def test_the_first_thing_of_all_is_kept_although_its_page_waited_too_long(invited):
    assert late(invited, invited.comes_in(), "good")

    assert [one.making for one in invited.rows(DraftCreation)] == [Making.VOICE]


@pytest.mark.parametrize("question", ["home", "nowhere"])
def test_a_question_that_is_not_answered_in_words_takes_no_voice_late_either(
    invited, settled, question
):
    with pytest.raises(AnswersUnsound):
        late(invited, settled, question)


def test_making_something_without_the_pictures_is_noted_like_writing(invited):
    visit = invited.comes_in()
    with invited.open(visit) as (transaction, opened):
        gate.skip(transaction, opened)
        consult.start(
            transaction, opened, Stage.CONSULTATION, catalogue=invited.catalogue, now=NOW
        )
    invited.makes(visit, "good", DRAWN)

    assert [draft.without_pictures for draft in invited.rows(Draft)] == [True]


def test_wherever_a_child_would_write_before_the_review_they_may_make_something(invited):
    free = {
        (q.kind, questionnaire.kind)
        for questionnaire in invited.catalogue.questionnaires
        for q in questionnaire.questions
        if may_be_made(questionnaire.kind, q)
    }

    kinds = {Kind.WORDS, Kind.ASKS, Kind.PEOPLE}
    assert free == {(kind, Stage.CONSULTATION) for kind in kinds}
    assert all(
        may_be_made(questionnaire.kind, questionnaire.with_role(Role.ONLY_IRO))
        for questionnaire in invited.catalogue.questionnaires
        if questionnaire.kind is Stage.CONSULTATION
    )
