"""What came on paper or was said is a version of its own, dated by receipt, never by typing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from feedback.errors import ReviewUnknown
from feedback.questionnaire import Stage
from feedback.replies import may_be_reminded
from feedback.services import consult, letter_desk, look_back, reissue, type_in
from feedback.services.letter_desk import Clerk
from feedback.services.replay import replay
from feedback.services.reply import may_be_reminded as may_be_reminded_in_sql
from feedback.services.typed_sheet import TypedInRefused
from feedback.store.models import (
    Ask,
    AuditRow,
    CameBy,
    Concern,
    FilledBy,
    Helper,
    Letter,
    Review,
    SentViews,
)
from tests.road import NOW
from tests.typed import ON_PAPER, a_clerk, a_sheet, reads, types_in


@pytest.fixture
def clerk(mia) -> Clerk:
    return a_clerk(mia)


def test_the_officer_reads_whose_words_they_are_how_they_came_and_who_typed_them(invited, clerk):
    said = replace(ON_PAPER, filled_by=FilledBy.WITH_HELP, helper=Helper.CARER)

    types_in(invited, clerk, a_sheet(said, worries="The dark"))

    read = reads(invited, CameBy.PAPER)
    assert [one.answer for one in read.said if one.answer] == [("The dark",)]
    assert (read.filled_by, read.helper) == (FilledBy.WITH_HELP, Helper.CARER)
    assert (read.typed_by, read.typed_at) == ("Alex Office", NOW)


def test_what_the_child_sent_themselves_stays_and_both_stand_beside_each_other(invited, clerk):
    invited.has_sent(worries="Mine")

    types_in(invited, clerk, a_sheet(worries="The dark"))

    own, typed = reads(invited, CameBy.SCREEN), reads(invited, CameBy.PAPER)
    assert [one.answer for one in own.said if one.answer] == [("Mine",)]
    assert [one.answer for one in typed.said if one.answer] == [("The dark",)]
    assert typed.follows is None


def test_what_was_typed_in_first_shuts_nobodys_own_form(invited, clerk):
    types_in(invited, clerk, a_sheet(worries="The dark"))

    invited.has_sent(worries="Mine")

    assert {row.came_by for row in invited.rows(SentViews)} == {CameBy.PAPER, CameBy.SCREEN}


def test_a_form_that_was_begun_on_the_screen_stays_as_it_is(invited, clerk):
    visit = invited.settles_in()
    invited.says(visit, worries="Mine")

    types_in(invited, clerk, a_sheet(worries="The dark"))

    with invited.form(visit) as form:
        assert form.everything()["worries"] == ("Mine",)


def test_the_child_finds_their_own_before_what_was_typed_in(invited, clerk):
    visit = invited.settles_in()
    types_in(invited, clerk, a_sheet(replace(ON_PAPER, received_on=NOW.date()), worries="Paper"))
    with invited.open(visit) as (transaction, opened):
        first = look_back.copy_of(transaction, opened, catalogue=invited.catalogue)
        assert not consult.is_sent(transaction, opened.letter, Stage.CONSULTATION)
    invited.says(visit, worries="Mine")
    invited.sends(visit)

    with invited.open(visit) as (transaction, opened):
        then = look_back.copy_of(transaction, opened, catalogue=invited.catalogue)

    assert (first.came_by, first.answers) == (CameBy.PAPER, {"worries": ("Paper",)})
    assert (then.came_by, then.answers) == (CameBy.SCREEN, {"worries": ("Mine",)})


def test_pressed_twice_it_is_typed_in_once(invited, clerk):
    sheet = a_sheet(worries="The dark")

    receipts = {types_in(invited, clerk, sheet), types_in(invited, clerk, sheet)}

    assert len(receipts) == len(invited.rows(SentViews)) == 1


def test_of_two_windows_at_once_the_slower_is_told(invited, clerk, monkeypatch):
    def beaten(*_said, **_more):
        raise IntegrityError("insert", {}, Exception("pk_views"))

    monkeypatch.setattr(type_in, "_views", beaten)

    with pytest.raises(TypedInRefused, match="another window"):
        types_in(invited, clerk, a_sheet(worries="The dark"))


def test_asks_and_what_duty_must_see_come_of_it_as_of_any_other(invited, clerk):
    sheet = replace(a_sheet(wishes=("A dog", "A cat"), safe="no"), get_in_touch=True)

    types_in(invited, clerk, sheet)

    assert len(invited.rows(Ask)) == 2
    assert {row.kind for row in invited.rows(Concern)} == {"not-safe", "get-in-touch"}


def test_a_review_nobody_knows_gets_nothing(mia, clerk):
    with pytest.raises(ReviewUnknown):
        type_in.type_in(mia.store, clerk, uuid4(), a_sheet(worries="W"), post=mia.post)


def test_without_a_letter_one_is_made_that_opens_nothing_until_it_is_made_anew(mia, clerk):
    types_in(mia, clerk, a_sheet(worries="The dark"))

    (letter,) = mia.rows(Letter)
    assert letter.revoked_at == NOW
    assert letter.qr_wrapped is None
    paper = letter_desk.make_anew(mia.store, clerk, mia.review_id, number=letter.number)
    assert mia.rows(SentViews)[0].letter_id != letter.id
    assert paper.number != letter.number


def test_after_the_review_began_there_is_still_a_way_to_type_in_what_came_before(mia, clerk):
    after = replace(clerk, now=datetime(2026, 3, 23, 9, tzinfo=UTC))
    with mia.store.begin() as transaction:
        transaction.execute(update(Review).values(age=None))

    types_in(mia, after, a_sheet(worries="The dark"))

    assert len(mia.rows(SentViews)) == 1


def test_a_letter_made_anew_carries_what_was_typed_in(invited, clerk):
    types_in(invited, clerk, a_sheet(worries="The dark"))
    order = invited.order()

    with invited.store.begin() as transaction:
        review = transaction.get_one(Review, invited.review_id)
        reissue.reissue(transaction, review, order, desk=invited.desk, now=NOW)

    letter = next(row for row in invited.rows(Letter) if row.revoked_at is None)
    assert invited.rows(SentViews)[0].letter_id == letter.id


def test_nobody_reminds_a_child_whose_paper_has_come(invited, clerk):
    types_in(invited, clerk, a_sheet(worries="The dark"))

    with invited.store.look() as transaction:
        left = transaction.scalars(select(Letter.id).where(may_be_reminded_in_sql())).all()
    assert left == []
    assert not may_be_reminded(None, sent=True)


def test_it_is_in_the_log_and_is_no_reading(invited, clerk):
    types_in(invited, clerk, a_sheet(worries="The dark"))

    assert [row.act for row in invited.rows(AuditRow)][-1] == "typed-in-views"
    assert invited.rows(SentViews)[0].read_at is None


def test_the_office_sees_that_something_came_and_how_and_never_what(invited, clerk):
    types_in(invited, clerk, a_sheet(worries="The dark"))

    with invited.store.look() as transaction:
        (came,) = type_in.what_came(transaction, invited.review_id)

    assert (came.came_by, came.typed_by) == (CameBy.PAPER, "Alex Office")
    assert "dark" not in repr(came)


def test_the_journal_brings_it_back_with_how_it_came(invited, clerk):
    types_in(invited, clerk, a_sheet(wishes=("A dog",)))
    with invited.store.begin() as transaction:
        for row in transaction.scalars(select(SentViews)):
            transaction.delete(row)

    replay(invited.store, invited.journal)

    assert reads(invited, CameBy.PAPER).typed_by == "Alex Office"
    assert len(invited.rows(Ask)) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"typed_by": None},
        {"typed_at": None},
        {"came_by": "screen"},
        {"sent_at": NOW + timedelta(days=1)},
    ],
)
def test_the_database_keeps_nothing_typed_in_by_nobody_or_dated_after_its_typing(
    invited, clerk, broken
):
    types_in(invited, clerk, a_sheet(worries="The dark"))

    with pytest.raises(IntegrityError), invited.store.begin() as transaction:
        transaction.execute(update(SentViews).values(**broken))
