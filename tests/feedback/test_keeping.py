"""How long things are kept: to the day, and never less than a council says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.council import Council
from feedback.errors import SettingsUnsound
from feedback.keeping import Keeping

DAYS = st.dates(date(2016, 1, 1), date(2036, 12, 31))
BUT_THE_LAST = st.sampled_from([0, 1, 2])


def test_the_times_are_those_that_were_promised():
    assert Keeping() == Keeping(draft_days=14, words_days=90, record_years=6, journal_days=35)


@given(day=DAYS)
def test_a_time_is_over_on_the_day_after_its_last_and_not_before(day):
    keeping = Keeping()
    for goes, last in (
        (keeping.draft_goes, day + timedelta(days=14)),
        (keeping.words_go, day + timedelta(days=90)),
        (keeping.record_goes, keeping.record_kept_until(day)),
    ):
        assert not goes(day, today=last)
        assert goes(day, today=last + timedelta(days=1))


@given(today=DAYS)
def test_no_record_is_dropped_for_its_day_that_would_be_kept_by_its_years(today):
    keeping = Keeping()
    just_older = keeping.oldest_record(today) - timedelta(days=1)

    assert keeping.record_goes(just_older, today=today)


def test_a_council_sets_its_own_times():
    council = Council.of({"keeping": {"words_days": 180}}, source="council.toml")

    assert council.keeping == Keeping(words_days=180)


@pytest.mark.parametrize("name", ["draft_days", "words_days", "record_years", "journal_days"])
@pytest.mark.parametrize("value", [0, -1, 100_000])
def test_a_time_that_is_none_is_refused(name, value):
    with pytest.raises(SettingsUnsound, match=rf"\[keeping\] {name} should be"):
        Council.of({"keeping": {name: value}}, source="council.toml")
