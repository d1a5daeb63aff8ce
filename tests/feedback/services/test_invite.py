"""A child is invited to their review with a letter that nobody can make again."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from feedback.errors import InvitationRefused
from feedback.letters.letter_number import read_letter_number
from feedback.questionnaire import Version
from feedback.services import cards, invite
from feedback.store.models import (
    Card,
    Child,
    Cost,
    Gate,
    Installation,
    Letter,
    Review,
    ReviewState,
    Staff,
)
from tests.road import NOW, REVIEW_DAY, Road


def review(road, transaction):
    return transaction.get_one(Review, road.review_id)


def change(road, **values):
    with road.store.begin() as transaction:
        row = review(road, transaction)
        for name, value in values.items():
            setattr(row, name, value)


def test_a_letter_has_a_number_four_words_four_numbers_and_a_code(mia):
    issued = mia.invited()

    assert read_letter_number(issued.letter.number) == issued.letter.number
    assert len(issued.words) == len(issued.numbers) == 4
    assert len(bytes.fromhex(issued.qr_secret)) == 32


def test_nothing_that_opens_a_letter_is_kept(mia):
    issued = mia.invited()

    letter = mia.letter()
    kept = b"".join([letter.salt, letter.public_key, letter.qr_wrapped, letter.number.encode()])
    assert not any(word.encode() in kept for word in (*issued.words, *issued.numbers))
    assert bytes.fromhex(issued.qr_secret) not in kept


def test_a_consultation_opens_twenty_working_days_before_and_closes_when_the_review_starts(mia):
    letter = mia.invited().letter

    assert letter.opens_on == date(2026, 2, 20)
    assert letter.closes_at == datetime(2026, 3, 20, 10, tzinfo=UTC)


def test_a_review_without_an_hour_leaves_its_consultation_open_until_the_day_ends(mia):
    change(mia, at=None)

    letter = mia.invited().letter

    assert letter.closes_at == datetime(2026, 3, 20, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "easier", "version"),
    [
        (5, False, Version.PICTURES),
        (9, False, Version.SHORT),
        (9, True, Version.PICTURES),
        (12, False, Version.LONGER),
        (16, False, Version.FULL),
        (3, False, Version.WATCHING),
        (None, False, Version.SHORT),
    ],
)
def test_the_version_goes_by_age_and_one_step_easier_where_that_is_better(
    mia, age, easier, version
):
    change(mia, age=age)
    with mia.store.begin() as transaction:
        transaction.get_one(Child, mia.child_id).easier = easier

    assert mia.invited().letter.version is version


def test_the_office_may_choose_another_version(mia):
    assert mia.invited(version=Version.EASY).letter.version is Version.EASY


def test_the_greeting_knows_the_name_the_day_the_hour_and_the_officer(invited):
    visit = invited.comes_in()

    with invited.open(visit) as (transaction, opened):
        shown = cards.read_all(transaction, opened)

    assert shown.hello == cards.Hello("Mia", REVIEW_DAY, time(10), "Robin Reviewer")
    assert (shown.read, shown.asks) == ((), ())


def test_no_name_lies_open_in_a_greeting(invited):
    contents = [card.content for card in invited.rows(Card)]

    assert contents
    assert not any(b"Mia" in content or b"Robin" in content for content in contents)


def test_a_child_nobody_knows_the_name_or_officer_of_is_greeted_all_the_same(mia):
    change(mia, officer_id=None, at=None)
    with mia.store.begin() as transaction:
        transaction.get_one(Child, mia.child_id).named = None
    mia.invited()
    visit = mia.comes_in()

    with mia.open(visit) as (transaction, opened):
        shown = cards.read_all(transaction, opened)

    assert shown.hello == cards.Hello("", REVIEW_DAY, None, "")


def test_a_letter_whose_greeting_is_not_written_yet_still_opens(invited):
    with invited.store.begin() as transaction:
        transaction.query(Card).delete()
    visit = invited.comes_in()

    with invited.open(visit) as (transaction, opened):
        assert cards.read_all(transaction, opened) == cards.Cards(None)


def test_a_letter_follows_its_review_to_another_day_and_another_officer(invited):
    with invited.store.begin() as transaction:
        other = Staff(name="Sam Second")
        transaction.add(other)
        transaction.flush()
        officer = other.id
    change(invited, day=date(2026, 3, 27), officer_id=officer)
    permit = invited.permit()

    with invited.store.begin() as transaction:
        row = review(invited, transaction)
        invite.follow(transaction, row, desk=invited.desk, permit=permit)

    assert invited.letter().closes_at == datetime(2026, 3, 27, 10, tzinfo=UTC)
    assert invited.letter().opens_on == date(2026, 2, 27)
    visit = invited.comes_in()
    with invited.open(visit) as (transaction, opened):
        hello = cards.read_all(transaction, opened).hello
    assert (hello.day, hello.officer) == (date(2026, 3, 27), "Sam Second")


def test_a_child_has_one_letter_at_a_time_for_one_review(invited):
    with pytest.raises(InvitationRefused, match="reissued"):
        invited.invited()

    assert len(invited.rows(Letter)) == 1


@pytest.mark.parametrize("state", [ReviewState.HELD, ReviewState.CANCELLED])
def test_nobody_is_invited_to_a_review_that_is_over(mia, state):
    change(mia, state=state)

    with pytest.raises(InvitationRefused, match="over or has begun"):
        mia.invited()


def test_nobody_is_invited_to_a_review_that_has_begun(mia):
    with pytest.raises(InvitationRefused, match="over or has begun"):
        mia.invited(now=datetime(2026, 3, 20, 10, tzinfo=UTC))


def test_nobody_over_25_is_invited(mia):
    order, too_old = mia.order(), Review(day=REVIEW_DAY, age=26, state=ReviewState.PLANNED)

    with mia.store.begin() as transaction, pytest.raises(InvitationRefused, match="over 25"):
        invite.invite(transaction, too_old, order, desk=mia.desk, now=NOW)


def test_cheap_letters_are_for_made_up_children_only(mia):
    with mia.store.begin() as transaction:
        transaction.get_one(Installation, 1).made_up = False

    with pytest.raises(InvitationRefused, match="made-up"):
        mia.invited()

    assert mia.invited(cost=Cost.FULL).letter.cost is Cost.FULL


def test_two_letters_never_have_one_number(mia, store, keys, tmp_path, monkeypatch):
    drawn = iter([5, 5, 6])
    numbers = invite.make_letter_number
    monkeypatch.setattr(
        invite, "make_letter_number", lambda _source: numbers(lambda _most: next(drawn))
    )
    other = Road(store, keys, tmp_path)

    assert mia.invited().letter.number != other.invited().letter.number


def test_a_childs_next_letter_stands_behind_the_same_pictures(invited):
    invited.settles_in()
    before = invited.issued
    change(invited, state=ReviewState.HELD)
    with invited.store.begin() as transaction:
        following = Review(
            child_id=invited.child_id, day=REVIEW_DAY + timedelta(7), state=ReviewState.PLANNED
        )
        transaction.add(following)
        transaction.flush()
        invited.review_id = following.id

    invited.invited()

    assert invited.issued.letter.gate_id == before.letter.gate_id
    assert len(invited.rows(Gate)) == 1
    assert invited.comes_back()


def test_a_letter_is_in_the_childs_language(mia):
    with mia.store.begin() as transaction:
        transaction.get_one(Child, mia.child_id).language = "ti"

    mia.invited()

    with mia.store.look() as transaction:
        assert transaction.scalar(select(Letter.language)) == "ti"
