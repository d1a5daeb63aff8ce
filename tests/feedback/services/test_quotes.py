"""From a comment to a quote: every step, every refusal, and no way round a step."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from feedback.errors import CommentUnknown, FeedbackError, QuoteRefused
from feedback.periods import Period
from feedback.services.agree_quote import agree_to_quote, send_quote_back, take_quote_out
from feedback.services.agreed_quotes import agreed_quotes
from feedback.services.masked_comments import Desk
from feedback.services.propose_quote import Choice, propose_quote
from feedback.store.models import (
    Marked,
    Quote,
    QuoteState,
    Sheet,
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


def test_exact_words_are_the_masked_ones_and_leave_once_a_second_person_agreed(two):
    quote = two.propose(two.comment())
    assert two.leaving() == []

    two.agree(quote, two.second)

    assert two.leaving() == ["[name] says they let me finish at [word]. i will come again"]


def test_an_ordinary_word_is_put_back_and_a_known_name_never(two):
    comment = two.comment()

    quote = two.propose(comment, restored=range(10))

    assert two.words(quote) == "[name] says they let me finish at zorgling. i will come again"


def test_a_name_learned_since_is_not_agreed_to(two):
    quote = two.propose(two.comment(), restored=range(10))
    with two.store.begin() as transaction:
        staff(transaction, "Zorgling")

    with pytest.raises(QuoteRefused, match="not be let through today"):
        two.agree(quote, two.second)
    assert two.leaving() == []


def test_words_that_say_too_much_together_are_not_agreed_to_however_they_came_there(two):
    quote = two.propose(two.comment())
    words = b"i am 12, a girl, and live with a foster carer"
    sealed = two.keys.seal(words, Place("quote", "words", quote))
    with two.store.begin() as transaction:
        transaction.execute(update(Quote).where(Quote.id == quote).values(words=sealed))

    with pytest.raises(QuoteRefused, match="not be let through today"):
        two.agree(quote, two.second)


def test_a_paraphrase_is_the_persons_own_words(two):
    quote = two.propose(two.comment(), Treatment.PARAPHRASE, "  A child was\nallowed to finish. ")

    two.agree(quote, two.second)

    assert two.leaving() == ["A child was allowed to finish."]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Ada was allowed to finish", "name, a place or a number"),
        ("They met on 12 May", "name, a place or a number"),
        (" ", "how it may be said"),
        ("x" * 401, "at most"),
        ("A girl of 9 years old in a foster home", "age, gender"),
    ],
)
def test_a_paraphrase_that_gives_somebody_away_is_refused(two, words, why):
    with pytest.raises(QuoteRefused, match=why):
        two.propose(two.comment(), Treatment.PARAPHRASE, words)


def test_what_is_left_out_keeps_no_words_and_may_be_chosen_after_all(two):
    comment = two.comment()
    quote = two.propose(comment, Treatment.LEAVE_OUT)
    assert (two.kept(quote).words, two.kept(quote).state) == (None, QuoteState.LEFT_OUT)

    assert two.propose(comment) == quote

    assert two.kept(quote).state is QuoteState.WAITING


@pytest.mark.parametrize(
    ("comment", "why"),
    [
        ({"may_quote": False}, "did not say"),
        ({"marked": Marked.CONCERN}, "was worried"),
        ({"alike": 5}, "Too few"),
    ],
)
def test_a_comment_that_may_not_be_quoted_is_refused(two, comment, why):
    with pytest.raises(QuoteRefused, match=why):
        two.propose(two.comment(**comment))


def test_ten_in_a_year_are_enough_where_no_quarter_has_six(two):
    two.comment(alike=5, quarter="2025-26Q1")
    quote = two.propose(two.comment(alike=5))

    two.agree(quote, two.second)

    assert two.leaving() == []
    assert len(two.leaving("2025-26")) == 1


def test_a_quote_is_of_a_theme_the_comment_has(two):
    comment = two.comment()

    with pytest.raises(QuoteRefused, match="not given"):
        propose_quote(two.store, comment, Choice("home", Treatment.EXACT), two.first)
    with pytest.raises(CommentUnknown):
        propose_quote(two.store, two.duty, Choice(THEME, Treatment.EXACT), two.first)


def test_nobody_agrees_to_their_own_choice(two):
    quote = two.propose(two.comment())

    with pytest.raises(QuoteRefused, match="somebody else"):
        two.agree(quote, two.first)


def test_a_yes_that_is_gone_by_the_time_of_agreeing_counts(two):
    quote = two.propose(two.comment())
    with two.store.begin() as transaction:
        transaction.execute(update(Sheet).values(may_quote=False))

    with pytest.raises(QuoteRefused, match="did not say"):
        two.agree(quote, two.second)


def test_what_was_agreed_to_does_not_leave_once_the_yes_is_gone(two):
    two.agree(two.propose(two.comment()), two.second)
    with two.store.begin() as transaction:
        transaction.execute(update(Sheet).values(may_quote=False))

    assert two.leaving() == []


def test_words_sent_back_say_why_and_wait_again_when_chosen_anew(two):
    comment = two.comment()
    quote = two.propose(comment)
    two.send_back(quote, two.second)
    remark = two.kept(quote).remark
    assert b"know it again" in two.keys.open(remark, Place("quote", "remark", quote))

    two.propose(comment, Treatment.PARAPHRASE, "A child could finish.", desk=two.second)

    assert two.kept(quote).remark is None
    with pytest.raises(QuoteRefused, match="somebody else"):
        two.agree(quote, two.second)
    two.agree(quote, two.first)
    assert two.leaving() == ["A child could finish."]


def test_sending_back_needs_a_reason(two):
    quote = two.propose(two.comment())

    for why in ("", "  ", "x" * 301):
        with pytest.raises(QuoteRefused, match="why"):
            two.send_back(quote, two.second, why)


def test_what_was_agreed_to_is_taken_out_for_good_and_never_chosen_anew(two):
    comment = two.comment()
    quote = two.propose(comment)
    with pytest.raises(QuoteRefused, match="Only what was agreed"):
        two.take_out(quote, two.first)
    two.agree(quote, two.second)
    with pytest.raises(QuoteRefused, match="agreed on this already"):
        two.propose(comment)

    two.take_out(quote, two.first)

    assert two.leaving() == []
    for again in (lambda: two.agree(quote, two.second), lambda: two.propose(comment)):
        with pytest.raises(QuoteRefused):
            again()


STEPS = ("propose", "agree", "send back", "take out")


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
