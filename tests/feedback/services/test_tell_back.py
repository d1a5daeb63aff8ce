from datetime import UTC, date, datetime

import pytest

from feedback.errors import TellingRefused
from feedback.services.masked_comments import Desk
from feedback.services.tell_back import (
    Telling,
    agree_to_telling,
    take_down,
    tellings,
    write_telling,
)
from feedback.services.told_back import told
from feedback.store.models import ToldBack
from tests.cases import a_child
from tests.commented import a_comment, a_sheet, staff

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TODAY = date(2026, 1, 5)
LONG = Telling("2025-26Q3", "time-and-place", "It took too long.", "We stop after 30 minutes.")


@pytest.fixture
def desks(store, keys):
    with store.begin() as transaction:
        duty, first, second, officer = staff(transaction, "D D", "P First", "S Second", "R R")
        a_child(transaction, keys, officer)
        for _ in range(6):
            a_comment(transaction, a_sheet(transaction, keys, "x"), duty, "time-and-place")
        return Desk(first, keys, NOW), Desk(second, keys, NOW)


def test_all_children_read_it_once_a_second_person_agreed(store, desks):
    first, second = desks
    key = write_telling(store, LONG, first)
    with store.look() as transaction:
        assert told(transaction, today=TODAY) == []

    with store.begin() as transaction:
        agree_to_telling(transaction, key, second, today=TODAY)

    with store.look() as transaction:
        (row,) = told(transaction, today=TODAY)
        assert (row.heard, row.done) == ("It took too long.", "We stop after 30 minutes.")
        assert told(transaction, today=date(2026, 1, 4)) == []


def test_nobody_agrees_to_what_they_wrote_or_twice(store, desks):
    first, second = desks
    key = write_telling(store, LONG, first)

    with pytest.raises(TellingRefused, match="somebody else"), store.begin() as transaction:
        agree_to_telling(transaction, key, first, today=TODAY)
    with store.begin() as transaction:
        agree_to_telling(transaction, key, second, today=TODAY)
    with pytest.raises(TellingRefused, match="any more"), store.begin() as transaction:
        agree_to_telling(transaction, key, second, today=TODAY)


def test_what_is_taken_down_is_shown_to_nobody_and_stays_in_the_log(store, desks):
    first, second = desks
    key = write_telling(store, LONG, first)
    with store.begin() as transaction:
        agree_to_telling(transaction, key, second, today=TODAY)

    with store.begin() as transaction:
        take_down(transaction, key, first)

    with store.look() as transaction:
        assert told(transaction, today=TODAY) == []
        assert [row.id for row in tellings(transaction)] == [key]
    with pytest.raises(TellingRefused, match="no such thing"), store.begin() as transaction:
        take_down(transaction, first.staff_id, first)


def test_what_the_children_in_care_council_told_needs_no_number(store, desks):
    heard = Telling("2025-26", None, "You want hot food.", "There is soup now.")

    write_telling(store, heard, desks[0])

    with store.look() as transaction:
        assert tellings(transaction)[0].theme is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"theme": "home"}, "Too few"),
        ({"period": "2025-26"}, "Too few"),
        ({"period": "2025-11"}, "not a period"),
        ({"heard": "Ada found it long."}, "a name"),
        ({"done": "We ring 07700 900123."}, "counts"),
        ({"heard": "42 of you asked for it, 3 did not get it."}, "“42” counts"),
        ({"done": "We did it for forty-two of you."}, "“forty-two” counts"),
        ({"heard": "Your placement was hard."}, "placement"),
        ({"heard": " "}, "both"),
        ({"done": "x " * 200}, "at most 300"),
        (
            {"done": "Proceedings necessitate considerable organisational brevity."},
            "hard",
        ),
        ({"done": "We stop and we sit and we go and we eat and we sleep."}, "hard"),
        (
            {
                "heard": "You said it is too long and dull.",
                "done": "We stop and we sit and we go and we eat.",
            },
            "hard",
        ),
        ({"done": "We made information easier."}, "hard"),
    ],
)
def test_what_cannot_be_told_to_children_is_refused(store, desks, change, why):
    parts = {"period": LONG.period, "theme": LONG.theme, "heard": LONG.heard, "done": LONG.done}

    with pytest.raises(TellingRefused, match=why):
        write_telling(store, Telling(**parts | change), desks[0])


@pytest.mark.parametrize(
    ("heard", "why"),
    [("42 of you asked for it.", "counts"), ("Proceedings necessitate brevity.", "hard")],
)
def test_words_kept_before_are_looked_at_anew_when_the_second_person_agrees(
    store, desks, heard, why
):
    first, second = desks
    with store.begin() as transaction:
        row = ToldBack(period="2025-26", heard=heard, done="We did.", written_by=first.staff_id)
        transaction.add(row)
        transaction.flush()
        key = row.id

    with pytest.raises(TellingRefused, match=why), store.begin() as transaction:
        agree_to_telling(transaction, key, second, today=TODAY)
