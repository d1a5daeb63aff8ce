"""Work that somebody waits for is done once, tells how far it is, and leaves nothing behind."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from feedback.errors import InvitationRefused
from feedback.services import errands
from feedback.services.errands import KEPT, LEASE, MOST_TRIES, PATIENCE, Asked, ErrandUnknown
from feedback.store.models import Errand, ErrandPiece, ErrandState, Staff


@pytest.fixture
def alex(store):
    with store.begin() as transaction:
        staff = Staff(name="Alex Office")
        transaction.add(staff)
        transaction.flush()
        return staff.id


@pytest.fixture
def asked(store, alex, now):
    """Somebody asked for three things to be done."""
    pieces = tuple((uuid4(), f"piece {n}", b"sealed") for n in range(3))
    with store.begin() as transaction:
        wanted = Asked("count", {"to": 3}, pieces)
        return errands.ask(transaction, wanted, by=alex, now=now)


def counts(_store, doing):
    for done, _piece in enumerate(doing.pieces(), start=1):
        doing.step(done, doing.about["to"])


def work(store, do, now, *, holder=None):
    return errands.do_next(store, {"count": do}, holder=holder or uuid4(), clock=lambda: now)


def progress(store, asked, alex, now):
    with store.look() as transaction:
        return errands.find(transaction, asked, by=alex, now=now)


def test_it_is_done_once_and_says_how_far_it_is(store, asked, alex, now):
    before = progress(store, asked, alex, now)

    assert work(store, counts, now)

    after = progress(store, asked, alex, now)
    assert (before.done, before.total, before.is_over) == (0, 3, False)
    assert (after.done, after.total, after.is_over) == (3, 3, True)
    assert not work(store, counts, now)


@pytest.mark.usefixtures("asked")
def test_two_workers_never_do_the_same(store, now):
    others = []

    def meanwhile(store, doing):
        others.append(work(store, counts, now))
        counts(store, doing)

    assert work(store, meanwhile, now)
    assert others == [False]


def test_whoever_lost_it_to_another_does_not_say_that_it_is_done(store, asked, alex, now):
    def loses_it(store, _doing):
        with store.begin() as transaction:
            transaction.get_one(Errand, asked).holder = uuid4()

    work(store, loses_it, now)

    assert not progress(store, asked, alex, now).is_over


@pytest.mark.usefixtures("asked")
def test_of_two_who_reach_for_it_at_once_one_is_given_it(store, now):
    class SlowToReach:
        """A store in which another worker was quicker between looking and taking."""

        look = store.look

        def begin(self):
            with store.begin() as transaction:
                held = {"leased_until": now + LEASE, "holder": uuid4()}
                transaction.execute(update(Errand).values(**held))
            return store.begin()

    assert not errands.do_next(SlowToReach(), {"count": counts}, holder=uuid4(), clock=lambda: now)


def test_a_refusal_is_told_to_whoever_asked(store, asked, alex, now):
    def refuse(_store, _doing):
        raise InvitationRefused("Nobody over 25 is invited.")

    work(store, refuse, now)

    found = progress(store, asked, alex, now)
    assert (found.state, found.failure) == (ErrandState.FAILED, "Nobody over 25 is invited.")


def test_after_a_power_cut_another_worker_takes_over_and_the_first_stops(store, asked, alex, now):
    later = now + LEASE

    def slow(store, doing):
        assert work(store, counts, later)
        doing.step(1, 3)

    assert work(store, slow, now)
    assert progress(store, asked, alex, later).state is ErrandState.DONE


def test_what_fails_again_and_again_is_given_up_and_said_so(store, asked, alex, now):
    def fail(_store, _doing):
        raise OSError("the disk is full")

    for again in range(MOST_TRIES):
        with pytest.raises(OSError, match="disk"):
            work(store, fail, now + again * LEASE)
    last = now + MOST_TRIES * LEASE

    assert not work(store, fail, last)
    assert "has to look at it" in progress(store, asked, alex, last).failure


def test_what_is_called_off_stops_and_what_it_brought_is_erased(store, asked, alex, now):
    def called_off_halfway(store, doing):
        doing.step(1, 3)
        with store.begin() as transaction:
            errands.call_off(transaction, doing.id, by=alex, now=now)
        doing.step(2, 3)

    assert work(store, called_off_halfway, now)

    assert progress(store, asked, alex, now).state is ErrandState.CALLED_OFF
    with store.look() as transaction:
        assert set(transaction.scalars(select(ErrandPiece.content))) == {None}


def test_nobody_else_finds_it_and_after_an_hour_nobody_at_all(store, asked, alex, now):
    with pytest.raises(ErrandUnknown):
        progress(store, asked, uuid4(), now)
    with pytest.raises(ErrandUnknown):
        progress(store, asked, alex, now + KEPT)


def test_after_an_hour_nothing_of_it_is_left(store, asked, now):
    with store.begin() as transaction:
        errands.sweep(transaction, now=now + KEPT - timedelta(seconds=1))
        assert transaction.get(Errand, asked)

        errands.sweep(transaction, now=now + KEPT)

    with store.look() as transaction:
        assert not transaction.scalars(select(Errand.id)).all()
        assert not transaction.scalars(select(ErrandPiece.id)).all()


def test_the_page_says_when_nobody_takes_it_up(store, asked, alex, now):
    assert not progress(store, asked, alex, now + PATIENCE).is_alone
    assert progress(store, asked, alex, now + PATIENCE + timedelta(seconds=1)).is_alone


@pytest.mark.usefixtures("asked")
def test_a_worker_leaves_alone_what_it_cannot_do(store, now):
    assert not errands.do_next(store, {"other": counts}, holder=uuid4(), clock=lambda: now)


def test_pieces_are_emptied_but_for_some(store, asked):
    with store.begin() as transaction:
        errands.empty(transaction, asked, but=[1])

        left = [piece.content for piece in errands.pieces_of(transaction, asked)]

    assert left == [None, b"sealed", None]


@pytest.mark.parametrize(
    "broken", [{"done": 4}, {"state": "done"}, {"public_key": bytes(32)}, {"state": "nonsense"}]
)
def test_the_database_refuses_what_cannot_be(store, asked, broken):
    with pytest.raises(IntegrityError), store.begin() as transaction:
        transaction.execute(update(Errand).where(Errand.id == asked).values(**broken))
