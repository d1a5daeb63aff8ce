"""A letter made after the copy a database comes back from is out again, with what was sent."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from feedback.errors import CodeSpent, JournalUnwritable
from feedback.services import enter
from feedback.services.enter import Knock
from feedback.services.reissue import reissue
from feedback.services.replay import Replayed, replay
from feedback.store.models import (
    Assignment,
    Card,
    Child,
    ChildCopy,
    Concern,
    Gate,
    Letter,
    Review,
    SentViews,
    Staff,
)
from tests.road import HOME, NOW, Road

LATER = NOW + timedelta(days=1)
MOST_OF_ALL = (Concern, ChildCopy, SentViews, Card, Letter, Gate)


@pytest.fixture
def mia(mia):
    """Mia, whose letters are written down as those of real children are."""
    mia.writes_letters_down = True
    return mia


@pytest.fixture
def sent(mia):
    """She has sent what worries her, by a letter made after the copy that is put back."""
    mia.has_sent(worries="The dark", safe="no")
    return mia


def goes_back(road, *also):
    """Be a database from before the letter was made, without these things too."""
    with road.store.begin() as transaction:
        for table in (*MOST_OF_ALL, *also):
            transaction.execute(delete(table))


def is_made_anew(road, *, now):
    order = road.order()
    with road.store.begin() as transaction:
        review = transaction.get_one(Review, road.review_id)
        return reissue(transaction, review, order, desk=road.desk, now=now).letter.id


@pytest.mark.parametrize("also", [(), (Assignment, Review, Child)], ids=["known", "a-new-child"])
def test_what_was_sent_comes_back_with_the_letter_and_all_it_hangs_on(sent, also):
    goes_back(sent, *also)

    assert replay(sent.store, sent.journal) == Replayed(added=2, there=0, homeless=0)

    (views,), (letter,) = sent.rows(SentViews), sent.rows(Letter)
    assert (views.letter_id, letter.review_id) == (letter.id, sent.review_id)
    assert [row.child_id for row in sent.rows(Gate)] == [sent.child_id]
    assert [row.at.hour for row in sent.rows(Review)] == [10]
    assert len(sent.rows(Concern)) == 1
    assert sent.comes_in(now=LATER)


def test_twice_adds_nothing(sent):
    goes_back(sent)
    replay(sent.store, sent.journal)

    assert replay(sent.store, sent.journal) == Replayed(added=0, there=2, homeless=0)


def test_the_first_page_greets_her_again_and_what_she_sent_spent_her_code(sent):
    goes_back(sent)
    replay(sent.store, sent.journal)

    assert {card.kind for card in sent.rows(Card)} == {"asks", "hello"}
    knock = Knock(sent.issued.letter.number, sent.issued.qr_secret, HOME)
    with pytest.raises(CodeSpent):
        enter.by_qr(sent.store, knock, now=LATER)


def test_an_officer_who_joined_since_is_not_named(sent):
    goes_back(sent, Assignment, Review, Child, Staff)

    assert replay(sent.store, sent.journal).homeless == 0
    assert [row.officer_id for row in sent.rows(Review)] == [None]


def test_a_letter_made_anew_takes_the_place_of_the_one_the_copy_has(mia):
    mia.invited()
    second = is_made_anew(mia, now=LATER)
    third = is_made_anew(mia, now=LATER + timedelta(hours=1))
    with mia.store.begin() as transaction:
        transaction.execute(delete(Card))
        transaction.execute(delete(Letter).where(Letter.id == third))
        transaction.execute(update(Letter).where(Letter.id == second).values(revoked_at=None))

    replay(mia.store, mia.journal)

    out = {row.id: row.revoked_at for row in mia.rows(Letter)}
    assert out == {mia.letter_id: LATER, second: LATER + timedelta(hours=1), third: None}


def test_a_letter_older_than_the_one_that_is_out_comes_back_ended(mia):
    mia.invited()
    second = is_made_anew(mia, now=LATER)
    with mia.store.begin() as transaction:
        transaction.execute(delete(Card).where(Card.letter_id == mia.letter_id))
        transaction.execute(delete(Letter).where(Letter.id == mia.letter_id))

    replay(mia.store, mia.journal)

    out = {row.id: row.revoked_at for row in mia.rows(Letter)}
    assert out == {mia.letter_id: LATER, second: None}


def test_a_letter_that_a_later_copy_does_not_have_never_was(mia):
    mia.invited()
    goes_back(mia)

    done = replay(mia.store, mia.journal, taken_at=NOW + timedelta(hours=1))

    assert done == Replayed(added=0, there=1, homeless=0)
    assert mia.rows(Letter) == []


def test_where_the_journal_cannot_be_written_there_is_no_letter(mia):
    mia.journal.folder.write_bytes(b"")

    with pytest.raises(JournalUnwritable):
        mia.invited()

    assert mia.rows(Letter) == []


def test_made_up_letters_are_not_written_down(store, keys, tmp_path):
    Road(store, keys, tmp_path).invited()

    assert list(Road(store, keys, tmp_path).journal.lines()) == []
