from datetime import date

import pytest

from feedback.errors import NothingReleased
from feedback.glossary import Glossary
from feedback.periods import Period
from feedback.services.tell_children import opening_quotes, tell_children
from feedback.store.audit import Act, Permit
from feedback.store.models import ToldBack
from tests import commented, released
from tests.reports import SEED, whole_year

YEAR = Period.named("2025-26")


@pytest.fixture
def permit(keys):
    """That quotes are opened was written down."""
    return Permit(1, keys)


def _told(transaction, permit):
    return tell_children(transaction, YEAR, Glossary(), permit=permit)


def _said_and_done(transaction, period, *, agreed=True, **more):
    writer, second = commented.staff(transaction, "Robin", "Kim")
    told = ToldBack(
        period=period,
        heard=f"Reviews were too long ({period}).",
        done="We made them shorter.",
        written_by=writer,
    )
    transaction.add(told)
    transaction.flush()
    agreed = {"agreed_by": second, "shown_from": date(2026, 4, 20)} if agreed else {}
    for name, value in {**agreed, **more}.items():
        setattr(told, name, value)
    transaction.flush()


def test_what_was_done_is_told_from_the_year_and_from_its_quarters(transaction, permit):
    released.enter(transaction, whole_year("2025-26", SEED))
    _said_and_done(transaction, "2025-26")
    _said_and_done(transaction, "2025-26Q2")
    _said_and_done(transaction, "2024-25")

    told = _told(transaction, permit)

    assert [one.heard for one in told.you_said] == [
        "Reviews were too long (2025-26).",
        "Reviews were too long (2025-26Q2).",
    ]
    assert {one.done for one in told.you_said} == {"We made them shorter."}


@pytest.mark.parametrize("not_yet", [{"agreed": False}, {"taken_down": True}])
def test_what_one_person_wrote_or_somebody_took_down_is_not_told(transaction, permit, not_yet):
    released.enter(transaction, whole_year("2025-26", SEED))
    _said_and_done(transaction, "2025-26", **not_yet)

    assert _told(transaction, permit).you_said == ()


def test_only_quotes_that_two_people_agreed_to_are_told(transaction, keys, permit):
    released.enter(transaction, whole_year("2025-26", SEED))
    reader, writer, second = commented.staff(transaction, "Duty", "Robin", "Kim")
    agreed, waiting, *_others = [
        commented.a_comment(
            transaction, commented.a_sheet(transaction, keys, "Words."), reader, "listened-to"
        )
        for _ in range(10)
    ]
    theme = "listened-to"
    commented.a_quote(transaction, keys, agreed, theme, "They listened.", writer, second)
    commented.a_quote(transaction, keys, waiting, theme, "It was long.", writer)

    assert _told(transaction, permit).quotes == ("They listened.",)


def test_a_year_that_was_not_released_is_not_told(transaction, permit):
    with pytest.raises(NothingReleased):
        _told(transaction, permit)


def test_opening_quotes_is_named_with_its_year_in_the_log():
    assert opening_quotes(YEAR) == Act("opened-quotes", "2025-26")
