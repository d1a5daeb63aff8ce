"""What a record says beside how the child took part holds together, or is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.beside import (
    NOTHING_BESIDE,
    Beside,
    Contact,
    LateBecause,
    SeenAlone,
    must_fit,
)
from feedback.errors import RecordRefused

DAY = date(2026, 3, 2)
TODAY = date(2026, 3, 9)
_days = st.dates(date(2026, 2, 1), TODAY)
_facts = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"seen_alone": st.just(SeenAlone.YES), "seen_alone_on": _days}),
    st.fixed_dictionaries({"contact": st.sampled_from(Contact)}),
    st.fixed_dictionaries({"late_because": st.sampled_from(LateBecause)}),
    st.fixed_dictionaries({"notified_on": _days, "notified_in_time": st.booleans()}),
    st.fixed_dictionaries({"documents_on": _days}),
)
_said = st.lists(_facts, max_size=5).map(lambda parts: {k: v for p in parts for k, v in p.items()})


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"seen_alone": SeenAlone.YES}, "which day you saw"),
        ({"seen_alone_on": DAY}, "and no yes"),
        ({"seen_alone": SeenAlone.NO, "seen_alone_on": DAY}, "and no yes"),
        ({"notified_in_time": True}, "service was notified"),
        ({"documents_in_time": True}, "documents were ready"),
    ],
)
def test_a_fact_without_its_day_and_a_day_without_its_fact_are_refused(facts, why):
    with pytest.raises(RecordRefused, match=why):
        Beside(**facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"seen_alone": SeenAlone.NO},
        {"seen_alone": SeenAlone.DECLINED},
        {"seen_alone": SeenAlone.DECLINED, "seen_alone_on": DAY},
        {"seen_alone": SeenAlone.NOT_APPROPRIATE, "seen_alone_on": DAY},
        {"notified_in_time": False},
        {"documents_in_time": False},
        {"documents_on": DAY},
    ],
)
def test_a_no_needs_no_day(facts):
    assert Beside(**facts)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"notified_on": TODAY + timedelta(1)}, "still to come"),
        ({"documents_on": TODAY + timedelta(1)}, "still to come"),
        ({"part_two_day": DAY}, "after the first"),
        ({"late_because": LateBecause.COURT}, "was not late"),
        ({"documents_on": DAY + timedelta(1), "documents_in_time": True}, "not ready for it"),
    ],
)
def test_what_cannot_be_true_of_this_review_is_refused(facts, why):
    with pytest.raises(RecordRefused, match=why):
        must_fit(Beside(**facts), day=DAY, due_day=DAY, today=TODAY)


@pytest.mark.parametrize("due_day", [None, DAY - timedelta(1)])
def test_a_late_review_and_one_whose_last_day_is_unknown_may_have_a_reason(due_day):
    must_fit(Beside(late_because=LateBecause.COURT), day=DAY, due_day=due_day, today=TODAY)


def test_a_second_part_may_still_be_to_come():
    must_fit(Beside(part_two_day=TODAY + timedelta(30)), day=DAY, due_day=None, today=TODAY)


@given(_said, _said)
def test_to_fill_in_what_nobody_said_corrects_nothing_and_anything_else_does(first, then):
    before, after = Beside(**first), Beside(**(first | then))

    assert before.adds_to(NOTHING_BESIDE)
    assert after.adds_to(before) is all(then[k] == first[k] for k in then.keys() & first.keys())
    assert before.adds_to(after) is (before == after)


def test_a_fact_taken_back_is_a_correction():
    said = Beside(contact=Contact.MADE)

    assert not replace(said, contact=None).adds_to(said)
