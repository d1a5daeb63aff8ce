"""A form finds its way, keeps what is said, and shows only what is the visitor’s to see."""

from datetime import timedelta

import pytest

from feedback.errors import AnswersUnsound, ChangedMeanwhile
from feedback.questionnaire import Stage, Version
from feedback.services import consult, gate, visits
from feedback.store.models import Draft, DraftAnswer, FilledBy, Helper, Letter
from feedback.store.sealing import PrivateKey
from tests.road import NOW


def test_an_answer_is_there_when_the_child_comes_back_behind_the_pictures(invited):
    visit = invited.settles_in()
    invited.says(visit, home=["happy"], worries="The dark")

    back = invited.comes_back()

    with invited.form(back) as form:
        assert form.answers() == {"home": ("happy",), "worries": ("The dark",)}
        assert form.answered == {"home", "worries"}


def test_a_missed_question_is_passed_and_holds_no_answer(invited):
    visit = invited.settles_in()

    with invited.form(visit) as form:
        form.miss("home", now=NOW)

    with invited.form(visit) as form:
        assert form.passed == {"home"}
        assert form.answered == frozenset()
        assert form.answers() == {}


def test_a_form_says_whether_one_question_holds_an_answer_and_a_missed_one_does_not(invited):
    visit = invited.settles_in()
    invited.says(visit, home=["happy"])

    with invited.form(visit) as form:
        form.miss("worries", now=NOW)
        held = {name: form.holds(name) for name in ("home", "worries", "wishes")}

    assert held == {"home": True, "worries": False, "wishes": False}


def test_blank_words_are_a_missed_question(invited):
    visit = invited.settles_in()

    invited.says(visit, worries="   ")

    with invited.form(visit) as form:
        assert form.answers() == {}
        assert form.passed == {"worries"}


def test_going_on_begins_at_the_first_question_neither_answered_nor_missed(invited):
    visit = invited.settles_in()
    with invited.form(visit) as form:
        first, second, third, *_ = form.path
        assert form.first_unanswered == first
        form.keep(first.id, ("happy",), now=NOW)
        form.miss(second.id, now=NOW)
        assert form.first_unanswered == third


def test_a_question_not_come_to_yet_shows_nothing(invited):
    visit = invited.settles_in()

    with invited.form(visit) as form:
        assert not form.may_show("worries")
        assert form.answers(["worries"]) == {}


def test_a_form_gone_through_has_no_question_left(invited):
    visit = invited.settles_in()
    with invited.form(visit) as form:
        for question in form.path:
            form.miss(question.id, now=NOW)

        assert form.first_unanswered is None


def test_the_way_follows_the_answers_and_forgets_none(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes", join="listen")

    with invited.form(visit) as form:
        assert "join" in {question.id for question in form.path}
        form.keep("go", ("no",), now=NOW)
        assert {"send"} == {question.id for question in form.path} & {"join", "send"}

    invited.says(visit, go="yes")
    with invited.form(visit) as form:
        assert form.answers(["join"]) == {"join": ("listen",)}


def test_an_answer_that_does_not_fit_is_refused_and_the_one_before_stays(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes")

    with invited.form(visit) as form, pytest.raises(AnswersUnsound):
        form.keep("go", ("perhaps",), now=NOW)

    with invited.form(visit) as form:
        assert form.answers() == {"go": ("yes",)}


def test_a_question_that_is_not_ours_is_refused(invited):
    visit = invited.settles_in()

    with invited.form(visit) as form, pytest.raises(AnswersUnsound):
        form.keep("passport-number", ("1",), now=NOW)


def test_a_draft_is_sealed_to_the_letter_and_we_cannot_open_it(invited):
    visit = invited.settles_in()
    invited.says(visit, worries="The dark")

    (row,) = invited.rows(DraftAnswer)

    assert b"dark" not in row.answer
    assert row.answer[2:10] != invited.keys.service.id
    with invited.open(visit) as (_, opened):
        assert row.answer[2:10] == PrivateKey(opened.key.raw).public.id


def test_without_the_pictures_earlier_answers_show_only_as_answered(invited):
    visit = invited.settles_in()
    invited.says(visit, worries="The dark")

    stranger = invited.comes_in()
    with invited.open(stranger) as (transaction, opened):
        gate.skip(transaction, opened)

    with invited.form(stranger) as form:
        assert form.answers() == {}
        assert form.answered == {"worries"}


def test_before_the_pictures_are_picked_nothing_earlier_shows(invited):
    visit = invited.settles_in()
    invited.says(visit, worries="The dark")

    with invited.form(invited.comes_in()) as form:
        assert form.answers() == {}


def test_a_child_without_pictures_sees_what_they_said_in_this_very_visit(invited):
    visit = invited.comes_in()
    invited.says(visit, worries="The dark")

    with invited.form(visit) as form:
        assert form.answers() == {"worries": ("The dark",)}


def test_whoever_chooses_the_first_pictures_reads_nothing_said_before_them(invited):
    invited.says(invited.comes_in(), worries="The dark")

    stranger = invited.settles_in()

    with invited.form(stranger) as form:
        assert form.answers() == {}
        assert form.answered == {"worries"}


def test_saying_it_again_shows_it_again(invited):
    invited.says(invited.comes_in(), worries="The dark")
    visit = invited.settles_in()

    invited.says(visit, worries="Not the dark")

    with invited.form(invited.comes_back()) as form:
        assert form.answers() == {"worries": ("Not the dark",)}


def test_a_form_filled_in_without_pictures_is_marked_so(invited):
    visit = invited.settles_in()
    invited.says(visit, worries="The dark")
    assert [draft.without_pictures for draft in invited.rows(Draft)] == [False]

    invited.says(invited.comes_in(), home=["sad"])

    assert [draft.without_pictures for draft in invited.rows(Draft)] == [True]


def test_changing_version_keeps_answers_to_the_same_questions(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes", health=["sleep"])

    with invited.form(visit) as form:
        easier = form.change_version(Version.PICTURES, catalogue=invited.catalogue, now=NOW)
        assert easier.questionnaire.id == "consultation.pictures"
        assert easier.answers() == {"go": ("yes",)}
        easier.keep("join", ("show",), now=NOW)

    with invited.form(visit) as form:
        back = form.change_version(Version.SHORT, catalogue=invited.catalogue, now=NOW)
        assert back.answers() == {"go": ("yes",), "health": ("sleep",), "join": ("show",)}


def test_an_answer_that_fits_the_other_version_no_more_is_simply_unanswered(invited):
    visit = invited.settles_in()
    invited.says(visit, home=["happy", "sad"])
    with invited.form(visit) as form:
        (asked,) = [q for q in form.questionnaire.questions if q.id == "home"]
        easier = form.change_version(Version.PICTURES, catalogue=invited.catalogue, now=NOW)
        (other,) = [q for q in easier.questionnaire.questions if q.id == "home"]

        assert asked.fits(("happy", "sad"))
        assert easier.answers() == (
            {"home": ("happy", "sad")} if other.fits(("happy", "sad")) else {}
        )


def test_who_helps_is_a_role_and_a_child_alone_has_no_helper(invited):
    visit = invited.settles_in()
    with invited.form(visit) as form:
        form.who(FilledBy.WITH_HELP, Helper.CARER, now=NOW)
    assert [(row.filled_by, row.helper) for row in invited.rows(Draft)] == [
        (FilledBy.WITH_HELP, Helper.CARER)
    ]

    with invited.form(visit) as form:
        form.who(FilledBy.CHILD, Helper.CARER, now=NOW)

    assert [row.helper for row in invited.rows(Draft)] == [None]


def test_a_draft_notes_now_and_then_that_it_was_touched(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes")
    assert [draft.touched_at for draft in invited.rows(Draft)] == [NOW]

    much_later = NOW + timedelta(hours=1)
    again = invited.comes_back(now=much_later)
    invited.says(again, now=much_later, go="no")

    assert [draft.touched_at for draft in invited.rows(Draft)] == [much_later]


def test_an_answer_to_a_form_that_was_sent_meanwhile_is_refused(invited):
    visit = invited.settles_in()
    invited.says(visit, home=["happy"])

    with pytest.raises(ChangedMeanwhile):
        keeps_when(invited, visit, lambda: invited.sends(visit))

    assert invited.rows(DraftAnswer) == []


def test_a_first_answer_beside_another_first_answer_is_refused_and_neither_is_lost(invited):
    visit = invited.comes_in()

    with pytest.raises(ChangedMeanwhile):
        keeps_when(invited, visit, lambda: invited.says(visit, home=["happy"]))

    assert [kept.question for kept in invited.rows(DraftAnswer)] == ["home"]


def test_no_form_is_begun_under_a_letter_that_was_replaced_meanwhile(invited):
    visit = invited.comes_in()

    def replaced() -> None:
        with invited.store.begin() as transaction:
            transaction.get_one(Letter, invited.letter_id).revoked_at = NOW

    with pytest.raises(ChangedMeanwhile):
        keeps_when(invited, visit, replaced)

    assert invited.rows(Draft) == []


def keeps_when(road, visit, meanwhile):
    """Read a form as its page does, let something happen elsewhere, and keep an answer in it."""
    with road.store.begin(reads_first=True) as transaction:
        opened = visits.must_be_open(transaction, visit, now=NOW)
        form = consult.start(
            transaction, opened, Stage.CONSULTATION, catalogue=road.catalogue, now=NOW
        )
        meanwhile()
        form.keep("school", ("happy",), now=NOW)
