from datetime import UTC, datetime

import pytest

from feedback.periods import Period
from feedback.services.agreed_quotes import agreed_quotes
from feedback.store import audit
from feedback.store.audit import COMMAND, Act
from feedback.store.models import Treatment
from tests.commented import a_comment, a_quote, a_sheet, staff

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def quotes(store, keys):
    def quotes(period):
        permit = audit.opened_by(store, COMMAND, Act("opened-quotes", period), keys=keys, now=NOW)
        with store.look() as transaction:
            return agreed_quotes(transaction, Period.named(period), permit=permit)

    return quotes


def _wrote(store, keys, number, *, words="They let me finish.", agreed=True, **more):
    """So many children wrote about being listened to; the first of them is quoted."""
    with store.begin() as transaction:
        duty, first, second = staff(transaction, "Dana Duty", "Pat First", "Sam Second")
        sheets = [a_sheet(transaction, keys, words, **more) for _ in range(number)]
        comments = [a_comment(transaction, sheet, duty, "listened-to") for sheet in sheets]
        by = second if agreed else None
        a_quote(transaction, keys, comments[0], "listened-to", words, first, by)


def test_what_two_people_agreed_to_may_leave(store, keys, quotes):
    _wrote(store, keys, 6)

    (quote,) = quotes("2025-26Q3")
    assert (quote.theme, quote.words) == ("listened-to", "They let me finish.")
    assert quotes("2025-26Q2") == ()


def test_what_only_one_person_chose_stays(store, keys, quotes):
    _wrote(store, keys, 12, agreed=False)

    assert quotes("2025-26Q3") == quotes("2025-26") == ()


def test_nobody_is_quoted_from_a_theme_of_few(store, keys, quotes):
    _wrote(store, keys, 5)

    assert quotes("2025-26Q3") == ()


def test_six_are_enough_for_a_quarter_and_not_for_a_year(store, keys, quotes):
    _wrote(store, keys, 6)

    assert quotes("2025-26") == ()


def test_quotes_come_by_theme_and_then_by_the_alphabet_and_say_when_they_are_not_exact(
    store, keys, quotes
):
    _wrote(store, keys, 6, words="Zebras came first.")
    with store.begin() as transaction:
        duty, first, second = staff(transaction, "Ada Duty", "Bo First", "Cy Second")
        comment = a_comment(transaction, a_sheet(transaction, keys, "x"), duty, "listened-to")
        a_quote(
            transaction, keys, comment, "listened-to", "A child felt heard.", first, second,
            treatment=Treatment.PARAPHRASE,
        )  # fmt: skip

    found = quotes("2025-26Q3")

    assert [quote.words for quote in found] == ["A child felt heard.", "Zebras came first."]
    assert [quote.paraphrased for quote in found] == [True, False]
