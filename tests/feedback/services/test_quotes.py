"""From a comment to a quote: every step, every refusal, and no way round a step."""

from itertools import product

import pytest
from sqlalchemy import select, update

from feedback.errors import CommentUnknown, FeedbackError, QuoteRefused
from feedback.redaction import Known
from feedback.services import agree_quote
from feedback.services import propose_quote as propose_quote_
from feedback.services.propose_quote import Choice, give_away, propose_quote
from feedback.store.models import (
    Comment,
    Marked,
    Quote,
    QuoteState,
    Sheet,
    Treatment,
)
from feedback.store.sealing import Place
from tests.commented import staff
from tests.feedback.services.two_quoting import THEME, Two


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
        ("Three children said it was too long", "“Three” counts something"),
        ("Half of them were heard", "“Half” counts something"),
        ("One child in ten was heard", "“One” counts something"),
    ],
)
def test_a_paraphrase_that_gives_somebody_away_is_refused(two, words, why):
    with pytest.raises(QuoteRefused, match=why):
        two.propose(two.comment(), Treatment.PARAPHRASE, words)


def test_a_childs_own_words_may_tell_a_number_and_a_paraphrase_times_and_money(two):
    own = two.propose(two.comment("my two cats came with me"))
    other = two.propose(two.comment(), Treatment.PARAPHRASE, "A child waited two weeks for £5.")

    for quote in (own, other):
        two.agree(quote, two.second)

    assert two.leaving() == ["A child waited two weeks for £5.", "my two cats came with me"]


def test_a_count_in_other_words_is_not_agreed_to_nor_does_it_leave_that_was_agreed_to_before(
    two, monkeypatch
):
    """Two were kept, and one agreed to, when nobody looked for counts in other words."""
    words = "Three children came."
    with monkeypatch.context() as before:
        for one in (agree_quote, propose_quote_):
            before.setattr(one, "counts_told", lambda _: ())
        waiting, agreed = (two.propose(two.comment(), Treatment.PARAPHRASE, words) for _ in "12")
        two.agree(agreed, two.second)

    with pytest.raises(QuoteRefused, match="not be let through today"):
        two.agree(waiting, two.second)

    assert two.kept(agreed).state is QuoteState.AGREED
    assert two.leaving() == []


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
