from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from feedback.codebook import NONE_FITS, load_codebook
from feedback.errors import CommentUnknown, ThemeUnsound
from feedback.services.code_themes import (
    code,
    seen_in,
    settle,
    standing,
    to_check,
    to_code,
    to_settle,
)
from feedback.services.masked_comments import Desk
from feedback.store.models import CommentTheme
from tests.commented import a_comment, a_quote, a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
Q3 = ["2025-26Q3"]
BOOK = load_codebook()


class Coders:
    """Two people with comments before them."""

    def __init__(self, store, keys):
        self.store, self.keys = store, keys
        with store.begin() as transaction:
            self.duty, *both = staff(transaction, "Dana Duty", "Pat First", "Sam Second")
        self.first, self.second = (Desk(who, keys, NOW) for who in both)

    def comment(self, **sheet):
        with self.store.begin() as transaction:
            return a_comment(
                transaction, a_sheet(transaction, self.keys, "x", **sheet), self.duty
            ).id

    def code(self, comment, desk, *themes):
        with self.store.begin() as transaction:
            code(transaction, comment, themes, desk, BOOK)

    def settle(self, comment, desk, *themes):
        with self.store.begin() as transaction:
            settle(transaction, comment, themes, desk, BOOK)

    def themes(self, comment):
        with self.store.look() as transaction:
            rows = select(CommentTheme.theme).where(CommentTheme.comment_id == comment)
            return sorted(transaction.scalars(rows))

    def ask(self, question, *more):
        with self.store.look() as transaction:
            return question(transaction, Q3, *more)


@pytest.fixture
def coders(store, keys):
    return Coders(store, keys)


def test_the_first_persons_themes_count_at_once(coders):
    comment = coders.comment()
    assert coders.ask(to_code) == [comment]

    coders.code(comment, coders.first, "home", "school")

    assert coders.themes(comment) == ["home", "school"]
    assert coders.ask(to_code) == []


def test_a_person_may_change_what_they_saw(coders):
    comment = coders.comment()

    coders.code(comment, coders.first, "home", "school")
    coders.code(comment, coders.first, "home", "seeing-family")

    assert coders.themes(comment) == ["home", "seeing-family"]


def test_a_second_person_checks_what_another_coded_and_never_their_own(coders):
    comment = coders.comment()
    coders.code(comment, coders.first, "home")

    assert coders.ask(to_check, coders.first.staff_id) == []
    assert coders.ask(to_check, coders.second.staff_id) == [comment]

    coders.code(comment, coders.second, "home")

    assert coders.ask(to_check, coders.second.staff_id) == coders.ask(to_settle) == []


def test_what_two_people_saw_otherwise_waits_to_be_settled_and_the_first_counts_meanwhile(coders):
    comment = coders.comment()
    coders.code(comment, coders.first, "home")
    coders.code(comment, coders.second, "school")
    assert coders.themes(comment) == ["home"]
    assert coders.ask(to_settle) == [comment]

    coders.settle(comment, coders.second, "home", "school")

    assert coders.themes(comment) == ["home", "school"]
    assert coders.ask(to_settle) == []
    with coders.store.look() as transaction:
        assert seen_in(transaction, comment) == (frozenset({"home"}), frozenset({"school"}))


def test_what_is_to_do_is_counted_for_each_person(coders):
    coders.comment()
    coders.comment(quarter="2025-26Q2")
    coders.code(coders.comment(), coders.first, "home")

    done = coders.ask(standing, coders.second.staff_id)[0]

    assert (done.to_code, done.to_check, done.to_settle) == (1, 1, 0)


@pytest.mark.parametrize("themes", [(), ("trains",), (NONE_FITS, "home"), ("home", "trains")])
def test_themes_that_do_not_fit_are_refused(coders, themes):
    comment = coders.comment()

    with pytest.raises(ThemeUnsound):
        coders.code(comment, coders.first, *themes)


def test_that_none_fits_is_an_answer(coders):
    comment = coders.comment()

    coders.code(comment, coders.first, NONE_FITS)

    assert coders.themes(comment) == [NONE_FITS]


def test_only_what_two_people_have_coded_can_be_settled(coders):
    comment = coders.comment()
    coders.code(comment, coders.first, "home")

    with pytest.raises(ThemeUnsound, match="two people"):
        coders.settle(comment, coders.first, "home")


def test_what_duty_has_not_read_cannot_be_coded(coders):
    with pytest.raises(CommentUnknown):
        coders.code(coders.duty, coders.first, "home")


def test_a_theme_from_which_words_are_quoted_stays(coders, keys):
    comment = coders.comment()
    coders.code(comment, coders.first, "home", "school")
    with coders.store.begin() as transaction:
        found = transaction.get_one(CommentTheme, (comment, "home"))
        quoted = type("Found", (), {"id": found.comment_id})
        a_quote(transaction, keys, quoted, "home", "x", coders.first.staff_id)

    with pytest.raises(ThemeUnsound, match="quoted"):
        coders.code(comment, coders.first, "school")
    coders.code(comment, coders.first, "home", "seeing-family")

    assert coders.themes(comment) == ["home", "seeing-family"]


def test_two_who_see_alike_agree_and_chance_is_taken_out(coders):
    """By hand, over home and school: observed 6 of 8; chance .5 × .5 + .5 × .5; kappa .5."""
    seen = [("home", "home"), ("home", "school"), ("school", "school"), ("home", "home")]
    assert coders.ask(standing, coders.first.staff_id)[1].kappa is None
    for first, second in seen:
        comment = coders.comment()
        coders.code(comment, coders.first, first)
        coders.code(comment, coders.second, second)

    found = coders.ask(standing, coders.first.staff_id)[1]

    assert (found.comments, found.alike) == (4, 3)
    assert found.kappa == pytest.approx(0.5)


def test_where_both_see_one_theme_everywhere_chance_explains_it_all(coders):
    comment = coders.comment()
    coders.code(comment, coders.first, "home")
    coders.code(comment, coders.second, "home")

    assert coders.ask(standing, coders.first.staff_id)[1].kappa is None
