"""A visit lasts as long as somebody is there, and nothing is read after it."""

from datetime import timedelta

from sqlalchemy import select, update

from feedback.services import visits
from feedback.services.visits import Expired, OpenVisit
from feedback.store.models import ChildSession, Letter
from feedback.store.sealing import PrivateKey
from tests.road import NOW


def test_a_visit_is_found_again_with_its_secret_alone(invited):
    visit = invited.comes_in()

    with invited.store.look() as transaction:
        assert isinstance(visits.find(transaction, visit.id, visit.secret, now=NOW), OpenVisit)
        assert visits.find(transaction, visit.id, bytes(32), now=NOW) is None
        assert visits.find(transaction, invited.letter_id, visit.secret, now=NOW) is None


def test_whoever_puts_a_key_of_their_own_in_the_letters_place_ends_the_visit(invited):
    visit, theirs = invited.comes_in(), PrivateKey.new().public.raw
    with invited.store.begin() as transaction:
        (before,) = transaction.scalars(select(Letter.public_key))
        transaction.execute(update(Letter).values(public_key=theirs))

    with invited.store.look() as transaction:
        assert visits.find(transaction, visit.id, visit.secret, now=NOW) is None
        over = NOW + timedelta(minutes=20)
        assert visits.find(transaction, visit.id, visit.secret, now=over) is None

    with invited.store.begin() as transaction:
        transaction.execute(update(Letter).values(public_key=before))
        assert isinstance(visits.find(transaction, visit.id, visit.secret, now=NOW), OpenVisit)


def test_nor_is_a_page_that_was_left_open_too_long_kept_for_such_a_key(invited):
    visit, theirs = invited.comes_in(), PrivateKey.new().public.raw
    with invited.store.begin() as transaction:
        transaction.execute(update(ChildSession).values(wrapped=None))
        assert isinstance(visits.find(transaction, visit.id, visit.secret, now=NOW), Expired)
        transaction.execute(update(Letter).values(public_key=theirs))

    with invited.store.look() as transaction:
        assert visits.find(transaction, visit.id, visit.secret, now=NOW) is None


def test_what_opens_another_visit_of_the_same_letter_opens_nothing_in_this_ones_place(invited):
    on_the_phone, on_the_tablet = invited.comes_in(), invited.comes_in()
    with invited.store.begin() as transaction:
        tablets = transaction.get_one(ChildSession, on_the_tablet.id).wrapped
        transaction.get_one(ChildSession, on_the_phone.id).wrapped = tablets

    with invited.store.look() as transaction:
        looked_for = (transaction, on_the_phone.id, on_the_phone.secret)
        assert visits.find(*looked_for, now=NOW) is None
        assert visits.find(*looked_for, now=NOW + timedelta(minutes=20)) is None


def test_after_twenty_idle_minutes_a_visit_can_be_read_no_more(invited):
    visit = invited.comes_in()

    with invited.store.look() as transaction:
        last = NOW + timedelta(minutes=19, seconds=59)
        assert isinstance(visits.find(transaction, visit.id, visit.secret, now=last), OpenVisit)
        over = NOW + timedelta(minutes=20)
        assert isinstance(visits.find(transaction, visit.id, visit.secret, now=over), Expired)


def test_a_visit_lasts_as_long_as_somebody_is_there_and_says_when_to_note_it(invited):
    visit = invited.comes_in()
    minutes = [NOW + timedelta(minutes=minute) for minute in (0, 1, 20)]

    with invited.open(visit, now=minutes[0]) as (_, opened):
        assert not opened.is_to_be_seen
    with invited.open(visit, now=minutes[1]) as (transaction, opened):
        assert opened.is_to_be_seen
        visits.seen(transaction, opened, now=minutes[1])
    with invited.open(visit, now=minutes[2]) as (_, opened):
        assert opened.letter.id == invited.letter_id


def test_leaving_erases_the_key_with_the_visit(invited):
    visit = invited.comes_in()

    with invited.store.begin() as transaction:
        visits.leave(transaction, visit.id)

    assert not invited.rows(ChildSession)


def test_a_visit_left_idle_loses_its_key_and_a_day_later_itself(invited):
    visit = invited.comes_in()

    with invited.store.begin() as transaction:
        visits.sweep(transaction, now=NOW + timedelta(minutes=20))
    with invited.store.look() as transaction:
        found = visits.find(transaction, visit.id, visit.secret, now=NOW + timedelta(minutes=20))

    assert isinstance(found, Expired)
    assert [session.wrapped for session in invited.rows(ChildSession)] == [None]
    with invited.store.begin() as transaction:
        visits.sweep(transaction, now=NOW + timedelta(days=1))
    assert not invited.rows(ChildSession)


def test_the_letters_key_lies_in_a_visit_only_under_the_visitors_secret(invited):
    visit = invited.comes_in()

    with invited.open(visit) as (_, opened):
        assert opened.key.raw not in opened.row.wrapped
        assert visit.secret not in opened.row.wrapped
