"""More of quotes, and of the two who let them leave."""

from datetime import UTC, datetime
from itertools import product

import pytest
from sqlalchemy import select

from feedback.errors import FeedbackError, QuoteRefused
from feedback.periods import Period
from feedback.redaction import Known
from feedback.services.agree_quote import agree_to_quote, send_quote_back, take_quote_out
from feedback.services.agreed_quotes import agreed_quotes
from feedback.services.masked_comments import Desk
from feedback.services.propose_quote import Choice, give_away, propose_quote
from feedback.store.models import (
    Comment,
    Marked,
    Quote,
    QuoteState,
    Treatment,
)
from feedback.store.sealing import Place
from tests.cases import a_child
from tests.commented import a_comment, a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
WORDS = "Ada says they let me finish at zorgling. i will come again"
THEME = "listened-to"


class Two:
    """Two people, and a comment that one of six or more children wrote on a theme."""

    def __init__(self, store, keys):
        self.store, self.keys = store, keys
        with store.begin() as transaction:
            self.duty, *both, officer = staff(
                transaction, "Dana Duty", "Pat First", "Sam Second", "Robin Reviewer"
            )
            a_child(transaction, keys, officer)
        self.first, self.second = (Desk(who, keys, NOW) for who in both)

    def comment(self, words=WORDS, *, alike=6, marked=Marked.NO_CONCERN, **sheet):
        with self.store.begin() as transaction:
            sheets = [a_sheet(transaction, self.keys, words, **sheet) for _ in range(alike)]
            ids = [
                a_comment(transaction, one, self.duty, THEME, marked=marked).id for one in sheets
            ]
            return ids[0]

    def propose(self, comment, treatment=Treatment.EXACT, words="", restored=(), desk=None):
        choice = Choice(THEME, treatment, words, restored)
        return propose_quote(self.store, comment, choice, desk or self.first)

    def agree(self, quote, desk):
        agree_to_quote(self.store, quote, desk)

    def send_back(self, quote, desk, why="Somebody may know it again."):
        with self.store.begin() as transaction:
            send_quote_back(transaction, quote, why, desk)

    def take_out(self, quote, desk):
        with self.store.begin() as transaction:
            take_quote_out(transaction, quote, desk)

    def kept(self, quote):
        with self.store.look() as transaction:
            found = transaction.get_one(Quote, quote)
            transaction.expunge(found)
            return found

    def words(self, quote):
        return self.keys.open(self.kept(quote).words, Place("quote", "words", quote)).decode()

    def leaving(self, period="2025-26Q3"):
        permit = self.first.permit(self.store, "opened-quotes")
        with self.store.look() as transaction:
            found = agreed_quotes(transaction, Period.named(period), permit=permit)
        return [quote.words for quote in found]


@pytest.fixture
def two(store, keys):
    return Two(store, keys)


STEPS = ("propose", "agree", "send back", "take out")


def test_no_way_of_pressing_buttons_lets_words_leave_that_one_person_saw_alone(two):
    """Every way of taking two further steps between two people who both may take any."""
    desks = (two.first, two.second)
    two.comment(alike=5)
    for way in product(STEPS, range(2), repeat=2):
        comment = two.comment(alike=1)
        quote = two.propose(comment, desk=desks[0])
        chose, agreed = desks[0], None
        for step, who in zip(way[::2], way[1::2], strict=True):
            moved = _step(two, step, comment, quote, desks[who])
            if moved and step == "propose":
                chose, agreed = desks[who], None
            elif moved:
                agreed = desks[who] if step == "agree" else None
        kept = two.kept(quote)

        assert (kept.state is QuoteState.AGREED) == (agreed is not None)
        if agreed is not None:
            assert (kept.chosen_by, kept.agreed_by) == (chose.staff_id, agreed.staff_id)
            assert kept.chosen_by != kept.agreed_by


def _step(two, step, comment, quote, desk):
    steps = {
        "propose": lambda: two.propose(comment, desk=desk),
        "agree": lambda: two.agree(quote, desk),
        "send back": lambda: two.send_back(quote, desk),
        "take out": lambda: two.take_out(quote, desk),
    }
    try:
        steps[step]()
    except FeedbackError:
        return False
    return True


def test_what_gives_away_is_named_and_ordinary_words_are_not():
    assert give_away("ask Tyrone about zorgling", Known()) == ("Tyrone",)


def test_there_is_no_quote_of_nothing(two):
    with pytest.raises(QuoteRefused, match="does not wait"):
        two.agree(two.duty, two.second)
    with pytest.raises(QuoteRefused, match="Only what"):
        two.take_out(two.duty, two.second)
    with two.store.look() as transaction:
        assert transaction.scalars(select(Comment)).all() == []
