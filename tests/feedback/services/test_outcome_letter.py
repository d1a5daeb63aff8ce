"""The letter after a review holds what was asked for, what came of it, and a few own words."""

from datetime import date, timedelta

import pytest

from feedback.errors import NotYours, OutcomeLetterRefused
from feedback.participation import Attended
from feedback.questionnaire import Version
from feedback.services import cards
from feedback.services.answer_ask import Answered
from feedback.services.close_review import closing
from feedback.services.deciding import Hand
from feedback.services.outcome_letter import (
    MADE,
    Contents,
    OwnWords,
    last_letter,
    leave_to_open,
    make,
    opened,
)
from feedback.services.read_views import open_views
from feedback.services.record import Account, record
from feedback.services.reissue import reissue
from feedback.store.models import (
    Absence,
    AuditRow,
    Card,
    ChildCopy,
    Outcome,
    OutcomeLetter,
    Review,
)
from feedback.store.models import SentViews as Views
from tests import cases
from tests.feedback.services.after import answered_ask
from tests.road import NOW, REVIEW_DAY

AFTER = NOW + timedelta(days=20)
STILL = Answered(Outcome.STILL_ASKING, "We are asking.", "Robin", date(2026, 4, 20))
OWN = OwnWords("It was good to see you.")


def _hand(road, officer=None):
    return Hand(officer or road.officer_id, AFTER, cases.DESK)


def _held(road):
    account = Account(held=True, attended=Attended.YES, spoke=True)
    with road.store.begin() as transaction:
        record(transaction, road.review_id, account, by=_hand(road), keys=road.keys)


@pytest.fixture
def mias(invited):
    """Mia’s review is over, and what she asked for is answered."""
    invited.has_sent(wishes=["See my sister"])
    answered_ask(invited, STILL)
    _held(invited)
    return invited


def _readings(road):
    return tuple(open_views(road.store, road.reader, v.id, now=AFTER) for v in road.rows(Views))


def _make(road, own=OWN, *, by=None, readings=None):
    contents = Contents(_readings(road) if readings is None else readings, own)
    return make(road.store, road.review_id, contents, by=by or _hand(road), keys=road.keys)


def _opened(road):
    permit = leave_to_open(road.store, road.review_id, by=_hand(road), keys=road.keys)
    with road.store.look() as transaction:
        review = transaction.get_one(Review, road.review_id)
        return opened(last_letter(transaction, road.review_id), review, None, permit)


def _shown(road, visit=None):
    with road.open(visit or road.comes_back(now=AFTER), now=AFTER) as (transaction, visited):
        return cards.read_all(transaction, visited).after


def test_the_letter_says_each_ask_and_what_came_of_it(mias):
    assert _make(mias) == 1

    letter = _opened(mias)
    (ask,) = letter.asks
    assert (ask.words, ask.outcome, ask.said, ask.who, ask.by_day) == (
        "See my sister", Outcome.STILL_ASKING, "We are asking.", "Robin", date(2026, 4, 20),
    )  # fmt: skip
    assert (letter.officer, letter.day, letter.version) == (
        "Robin Reviewer", REVIEW_DAY, Version.SHORT,
    )  # fmt: skip
    assert (letter.own, letter.made_on) == (OWN, AFTER.date())
    assert b"sister" not in mias.rows(OutcomeLetter)[0].content
    assert MADE in [row.act for row in mias.rows(AuditRow)]


def test_the_child_finds_the_officers_words_behind_their_pictures(mias):
    _make(mias)

    after = _shown(mias)
    assert (after.words, after.who, after.on) == (OWN.said, "Robin Reviewer", AFTER.date())
    assert _shown(mias, mias.comes_in(now=AFTER)) is None


def test_whoever_stands_in_signs_as_that_and_the_officer_as_the_childs(mias):
    day = {"since": AFTER.date(), "until": AFTER.date()}
    by = {"set_by": mias.officer_id, "set_at": AFTER}
    with mias.store.begin() as transaction:
        sam = cases.an_officer(transaction, "Sam Other").id
        transaction.add(Absence(staff_id=mias.officer_id, cover_id=sam, **day, **by))

    _make(mias, by=_hand(mias, sam))
    stood_in = _shown(mias), _opened(mias)
    _make(mias)

    assert [(one.stood_in) for one in (*stood_in, _shown(mias), _opened(mias))] == [
        True, True, False, False
    ]  # fmt: skip


def test_a_new_letter_takes_the_place_of_the_old_one_which_stays(mias):
    _make(mias)

    assert _make(mias, OwnWords()) == 2

    assert _shown(mias) is None
    assert [row.number for row in mias.rows(OutcomeLetter)] == [1, 2]


def test_the_words_come_along_to_a_letter_that_is_made_anew(mias):
    _make(mias)
    order = mias.order()
    with mias.store.begin() as transaction:
        review = transaction.get_one(Review, mias.review_id)
        mias.issued = reissue(transaction, review, order, desk=mias.desk, now=AFTER)
        transaction.flush()
        transaction.refresh(mias.issued.letter)
        transaction.expunge(mias.issued.letter)

    assert _shown(mias).words == OWN.said


def test_words_stay_off_the_screen_where_somebody_else_may_have_chosen_the_pictures(mias):
    with mias.store.begin() as transaction:
        transaction.query(ChildCopy).one().guarded = False

    _make(mias)

    assert "after" not in [card.kind for card in mias.rows(Card)]


def test_a_child_who_sent_nothing_is_written_to_all_the_same(invited):
    _held(invited)

    _make(invited, readings=())

    assert _opened(invited).asks == ()
    assert _opened(invited).version is Version.SHORT


def test_a_child_without_a_letter_is_written_to_in_the_longer_version(mia):
    _held(mia)

    _make(mia, readings=())

    assert _opened(mia).version is Version.LONGER


def test_a_review_knows_that_its_letter_was_made(mias):
    _make(mias)

    with mias.store.look() as transaction:
        assert closing(transaction, mias.review_id).letter_made


def test_no_letter_before_the_review_was_held(invited):
    invited.has_sent(wishes=["See my sister"])
    answered_ask(invited, STILL)

    with pytest.raises(OutcomeLetterRefused, match="was held"):
        _make(invited)


def test_no_letter_with_an_unanswered_ask(invited):
    invited.has_sent(wishes=["See my sister"])
    _held(invited)

    with pytest.raises(OutcomeLetterRefused, match="everything the child asked for"):
        _make(invited)


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (OwnWords("Your placement is fine."), "placement"),
        (OwnWords("It was good.", theirs="كان جيدا"), "their name"),
        (OwnWords("", theirs="كان جيدا", interpreter="Nour"), "in English too"),
    ],
)
def test_words_too_hard_or_half_interpreted_are_refused(mias, own, why):
    with pytest.raises(OutcomeLetterRefused, match=why):
        _make(mias, own)


def test_a_child_who_reads_another_language_reads_the_letter_in_it(mias):
    with mias.store.begin() as transaction:
        transaction.query(Views).one().language = "ar"
    with pytest.raises(OutcomeLetterRefused, match="reads another language"):
        _make(mias)

    _make(mias, OwnWords("It was good to see you.", "سعدت برؤيتك", "Nour H."))

    assert _shown(mias).words == "سعدت برؤيتك"
    assert _opened(mias).language == "ar"


def test_another_officer_writes_no_letter(mias):
    with mias.store.begin() as transaction:
        other = _hand(mias, cases.an_officer(transaction, "Sam Other").id)

    with pytest.raises(NotYours):
        _make(mias, by=other)
