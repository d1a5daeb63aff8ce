"""An evaluation opens once the decisions of the review are out."""

from datetime import date

import pytest

from feedback.participation import Attended, Indicator, Spokesperson, Views
from feedback.services.open_evaluation import open_evaluation
from feedback.store.models import Record, Review, ReviewState
from tests.road import NOW, REVIEW_DAY


def opened(road, *, today=REVIEW_DAY):
    with road.store.begin() as transaction:
        review = transaction.get_one(Review, road.review_id)
        return open_evaluation(transaction, review, desk=road.desk, today=today)


def recorded(road, attended, number=1):
    with road.store.begin() as transaction:
        record = Record(
            review_id=road.review_id, number=number, held=True, attended=attended, spoke=False,
            signed=False, spokesperson=Spokesperson.NONE, views=Views.NONE,
            recorded_by=road.officer_id, recorded_at=NOW,
        )  # fmt: skip
        transaction.add(record)


def test_it_opens_five_working_days_after_and_stays_open_for_twenty(invited):
    assert opened(invited)

    letter = invited.letter()
    assert letter.evaluation_from == date(2026, 3, 27)
    assert letter.evaluation_until == date(2026, 4, 28)  # Good Friday and Easter Monday between
    assert (letter.indicator_group, letter.went) == ("not-settled", None)


def test_a_review_recorded_late_still_gives_the_child_all_of_the_time(invited):
    opened(invited, today=date(2026, 4, 15))

    assert invited.letter().evaluation_from == date(2026, 4, 15)


def test_a_review_in_two_parts_counts_from_the_second(invited):
    with invited.store.begin() as transaction:
        transaction.get_one(Review, invited.review_id).part_two_day = date(2026, 3, 25)

    opened(invited)

    assert invited.letter().evaluation_from == date(2026, 4, 1)


def test_a_correction_brings_the_facts_up_to_date_and_moves_no_day(invited):
    recorded(invited, Attended.NO)
    opened(invited)
    assert invited.letter().went is False
    first = invited.letter().evaluation_from
    recorded(invited, Attended.REMOTE, number=2)

    opened(invited, today=date(2026, 4, 20))

    assert invited.letter().went is True
    assert invited.letter().evaluation_from == first


@pytest.mark.parametrize(
    ("code", "group"),
    [
        (Indicator.PN1, "PN1"),
        (Indicator.PN3, "PN2-3"),
        (Indicator.PN6, "PN5-6"),
        (Indicator.PN4, "PN4-7"),
        (Indicator.PN7, "PN4-7"),
    ],
)
def test_only_the_group_of_the_code_is_noted_for_the_sheet(invited, code, group):
    with invited.store.begin() as transaction:
        review = transaction.get_one(Review, invited.review_id)
        review.state, review.code, review.confirmed_at = ReviewState.HELD, code, NOW

    opened(invited)

    assert invited.letter().indicator_group == group


def test_a_child_without_a_letter_has_nothing_to_open(mia):
    assert not opened(mia)
