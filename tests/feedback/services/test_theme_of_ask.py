"""An officer says what a thing asked for is about, at once or later, and no child is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.codebook import NONE_FITS, OUTCOMES, load_codebook, read_codebook
from feedback.disclosure.populations import ASKED_ABOUT
from feedback.errors import NotYours, ThemeUnsound
from feedback.periods import Period
from feedback.services import cards
from feedback.services.another_reader import appoint
from feedback.services.answer_ask import Answered, answer
from feedback.services.read_views import open_views
from feedback.services.theme_of_ask import GAVE_A_THEME, give_theme, without_theme
from feedback.store.models import (
    Ask,
    AuditRow,
    ClosedPeriod,
    Duty,
    Installation,
    Letter,
    Outcome,
    Release,
    Review,
    Role,
    Staff,
)
from tests import cases
from tests.road import NOW

SAID = "You see her every Sunday now."
OWN = """edition = 1
[[themes]]
id = "the-garden"
name = "The garden"
for_children = "The garden"
means = "Flowers."
retired = {}
"""


@pytest.fixture
def asked(invited):
    invited.has_sent(wishes=["See my sister", "A bigger window"])
    return invited


def _ask(road, place=1):
    return next(ask for ask in road.rows(Ask) if ask.place == place)


def _answers(road, theme="", *, place=1, **more):
    told = _ask(road, place).id, Answered(Outcome.DONE, SAID, theme=theme)
    answer(road.store, road.officer_id, told, keys=road.keys, now=NOW, **more)


def _gives(road, theme, *, by=None, **more):
    given = _ask(road).id, theme
    give_theme(road.store, by or road.officer_id, given, keys=road.keys, now=NOW, **more)


def _left(road, by=None):
    with road.store.look() as transaction:
        return without_theme(transaction, by or road.officer_id, today=NOW.date())


def test_a_theme_comes_with_the_answer_or_can_wait(asked):
    _answers(asked, "seeing-family")
    _answers(asked, place=2)

    assert (_ask(asked).theme, _ask(asked, 2).theme) == ("seeing-family", None)
    assert [one.ask_id for one in _left(asked)] == [_ask(asked, 2).id]


def test_an_ask_nobody_has_answered_is_not_on_the_list(asked):
    assert _left(asked) == ()


def test_it_is_given_later_and_changed_and_the_log_says_by_whom(asked):
    _answers(asked)

    _gives(asked, "home")
    _gives(asked, NONE_FITS)

    assert (_ask(asked).theme, _ask(asked).outcome) == (NONE_FITS, Outcome.DONE)
    assert _left(asked) == ()
    written = [row for row in asked.rows(AuditRow) if row.act == GAVE_A_THEME]
    assert [(row.who, row.subject_id) for row in written] == [
        (str(asked.officer_id), _ask(asked).id)
    ] * 2


def test_the_officer_reads_it_back_and_the_child_never_does(asked):
    _answers(asked, "seeing-family")

    read = open_views(asked.store, asked.reader, _ask(asked).views_id, now=NOW).asks[0]
    with asked.open(asked.comes_back()) as (transaction, opened):
        shown = cards.read_all(transaction, opened).asks[0]

    assert read.theme == "seeing-family"
    assert SAID in repr(shown)
    assert "seeing-family" not in repr(shown)


@pytest.mark.parametrize("theme", ["whatever", *sorted(OUTCOMES), "Where I live"])
def test_what_is_no_theme_of_an_ask_is_refused_with_the_answer_and_later(asked, theme):
    with pytest.raises(ThemeUnsound):
        _answers(asked, theme)
    _answers(asked)
    with pytest.raises(ThemeUnsound):
        _gives(asked, theme)

    assert _ask(asked).theme is None


def test_an_ask_without_an_answer_has_no_theme_and_none_is_no_theme_to_give(asked):
    with pytest.raises(ThemeUnsound, match="Answer it first"):
        _gives(asked, "home")
    _answers(asked)
    with pytest.raises(ThemeUnsound, match="Choose"):
        _gives(asked, "")


def test_another_officer_gives_none(asked):
    _answers(asked)

    with pytest.raises(NotYours):
        _gives(asked, "home", by=uuid4())

    assert _left(asked, uuid4()) == ()


def test_a_councils_own_theme_is_one_and_may_stay_when_it_is_retired(asked):
    _answers(asked, "the-garden", book=read_codebook(OWN.format("false")))
    retired = read_codebook(OWN.format("true"))

    _gives(asked, "the-garden", book=retired)
    with pytest.raises(ThemeUnsound):
        _answers(asked, "the-garden", place=2, book=retired)

    assert _ask(asked).theme == "the-garden"


def test_what_was_sent_past_their_officer_waits_for_whoever_covers_alone(asked):
    with asked.store.begin() as transaction:
        sam = cases.an_officer(transaction, "Sam Other").id
        _cover(transaction, asked, sam)
        letter = transaction.scalars(select(Letter)).one()
        past = cases.some_views(transaction, asked.keys, letter, {"wishes": ["A lock"]},
                                not_iro=True)  # fmt: skip
        ask = transaction.scalars(select(Ask).where(Ask.views_id == past.id)).one()
        ask.outcome, ask.answer, ask.answered_at = Outcome.DONE, b"sealed", NOW
        ask_id = ask.id

    assert ask_id not in {one.ask_id for one in _left(asked)}
    assert [(one.ask_id, one.past) for one in _left(asked, sam)] == [(ask_id, True)]


def _cover(transaction, road, staff_id):
    officer = transaction.get_one(Staff, staff_id)
    officer.email = "sam.other@council.example"
    officer.roles = [transaction.get(Role, Duty.OFFICER) or Role(name=Duty.OFFICER)]
    transaction.flush()
    appoint(transaction, officer.email, keys=road.keys, now=NOW - timedelta(1))


def test_nothing_of_a_year_that_has_left_is_still_to_be_done(asked):
    _answers(asked)
    with asked.store.begin() as transaction:
        day = transaction.scalars(select(Review.day)).one()
        start = Period.quarter_of(day).year
        transaction.merge(Installation(id=1, made_up=True))
        _leaves(transaction, f"{start - 1}-{start % 100:02}")
    assert len(_left(asked)) == 1

    with asked.store.begin() as transaction:
        _leaves(transaction, f"{start}-{(start + 1) % 100:02}")

    assert _left(asked) == ()


def _leaves(transaction, period):
    transaction.add(ClosedPeriod(name=period, closed_at=NOW))
    transaction.flush()
    transaction.add(Release(period=period, made_at=NOW, digest="0" * 64, counted=b"sealed"))


def test_a_release_knows_every_theme_that_an_ask_may_be_given():
    assert (
        *(theme.id for theme in load_codebook().of_asks), "own", NONE_FITS, "not-given"
    ) == ASKED_ABOUT  # fmt: skip
