"""A light alert tied to a child’s ask: raised, due, taken up higher, settled in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from feedback.challenge import Ending, Level
from feedback.errors import ChallengeRefused, NotYours
from feedback.services.challenges import (
    Raised,
    Words,
    asked_about,
    by_ask,
    of_officer,
    of_review,
    open_asked,
    opened,
    raise_challenge,
    settle,
    take_up,
)
from feedback.services.deciding import Hand
from feedback.store import audit
from feedback.store.audit import Act
from feedback.store.models import Ask, AuditRow, Challenge, Cover, SentViews
from tests import cases
from tests.road import NOW

NEXT_WEEK = NOW.date() + timedelta(7)
RAISED = Raised(Level.TEAM_MANAGER, NEXT_WEEK, " The lock was promised in May. ")
HIGHER = Raised(Level.DIRECTOR, NEXT_WEEK, "Still no lock.")


@pytest.fixture
def mias(invited):
    """Mia, who asked for a lock; her officer’s hand."""
    invited.has_sent(wishes=["A lock"])
    return invited


def _hand(road, officer=None, *, now=NOW):
    return Hand(officer or road.officer_id, now, cases.DESK)


def _raise(road, raised=RAISED, by=None):
    ask = road.rows(Ask)[0].id
    with road.store.begin() as transaction:
        return raise_challenge(transaction, ask, raised, by=by or _hand(road), keys=road.keys).id


def _lines(road, *, by=None, **more):
    with road.store.look() as transaction:
        return of_officer(transaction, by=by or _hand(road), **more)


def _words(road, line):
    actor = _hand(road).actor
    permit = audit.opened_by(
        road.store, actor, Act("opened-challenges", "officer"), keys=road.keys, now=NOW
    )
    return opened(line, permit)


def test_an_alert_says_with_whom_about_what_and_by_when(mias):
    _raise(mias)

    (line,) = _lines(mias)
    assert (line.level, line.due_day, line.raised_by) == (
        Level.TEAM_MANAGER, NEXT_WEEK, "Robin Reviewer",
    )  # fmt: skip
    assert _words(mias, line) == Words("The lock was promised in May.", "")
    assert b"lock" not in mias.rows(Challenge)[0].words
    assert "raised-challenge" in [row.act for row in mias.rows(AuditRow)]


def test_what_is_taken_up_is_shown_in_the_childs_own_words(mias):
    with mias.store.look() as transaction:
        asked = asked_about(transaction, mias.rows(Ask)[0].id, by=_hand(mias))

    words = open_asked(mias.store, asked, by=_hand(mias), keys=mias.keys)

    assert words == "A lock"
    assert [row.act for row in mias.rows(AuditRow)][-2:] == ["opened-part", "opened-ask"]


def test_what_was_never_asked_is_nobodys_to_take_up(mias):
    with mias.store.look() as transaction, pytest.raises(NotYours):
        asked_about(transaction, uuid4(), by=_hand(mias))


def test_an_alert_is_overdue_the_day_after_it_was_due(mias):
    _raise(mias)

    (line,) = _lines(mias)
    assert not line.is_overdue(NEXT_WEEK)
    assert line.is_overdue(NEXT_WEEK + timedelta(1))


def test_an_alert_is_settled_in_words_and_is_overdue_no_more(mias):
    key = _raise(mias)

    with mias.store.begin() as transaction:
        settle(transaction, key, (Ending.AGREED, "It is fitted. "), by=_hand(mias), keys=mias.keys)

    assert _lines(mias) == ()
    (line,) = _lines(mias, still_open=False)
    assert (line.outcome, _words(mias, line).ending) == (Ending.AGREED, "It is fitted.")
    assert not line.is_overdue(NEXT_WEEK + timedelta(9))


def test_an_alert_goes_on_at_a_higher_level(mias):
    key = _raise(mias)

    with mias.store.begin() as transaction:
        take_up(transaction, key, HIGHER, by=_hand(mias), keys=mias.keys)

    with mias.store.look() as transaction:
        lines = of_review(transaction, mias.review_id, by=_hand(mias))
    assert [(line.level, line.outcome) for line in lines] == [
        (Level.TEAM_MANAGER, Ending.TAKEN_UP),
        (Level.DIRECTOR, None),
    ]
    assert list(by_ask(lines)) == [mias.rows(Ask)[0].id]


@pytest.mark.parametrize(
    "raised",
    [
        Raised(Level.TEAM_MANAGER, NEXT_WEEK, "  "),
        Raised(Level.TEAM_MANAGER, NOW.date() - timedelta(1), "The lock."),
    ],
)
def test_an_alert_about_nothing_or_due_in_the_past_is_refused(mias, raised):
    with pytest.raises(ChallengeRefused):
        _raise(mias, raised)


def test_an_ask_has_one_open_alert(mias):
    _raise(mias)

    with pytest.raises(ChallengeRefused, match="open already"):
        _raise(mias)


def _settling(road, key, ended, by=None):
    with road.store.begin() as transaction:
        settle(transaction, key, ended, by=by or _hand(road), keys=road.keys)


def test_an_alert_is_not_settled_twice_without_words_or_as_taken_up(mias):
    key = _raise(mias)
    for ended in ((Ending.AGREED, " "), (Ending.TAKEN_UP, "To the director.")):
        with pytest.raises(ChallengeRefused):
            _settling(mias, key, ended)
    _settling(mias, key, (Ending.DROPPED, "Asked too soon."))

    with pytest.raises(ChallengeRefused, match="settled already"):
        _settling(mias, key, (Ending.AGREED, "It is fitted."))


def test_an_alert_is_only_taken_up_to_a_higher_level(mias):
    key = _raise(mias)

    with (
        pytest.raises(ChallengeRefused, match="higher level"),
        mias.store.begin() as transaction,
    ):
        take_up(transaction, key, RAISED, by=_hand(mias), keys=mias.keys)


def test_another_officer_neither_sees_nor_touches_it(mias):
    key = _raise(mias)
    with mias.store.begin() as transaction:
        other = _hand(mias, cases.an_officer(transaction, "Sam Other").id)

    assert _lines(mias, by=other) == ()
    with pytest.raises(ChallengeRefused, match="no such alert"):
        _settling(mias, key, (Ending.AGREED, "It is fitted."), by=other)
    with pytest.raises(NotYours):
        _raise(mias, by=other)


@pytest.fixture
def past_robin(mias):
    """What Mia sent past Robin; Sam covers."""
    with mias.store.begin() as transaction:
        sam = cases.an_officer(transaction, "Sam Other").id
        transaction.add(Cover(since=NOW.date(), staff_id=sam))
        transaction.query(SentViews).one().not_iro = True
    return _hand(mias, sam)


def test_what_a_child_sent_past_their_officer_is_taken_up_by_the_one_who_covers(mias, past_robin):
    with pytest.raises(NotYours):
        _raise(mias)

    _raise(mias, by=past_robin)

    assert _lines(mias) == ()
    assert len(_lines(mias, by=past_robin)) == 1


def test_an_alert_outlives_the_ask_and_stays_with_the_childs_officer(mias):
    _raise(mias)
    with mias.store.begin() as transaction:
        transaction.execute(text("DELETE FROM ask"))

    (line,) = _lines(mias)
    assert line.ask_id is None
    assert by_ask([line]) == {}


def test_the_database_wants_the_end_of_an_alert_in_words(mias):
    _raise(mias)

    half = {"outcome": Ending.AGREED, "settled_by": mias.officer_id, "settled_at": NOW}
    with mias.store.begin() as transaction:
        settling = update(Challenge).values(**half)
        with pytest.raises(IntegrityError, match="settled_in_words"):
            transaction.execute(settling)
        transaction.rollback()
