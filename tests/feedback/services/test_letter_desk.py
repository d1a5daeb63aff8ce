"""At the office’s desk a letter is made once, made anew, or ended; nothing sent is read."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from feedback.errors import InvitationRefused, LetterRevoked, ReviewUnknown
from feedback.participation import Attended, Spokesperson, Views
from feedback.questionnaire import Version
from feedback.services import letter_desk, look_back
from feedback.services.letter_desk import Clerk
from feedback.store.models import (
    AuditRow,
    Draft,
    Letter,
    Record,
    Review,
    ReviewState,
    SentViews,
    Staff,
)
from tests.road import NOW, REVIEW_DAY, Road

AFTER = datetime(2026, 3, 20, 10, 1, tzinfo=UTC)


@pytest.fixture
def clerk(mia) -> Clerk:
    with mia.store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        return Clerk(alex.id, mia.keys, mia.desk, NOW)


def later(clerk: Clerk, moment: datetime) -> Clerk:
    return Clerk(clerk.staff_id, clerk.keys, clerk.desk, moment)


def holds(road: Road, paper) -> Road:
    """Put the letter on this paper into the child’s hand."""
    with road.store.look() as transaction:
        letter = transaction.query(Letter).filter_by(number=paper.number).one()
        transaction.expunge(letter)
    road.issued = letter_desk.IssuedLetter(letter, paper.words, paper.numbers, paper.qr_secret)
    return road


def standing(road: Road):
    with road.store.look() as transaction:
        return letter_desk.standing(transaction, road.review_id)


def anew(road: Road, clerk: Clerk, **more: object):
    """Make a letter in the place of the newest."""
    number = standing(road).letter.number
    return letter_desk.make_anew(road.store, clerk, road.review_id, number=number, **more)


def ends(road: Road, clerk: Clerk) -> bool:
    """End the newest letter."""
    number = standing(road).letter.number
    return letter_desk.end(road.store, clerk, road.review_id, number=number)


def acts(road: Road) -> list[tuple[str, str]]:
    return [(row.act, row.role) for row in road.rows(AuditRow)]


def test_what_is_on_the_paper_opens_the_letter(mia, clerk):
    paper = letter_desk.make(mia.store, clerk, mia.review_id)

    visit = holds(mia, paper).comes_in()

    assert visit.letter_id == mia.letter_id
    assert (paper.day, paper.officer, paper.version) == (
        REVIEW_DAY, "Robin Reviewer", Version.SHORT,
    )  # fmt: skip


def test_paper_does_not_print_what_opens_it(mia, clerk):
    paper = letter_desk.make(mia.store, clerk, mia.review_id)

    assert not [word for word in (*paper.words, paper.qr_secret) if word in repr(paper)]


def test_a_second_letter_for_one_review_is_refused(mia, clerk):
    letter_desk.make(mia.store, clerk, mia.review_id)

    with pytest.raises(InvitationRefused, match="made anew"):
        letter_desk.make(mia.store, clerk, mia.review_id)

    assert len(mia.rows(Letter)) == 1


def test_of_two_clerks_at_once_the_slower_is_refused(mia, clerk, monkeypatch):
    def beaten(*_said, **_more):
        raise IntegrityError("insert", {}, Exception("uq_letter_review_live"))

    monkeypatch.setattr(letter_desk, "invite", beaten)

    with pytest.raises(InvitationRefused, match="has a letter"):
        letter_desk.make(mia.store, clerk, mia.review_id)


def test_no_letter_is_made_after_the_review_has_begun(mia, clerk):
    with pytest.raises(InvitationRefused, match="over or has begun"):
        letter_desk.make(mia.store, later(clerk, AFTER), mia.review_id)

    assert not mia.rows(Letter)


def test_no_letter_is_made_for_a_review_nobody_knows(mia, clerk):
    with pytest.raises(ReviewUnknown):
        letter_desk.make(mia.store, clerk, uuid4())

    assert not mia.rows(AuditRow)


def test_letters_made_together_leave_out_those_that_cannot_be(mia, clerk, store, keys, tmp_path):
    kit = Road(store, keys, tmp_path)
    letter_desk.make(store, clerk, mia.review_id)

    batch = letter_desk.make_several(store, clerk, [kit.review_id, mia.review_id, kit.review_id])

    assert [paper.review_id for paper in batch.papers] == [kit.review_id]
    assert batch.refused == (mia.review_id,)


def test_no_more_than_fifty_letters_are_made_at_a_time(mia, clerk):
    with pytest.raises(InvitationRefused, match="At most 50"):
        letter_desk.make_several(mia.store, clerk, [uuid4() for _ in range(51)])


def test_a_letter_made_anew_closes_the_old_and_carries_what_was_sent(mia, clerk):
    old = holds(mia, letter_desk.make(mia.store, clerk, mia.review_id)).issued
    mia.has_sent(worries="The dark")

    paper = anew(mia, clerk, version=Version.EASY)

    with pytest.raises(LetterRevoked):
        mia.comes_in()
    assert holds(mia, paper).comes_back().letter_id == mia.letter_id
    assert paper.version is Version.EASY
    assert mia.rows(SentViews)[0].letter_id == mia.letter_id != old.letter.id


def test_making_a_letter_anew_is_no_reading_of_what_was_sent(mia, clerk):
    holds(mia, letter_desk.make(mia.store, clerk, mia.review_id)).has_sent(worries="The dark")

    anew(mia, clerk)

    assert acts(mia) == [("issued-letter", "office"), ("reissued-letter", "office")]
    assert mia.rows(SentViews)[0].read_at is None


def test_ending_a_letter_ends_what_was_not_sent_and_is_in_the_log(mia, clerk):
    holds(mia, letter_desk.make(mia.store, clerk, mia.review_id)).settles_in()

    assert ends(mia, clerk)

    assert not mia.rows(Draft)
    assert acts(mia)[-1] == ("ended-letter", "office")
    with pytest.raises(LetterRevoked):
        mia.comes_in()


def test_ending_a_letter_twice_does_nothing_more(mia, clerk):
    letter_desk.make(mia.store, clerk, mia.review_id)
    ends(mia, clerk)

    assert not ends(mia, clerk)

    assert len(mia.rows(AuditRow)) == 2


def test_after_a_letter_was_ended_a_new_one_still_brings_what_was_sent(mia, clerk):
    holds(mia, letter_desk.make(mia.store, clerk, mia.review_id)).has_sent(worries="The dark")
    ends(mia, clerk)

    with pytest.raises(InvitationRefused, match="made anew"):
        letter_desk.make(mia.store, clerk, mia.review_id)
    paper = anew(mia, clerk)

    visit = holds(mia, paper).comes_back()
    with mia.open(visit) as (transaction, opened):
        copy = look_back.copy_of(transaction, opened, catalogue=mia.catalogue)
    assert copy.answers == {"worries": ("The dark",)}


def test_the_page_of_a_letter_says_that_something_came_and_never_what(mia, clerk):
    assert standing(mia).letter is None
    holds(mia, letter_desk.make(mia.store, clerk, mia.review_id))
    assert not standing(mia).came_back

    mia.has_sent(worries="The dark")

    found = standing(mia)
    assert found.came_back
    assert found.letter.number == mia.issued.letter.number
    assert found.version_by_age is Version.SHORT
    assert "dark" not in repr(found)


def test_an_ended_letter_says_when(mia, clerk):
    letter_desk.make(mia.store, clerk, mia.review_id)

    ends(mia, later(clerk, AFTER))

    assert standing(mia).letter.ended_at == AFTER


def test_a_review_without_an_officer_still_has_its_letter(mia, clerk):
    with mia.store.begin() as transaction:
        transaction.get_one(Review, mia.review_id).officer_id = None

    assert letter_desk.make(mia.store, clerk, mia.review_id).officer == ""


def test_a_review_recorded_while_no_letter_was_out_can_still_be_evaluated(mia, clerk):
    letter_desk.make(mia.store, clerk, mia.review_id)
    ends(mia, clerk)
    with mia.store.begin() as transaction:
        transaction.get_one(Review, mia.review_id).state = ReviewState.HELD
        transaction.add(
            Record(
                review_id=mia.review_id, number=1, held=True, attended=Attended.YES, spoke=True,
                signed=False, spokesperson=Spokesperson.NONE, views=Views.NONE,
                recorded_by=mia.officer_id, recorded_at=AFTER,
            )
        )  # fmt: skip

    paper = anew(mia, later(clerk, AFTER))

    assert holds(mia, paper).letter().evaluation_from == date(2026, 3, 27)


@pytest.mark.parametrize("do", [letter_desk.make_anew, letter_desk.end])
def test_a_form_left_open_does_not_touch_the_letter_made_meanwhile(mia, clerk, do):
    old = letter_desk.make(mia.store, clerk, mia.review_id)
    holds(mia, anew(mia, clerk))

    with pytest.raises(InvitationRefused, match="newer letter"):
        do(mia.store, clerk, mia.review_id, number=old.number)

    assert mia.comes_in().letter_id == mia.letter_id


def test_what_was_never_there_cannot_be_made_anew(mia, clerk):
    with pytest.raises(InvitationRefused):
        letter_desk.make_anew(mia.store, clerk, mia.review_id, number="123456")
