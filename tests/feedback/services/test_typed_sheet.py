"""A sheet says how it came, whose words it holds and in which order; what cannot be is refused."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from feedback.errors import AnswersUnsound, NothingToSend
from feedback.participation import Views
from feedback.questionnaire import Role, Stage
from feedback.services.letter_desk import Clerk
from feedback.services.record import suggested_views
from feedback.services.typed_sheet import Sheet, TypedInRefused, forms, name_of_form
from feedback.store.models import (
    CameBy,
    FilledBy,
    Helper,
    SentViews,
)
from tests.road import NOW, REVIEW_DAY
from tests.typed import BY_PHONE, ON_PAPER, a_clerk, a_sheet, reads, types_in


@pytest.fixture
def clerk(mia) -> Clerk:
    return a_clerk(mia)


def test_it_is_dated_by_the_day_it_was_received_and_not_by_typing(invited, clerk):
    types_in(invited, clerk, a_sheet(worries="The dark"))

    assert invited.rows(SentViews)[0].sent_at == datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_received_and_typed_on_one_morning_it_is_not_dated_after_its_typing(invited, clerk):
    early = replace(clerk, now=datetime(2026, 3, 2, 9, tzinfo=UTC))

    types_in(invited, early, a_sheet(worries="The dark"))

    assert invited.rows(SentViews)[0].sent_at == early.now


def test_answers_are_kept_in_the_order_of_the_form_whatever_order_they_were_typed_in(
    invited, clerk
):
    asked = next(q for q in forms(invited.catalogue) if q.id == "consultation.short")
    ids = [q.id for q in asked.questions]
    sheet = a_sheet(worries="W", home=("sad",), wishes=("A dog",), safe="yes")

    types_in(invited, clerk, sheet)

    met = [one.question.id for one in reads(invited, CameBy.PAPER).said if one.answer]
    assert met == sorted(met, key=ids.index)
    assert set(met) == {"worries", "home", "wishes", "safe"}


def test_what_was_answered_off_the_way_of_the_screen_is_read_under_its_question(invited, clerk):
    asked = next(q for q in forms(invited.catalogue) if q.id == "consultation.longer")
    topical = next(q for q in asked.questions if q.topic is not None)
    answer = ("Bullies",) if not topical.values else (topical.values[0],)
    sheet = Sheet(uuid4(), name_of_form(asked), ON_PAPER, {topical.id: answer})

    types_in(invited, clerk, sheet)

    last = reads(invited, CameBy.PAPER).said[-1]
    assert (last.question.title, last.answer) == (topical.title, answer)


def test_the_folded_sheet_is_never_typed_in_from_paper(invited, clerk):
    kept = next(q for q in forms(invited.catalogue) if q.id == "consultation.short").with_role(
        Role.ONLY_IRO
    )

    with pytest.raises(TypedInRefused, match="unopened"):
        types_in(invited, clerk, a_sheet(**{kept.id: "He shouts."}))
    types_in(invited, clerk, a_sheet(BY_PHONE, **{kept.id: "He shouts."}))

    assert len(invited.rows(SentViews)) == 1


def test_a_folded_sheet_or_a_drawing_alone_is_something_that_came(invited, clerk):
    types_in(invited, clerk, replace(a_sheet(), folded_sheet=True))
    types_in(invited, clerk, replace(a_sheet(), drawn=True))

    came = {(row.folded_sheet, row.drawn, row.real) for row in invited.rows(SentViews)}
    assert came == {(True, False, False), (False, True, True)}


def test_an_empty_sheet_is_refused(invited, clerk):
    with pytest.raises(NothingToSend):
        types_in(invited, clerk, a_sheet(worries="  "))


def test_an_answer_that_does_not_fit_its_question_is_refused(invited, clerk):
    with pytest.raises(AnswersUnsound):
        types_in(invited, clerk, a_sheet(safe="perhaps"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"received_on": NOW.date() + timedelta(1)}, "after today"),
        ({"received_on": REVIEW_DAY - timedelta(days=191)}, "half a year"),
        ({"came_by": CameBy.SCREEN}, "how it came"),
        ({"came_by": CameBy.PHONE}, "somebody wrote it down"),
        ({"helper": Helper.CARER}, "alone, or somebody helped"),
        ({"filled_by": FilledBy.WRITTEN_DOWN}, "in which role"),
    ],
)
def test_a_day_or_a_provenance_that_cannot_be_is_refused(invited, clerk, change, said):
    with pytest.raises(TypedInRefused, match=said):
        types_in(invited, clerk, a_sheet(replace(ON_PAPER, **change), worries="The dark"))

    assert not invited.rows(SentViews)


def test_on_the_day_of_the_review_the_hour_decides_whether_it_came_in_time(invited, clerk):
    on_the_day = replace(clerk, now=datetime(2026, 3, 23, 9, tzinfo=UTC))
    said = replace(ON_PAPER, received_on=REVIEW_DAY)
    with pytest.raises(TypedInRefused, match="at what time"):
        types_in(invited, on_the_day, a_sheet(said, worries="The dark"))

    types_in(invited, on_the_day, a_sheet(replace(said, received_at=time(10, 5)), worries="Late"))

    with invited.store.look() as transaction:
        assert suggested_views(transaction, invited.review_id) is Views.LATE


def test_typed_after_the_review_but_received_before_it_is_in_time(invited, clerk):
    after = replace(clerk, now=datetime(2026, 3, 23, 9, tzinfo=UTC))

    types_in(invited, after, a_sheet(worries="The dark"))

    with invited.store.look() as transaction:
        assert suggested_views(transaction, invited.review_id) is Views.UNKNOWN


def test_what_an_adult_watched_is_not_the_childs_own_view(invited, clerk):
    asked = next(q for q in forms(invited.catalogue) if q.kind is Stage.WATCHING)
    words = next(q for q in asked.questions if not q.values)
    said = replace(ON_PAPER, filled_by=FilledBy.WRITTEN_DOWN, helper=Helper.CARER)

    types_in(invited, clerk, Sheet(uuid4(), name_of_form(asked), said, {words.id: ("Sleeps",)}))

    assert not invited.rows(SentViews)[0].real


def test_a_form_about_how_a_review_was_is_none_of_the_offices(invited, clerk):
    with pytest.raises(TypedInRefused, match="which form"):
        types_in(invited, clerk, replace(a_sheet(), form="evaluation.short.1"))


def test_a_sheet_does_not_print_what_stands_on_it():
    assert "dark" not in repr(a_sheet(worries="The dark"))
