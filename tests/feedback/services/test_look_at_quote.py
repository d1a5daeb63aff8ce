from datetime import UTC, datetime

import pytest

from feedback.errors import CommentUnknown, QuoteRefused
from feedback.periods import Period
from feedback.services.agree_quote import send_quote_back
from feedback.services.comment_lists import (
    count_quotes,
    list_quotes,
    of_theme,
    quarters_written,
    quote_states,
    staff_names,
)
from feedback.services.look_at_quote import candidate, look_at_quote
from feedback.services.masked_comments import Desk
from feedback.services.propose_quote import Choice, propose_quote
from feedback.store.models import QuoteState, Treatment
from tests.commented import a_comment, a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
WORDS = ["my crocodile zorgled and i will come"] + ["they listened to me"] * 5


@pytest.fixture
def desk(store, keys):
    with store.begin() as transaction:
        (person,) = staff(transaction, "Pat First")
    return Desk(person, keys, NOW)


@pytest.fixture
def comments(store, keys, desk):
    with store.begin() as transaction:
        sheets = [a_sheet(transaction, keys, words) for words in WORDS]
        return [a_comment(transaction, one, desk.staff_id, "home").id for one in sheets]


def test_whoever_chooses_sees_what_this_comment_alone_says(store, desk, comments):
    found = candidate(store, comments[0], "home", desk)

    assert found.comment.redacted.text == "my crocodile [word] and i will come"
    assert found.rare == ("crocodile",)
    assert found.refusal == ""


def test_whoever_chooses_is_told_why_it_may_not_be_quoted(store, desk, comments):
    assert "not given" in candidate(store, comments[0], "school", desk).refusal
    with pytest.raises(CommentUnknown):
        candidate(store, desk.staff_id, "home", desk)


def test_the_second_person_sees_the_words_and_what_to_look_at(store, desk, comments):
    choice = Choice("home", Treatment.EXACT, restored=range(9))
    quote = propose_quote(store, comments[0], choice, desk)

    found = look_at_quote(store, quote, desk)

    assert found.words == "my crocodile zorgled and i will come"
    assert found.doubts == ("zorgled",)
    assert found.rare == ("crocodile", "zorgled")
    assert (found.remark, found.paraphrased) == ("", False)
    assert (found.listed.chosen_by, found.listed.chooser) == (desk.staff_id, "Pat First")
    assert "[word]" in found.comment.redacted.text


def test_nobody_is_asked_to_look_at_what_stands_for_a_mask(store, keys, desk):
    with store.begin() as transaction:
        sheet = a_sheet(transaction, keys, "I live at NE1 4LP and my page is @mia_t")
        comment = a_comment(transaction, sheet, desk.staff_id, "home").id
        for _ in range(5):
            a_comment(transaction, a_sheet(transaction, keys, "it is long"), desk.staff_id, "home")
    assert candidate(store, comment, "home", desk).rare == ()
    quote = propose_quote(store, comment, Choice("home", Treatment.EXACT), desk)

    found = look_at_quote(store, quote, desk)

    assert found.words == "I live at [postcode] and my page is [user name]"
    assert (found.doubts, found.rare) == ((), ())


def test_why_it_was_sent_back_is_read_with_it(store, desk, comments):
    quote = propose_quote(store, comments[0], Choice("home", Treatment.EXACT), desk)
    with store.begin() as transaction:
        send_quote_back(transaction, quote, "The crocodile is known.", desk)

    assert look_at_quote(store, quote, desk).remark == "The crocodile is known."


def test_what_was_left_out_cannot_be_looked_at(store, desk, comments):
    quote = propose_quote(store, comments[0], Choice("home", Treatment.LEAVE_OUT), desk)

    for nothing in (quote, desk.staff_id):
        with pytest.raises(QuoteRefused, match="no such quote"):
            look_at_quote(store, nothing, desk)


def test_lists_hold_keys_and_states_and_no_words(store, desk, comments):
    quote = propose_quote(store, comments[0], Choice("home", Treatment.EXACT), desk)

    with store.look() as transaction:
        assert quarters_written(transaction) == [Period.named("2025-26Q3")]
        assert of_theme(transaction, "home", ["2025-26Q3"]) == sorted(comments)
        assert quote_states(transaction, comments) == {comments[0]: QuoteState.WAITING}
        assert count_quotes(transaction) == {"waiting": 1}
        assert [one.id for one in list_quotes(transaction)] == [quote]
        assert staff_names(transaction) == {desk.staff_id: "Pat First"}
