"""A form is begun, gone on with, closed with the review, and saved even when left too long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.errors import AlreadySent, AnswersUnsound, FormClosed
from feedback.questionnaire import Stage, Version
from feedback.services import consult, visits
from feedback.services.visits import Expired
from feedback.store.models import Draft, FilledBy, Helper, Letter
from tests.asked import asked_of
from tests.road import NOW

LATER = NOW + timedelta(minutes=30)


def test_a_form_is_pinned_to_the_very_text_that_was_shown(invited):
    invited.settles_in()

    (draft,) = invited.rows(Draft)

    shown = invited.catalogue.find(Stage.CONSULTATION, Version.SHORT)
    assert (draft.questionnaire, draft.edition, draft.digest) == (
        shown.id,
        shown.edition,
        shown.digest,
    )


def test_nothing_is_written_down_before_something_is_said(invited):
    visit = invited.comes_in()

    with invited.form(visit) as form:
        form.who(FilledBy.WITH_HELP, Helper.CARER, now=NOW)
        form.read_in("ar", None)
    assert invited.rows(Draft) == []

    with invited.form(visit) as form:
        form.who(FilledBy.WITH_HELP, Helper.CARER, now=NOW)
        form.miss("home", now=NOW)
    (draft,) = invited.rows(Draft)
    assert (draft.filled_by, draft.helper) == (FilledBy.WITH_HELP, Helper.CARER)
    assert draft.without_pictures


def test_the_first_answer_of_all_is_saved_although_its_page_waited_too_long(invited):
    visit = invited.comes_in()
    said = (Stage.CONSULTATION, "worries", ("The dark",))

    with invited.store.begin() as transaction:
        over = visits.find(transaction, visit.id, visit.secret, now=LATER)
        assert consult.save_blind(transaction, over, said, catalogue=invited.catalogue, now=LATER)

    with invited.form(visit) as form:
        assert form.everything() == {"worries": ("The dark",)}


def test_a_form_begun_before_it_was_reworded_goes_on_in_the_new_words(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes")
    with invited.store.begin() as transaction:
        transaction.query(Draft).one().digest = "0" * 64

    with invited.form(visit) as form:
        assert form.answers() == {"go": ("yes",)}
        form.miss("home", now=NOW)

    assert invited.rows(Draft)[0].digest == form.questionnaire.digest


def test_before_it_opens_and_after_the_review_starts_no_form_is_begun(invited):
    for closed in (datetime(2026, 2, 19, 12, tzinfo=UTC), datetime(2026, 3, 20, 10, tzinfo=UTC)):
        visit = invited.comes_in(now=closed)
        with invited.open(visit, now=closed) as (transaction, opened), pytest.raises(FormClosed):
            consult.start(
                transaction, opened, Stage.CONSULTATION,
                catalogue=invited.catalogue, now=closed,
            )  # fmt: skip


def test_what_was_sent_is_not_begun_again(invited):
    visit = invited.has_sent(worries="The dark")

    with pytest.raises(AlreadySent), invited.form(visit):
        pass


@pytest.mark.parametrize("used", [True, False])
def test_of_an_evaluation_only_that_it_was_sent_is_known(invited, used):
    with invited.store.begin() as transaction:
        transaction.get_one(Letter, invited.letter_id).evaluation_used = used

    with invited.store.look() as transaction:
        assert consult.is_sent(transaction, invited.letter(), Stage.EVALUATION) is used


def test_reopening_begins_nothing(invited):
    visit = invited.comes_in()

    with invited.store.look() as transaction:
        opened = visits.must_be_open(transaction, visit, now=NOW)
        form = consult.reopen(
            transaction, opened, Stage.CONSULTATION, catalogue=invited.catalogue, now=NOW
        )

    assert form is None
    assert not invited.rows(Draft)


def test_a_page_left_open_too_long_is_still_saved_and_nothing_is_read(invited):
    visit = invited.settles_in()
    said = (Stage.CONSULTATION, "worries", ("The dark",))

    with invited.store.begin() as transaction:
        over = visits.find(transaction, visit.id, visit.secret, now=LATER)
        assert isinstance(over, Expired)
        assert consult.save_blind(transaction, over, said, catalogue=invited.catalogue, now=LATER)

    with invited.form(invited.comes_back(now=LATER), now=LATER) as form:
        assert form.answers() == {"worries": ("The dark",)}


def test_all_of_it_said_with_one_tap_on_a_page_left_too_long_is_saved_too(invited):
    visit = invited.settles_in()
    feelings = invited.catalogue.find(Stage.CONSULTATION, Version.SHORT).question("home").values

    with invited.store.begin() as transaction:
        over = visits.find(transaction, visit.id, visit.secret, now=LATER)
        said = (Stage.CONSULTATION, "home", None)
        assert consult.save_blind(transaction, over, said, catalogue=invited.catalogue, now=LATER)

    with invited.form(invited.comes_back(now=LATER), now=LATER) as form:
        assert form.answers() == {"home": feelings}


def test_a_page_left_too_long_fits_its_question_or_is_refused(invited):
    visit = invited.settles_in()
    with invited.store.begin() as transaction:
        over = visits.find(transaction, visit.id, visit.secret, now=LATER)
        with pytest.raises(AnswersUnsound):
            consult.save_blind(
                transaction, over, (Stage.CONSULTATION, "go", ("perhaps",)),
                catalogue=invited.catalogue, now=LATER,
            )  # fmt: skip


def test_a_page_left_until_the_form_closed_or_was_sent_has_nowhere_to_go(invited):
    visit = invited.settles_in()
    said = (Stage.CONSULTATION, "worries", ("The dark",))
    closed = datetime(2026, 3, 20, 10, tzinfo=UTC)

    with invited.store.begin() as transaction:
        over = visits.find(transaction, visit.id, visit.secret, now=closed)
        assert not consult.save_blind(
            transaction, over, said, catalogue=invited.catalogue, now=closed
        )
    invited.sends(visit)
    with invited.store.begin() as transaction:
        over = visits.find(transaction, visit.id, visit.secret, now=LATER)
        assert not consult.save_blind(
            transaction, over, said, catalogue=invited.catalogue, now=LATER
        )


def test_a_question_page_costs_two_queries_and_saving_it_at_most_four(invited):
    visit = invited.settles_in()
    invited.says(visit, go="yes", home=["happy"])

    with asked_of(invited.store.engine) as to_show, invited.store.look() as transaction:
        opened = visits.must_be_open(transaction, visit, now=NOW)
        form = consult.reopen(
            transaction, opened, Stage.CONSULTATION, catalogue=invited.catalogue, now=NOW
        )
        assert form.first_unanswered
        assert form.answers(["home"])
    soon = NOW + timedelta(minutes=1)
    with (
        asked_of(invited.store.engine) as to_save,
        invited.open(visit, now=soon) as (transaction, opened),
    ):
        form = consult.reopen(
            transaction, opened, Stage.CONSULTATION, catalogue=invited.catalogue, now=soon
        )
        form.keep("worries", ("The dark",), now=soon)
        visits.seen(transaction, opened, now=soon)

    assert len(to_show) == 2
    assert len(to_save) == 4


def open_for_evaluation(road, **values):
    with road.store.begin() as transaction:
        letter = transaction.get_one(Letter, road.letter_id)
        letter.evaluation_from, letter.evaluation_until = date(2026, 3, 27), date(2026, 4, 27)
        for name, value in values.items():
            setattr(letter, name, value)


AFTER = datetime(2026, 3, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "day", "is_open"),
    [
        ({}, 26, False),
        ({}, 27, True),
        ({"evaluation_until": None}, 30, True),
        ({"evaluation_until": date(2026, 3, 28)}, 29, False),
        ({"evaluation_from": None}, 30, False),
        ({"version": Version.WATCHING}, 30, False),
    ],
)
def test_an_evaluation_is_open_between_its_two_days_and_never_of_a_watched_child(
    invited, values, day, is_open
):
    open_for_evaluation(invited, **values)
    at = datetime(2026, 3, day, 12, tzinfo=UTC)

    assert consult.is_open(invited.letter(), Stage.EVALUATION, now=at) is is_open


@pytest.mark.parametrize(
    ("values", "day", "is_over", "to_come"),
    [
        ({}, 26, False, date(2026, 3, 27)),
        ({}, 27, False, None),
        ({"evaluation_from": None, "evaluation_until": None}, 26, False, None),
        ({"evaluation_until": None}, 30, False, None),
        ({"evaluation_until": date(2026, 3, 28)}, 28, False, None),
        ({"evaluation_until": date(2026, 3, 28)}, 29, True, None),
        ({"version": Version.WATCHING}, 26, False, None),
        ({"version": Version.WATCHING, "evaluation_until": date(2026, 3, 28)}, 29, False, None),
    ],
)
def test_whether_an_evaluation_is_still_to_come_or_over_is_known_but_never_of_a_watched_child(
    invited, values, day, is_over, to_come
):
    open_for_evaluation(invited, **values)
    letter, at = invited.letter(), datetime(2026, 3, day, 12, tzinfo=UTC)

    assert consult.is_over(letter, now=at) is is_over
    assert consult.asks_how_it_was_from(letter, now=at) == to_come


@pytest.mark.parametrize(("went", "words"), [(True, ""), (None, ""), (False, "told")])
def test_a_child_who_was_away_is_asked_whether_people_listened_to_what_they_told(
    invited, went, words
):
    open_for_evaluation(invited, went=went)
    visit = invited.settles_in(now=AFTER, stage=Stage.EVALUATION)

    with invited.form(visit, now=AFTER, stage=Stage.EVALUATION) as form:
        (heard,) = [question for question in form.path if question.anchor == "A4"]
        assert words in form.title_of(heard)
        assert (form.title_of(heard) == heard.title) is (went is not False)
