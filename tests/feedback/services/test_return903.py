"""The return is made of what is confirmed, and the sector’s validator finds no fault in it."""

import os
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from feedback.caseload.folder import read_folder
from feedback.errors import ReturnRefused
from feedback.participation import Indicator
from feedback.periods import Period
from feedback.return903 import Why
from feedback.services.return903 import check903, return903, to_mend, year_ending
from feedback.store.audit import COMMAND
from feedback.store.models import AuditRow, Child, Review, ReviewState, Staff
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, SAMPLE, folder
from tests.feedback.services.imports import take_in
from tests.oracles import validator

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
YEAR = Period(2025)
HELD = "0042,10/05/2010,01/03/2026,PN1"


@pytest.fixture
def caseload(store, keys):
    rows = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW], "reviews": [HELD]}
    take_in(store, keys, folder(**rows))


def make(store, keys, year=YEAR, now=NOW):
    return return903(store, year, actor=COMMAND, keys=keys, now=now)


def change(store, **values):
    with store.begin() as transaction:
        transaction.execute(update(Review).values(**values))


def confirm(store):
    change(store, code=Indicator.PN6, confirmed_at=NOW)


@pytest.mark.usefixtures("caseload")
def test_a_reported_code_alone_is_not_enough(store, keys):
    made = make(store, keys)

    assert [fault.why for fault in made.unsettled] == [Why.NOT_CONFIRMED]


@pytest.mark.usefixtures("caseload")
def test_a_confirmed_review_is_returned_with_its_rows_as_imported(store, keys):
    confirm(store)

    made = make(store, keys)

    assert made.files["reviews.csv"].splitlines()[1] == "0042,10/05/2010,01/03/2026,PN6"
    assert made.files["header.csv"].splitlines()[1] == HEADER_ROW
    assert made.files["episodes.csv"].splitlines()[1] == IN_CARE_ROW


@pytest.mark.usefixtures("caseload")
def test_a_planned_review_of_the_year_must_be_recorded_first(store, keys):
    change(store, state=ReviewState.PLANNED)

    assert [fault.why for fault in make(store, keys).unsettled] == [Why.NOT_RECORDED]


@pytest.mark.usefixtures("caseload")
def test_every_making_is_in_the_log_even_when_nothing_comes_of_it(store, keys):
    make(store, keys)

    with store.look() as transaction:
        acts = transaction.execute(
            select(AuditRow.act, AuditRow.subject).order_by(AuditRow.place)
        ).all()
    assert acts[-1] == ("made-return903", "2025-26")


@pytest.mark.usefixtures("caseload")
def test_looking_makes_nothing_and_is_in_the_log_as_looking(store, keys):
    looked = check903(store, YEAR, actor=COMMAND, keys=keys, now=NOW)

    assert looked == make(store, keys)
    with store.look() as transaction:
        acts = transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()
    assert acts[-2:] == ["checked-return903", "made-return903"]


@pytest.mark.usefixtures("caseload")
def test_what_is_missing_is_found_with_the_review_and_whoever_settles_it(store, keys):
    with store.begin() as transaction:
        officer = Staff(name="Robin Reviewer")
        transaction.add(officer)
        transaction.flush()
        review = transaction.scalars(select(Review)).one()
        review.officer_id, key = officer.id, review.id

    with store.look() as transaction:
        ((fault, (mend,)),) = to_mend(transaction, make(store, keys).unsettled)

    assert (fault.why, mend.review_id, mend.officer) == (Why.NOT_CONFIRMED, key, "Robin Reviewer")


@pytest.mark.usefixtures("caseload")
def test_a_child_typed_in_by_hand_lacks_what_the_return_needs(store, keys):
    with store.begin() as transaction:
        child = Child(number="7")
        transaction.add(child)
        transaction.flush()
        held = Review(child_id=child.id, day=date(2026, 1, 5), state=ReviewState.HELD)
        transaction.add(held)

    faults = [fault.why for fault in make(store, keys).unsettled if fault.child == "7"]

    assert set(faults) == {
        Why.NO_BIRTH,
        Why.NO_HEADER,
        Why.NOT_CONFIRMED,
        Why.OUTSIDE_EPISODES,
    }


@pytest.mark.usefixtures("caseload")
def test_a_year_that_is_not_over_has_no_return(store, keys):
    with pytest.raises(ReturnRefused, match="2026-27 is not over, its last day is 31 March 2027"):
        make(store, keys, Period(2026))


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("state", [ReviewState.HELD, ReviewState.CANCELLED])
def test_a_year_without_a_review_is_the_wrong_year(store, keys, state):
    change(store, state=state)
    year = YEAR if state is ReviewState.CANCELLED else Period(2019)

    with pytest.raises(ReturnRefused, match="belongs in a return"):
        make(store, keys, year)


@pytest.mark.parametrize("year", [1999, 2101, -1])
def test_a_year_that_is_none_is_refused(year):
    with pytest.raises(ReturnRefused, match="is not a year"):
        year_ending(year)


def test_a_year_is_named_by_the_march_it_ends_in():
    assert year_ending(2026) == YEAR


@pytest.fixture
def validate():
    """The sector’s validator. Where nothing may be left out, its absence is a failure."""
    if not validator.is_there():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(validator.MISSING)
    return validator.findings


def settle(store):
    """Confirm what was reported for the year; what cannot be confirmed was no review."""
    sound = Review.reported_code.is_not(None) & (Review.sequence == 1) & (Review.age < 18)
    fits = (Review.reported_code == Indicator.PN0) == (Review.age < 4)
    with store.begin() as transaction:
        held = update(Review).where(Review.day.between(YEAR.first, YEAR.last))
        transaction.execute(held.values(state=ReviewState.CANCELLED))
        transaction.execute(
            held.where(sound & fits).values(
                state=ReviewState.HELD, code=Review.reported_code, confirmed_at=NOW
            )
        )


def cancel(store, faults):
    with store.begin() as transaction:
        for fault in faults:
            child = select(Child.id).where(Child.number == fault.child).scalar_subquery()
            one = update(Review).where(Review.child_id == child, Review.day == fault.day)
            transaction.execute(
                one.values(state=ReviewState.CANCELLED, code=None, confirmed_at=None)
            )


def test_the_sectors_validator_finds_nothing_in_a_return_of_the_sample(
    store, keys, tmp_path, validate
):
    take_in(store, keys, read_folder(SAMPLE))
    settle(store)
    cancel(store, make(store, keys).unsettled)

    made = make(store, keys)
    for name, text in made.files.items():
        (tmp_path / name).write_text(text)

    assert made.rows > 30
    assert validate(tmp_path, 2026) == []
