"""Which words are due to go, and which wait: for filing, for the next review, for care’s end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.keeping import Keeping
from feedback.services.retention.due import words_tonight
from feedback.services.retention.run import show
from feedback.store.journal import Journal
from feedback.store.models import Absence, Draft, Letter, Sheet
from tests.feedback.services.retention.lives import TODAY, Town


@pytest.fixture
def town(store, keys, tmp_path):
    return Town(store, keys, Journal(tmp_path / "journal"))


def due(town):
    return show(town.store, town.broom()).due


LONG_AGO = TODAY - timedelta(days=91)


def test_words_go_when_they_are_filed_and_the_next_review_was_filed_more_than_90_days_ago(town):
    mia = town.child()
    first = town.review(mia, date(2025, 11, 3), filed=date(2025, 11, 5))
    town.review(mia, date(2026, 5, 4), filed=LONG_AGO)

    assert due(town).words == {first}


def test_words_stay_90_days_after_the_next_review_was_filed(town):
    mia = town.child()
    town.review(mia, date(2025, 11, 3), filed=date(2025, 11, 5))
    town.review(mia, date(2026, 5, 4), filed=LONG_AGO + timedelta(days=1))

    assert not due(town).words


def test_words_that_were_not_filed_stay_however_old_they_are_and_are_counted(town):
    mia = town.child(ended=date(2016, 1, 1))
    town.review(mia, date(2015, 11, 3))

    found = due(town)

    assert (found.words, found.records, found.unfiled) == (frozenset(), frozenset(), 1)


def test_the_next_review_counts_as_filed_only_when_nothing_of_it_waits_for_filing(town):
    mia = town.child()
    town.review(mia, date(2024, 11, 3), filed=date(2024, 11, 5))
    town.review(mia, date(2025, 5, 4))

    assert not due(town).words


def test_where_nothing_was_sent_before_the_next_review_its_record_is_what_is_filed(town):
    mia = town.child()
    first = town.review(mia, date(2025, 11, 3), filed=date(2025, 11, 5))
    town.review(mia, date(2026, 5, 4), sent=False, recorded=LONG_AGO)

    assert due(town).words == {first}


def test_a_review_that_was_cancelled_or_never_recorded_is_no_next_review(town):
    mia = town.child()
    town.review(mia, date(2024, 11, 3), filed=date(2024, 11, 5))
    town.review(mia, date(2025, 5, 4), sent=False, state="cancelled")
    town.review(mia, date(2025, 6, 4), sent=False, state="planned")

    assert not due(town).words


def test_words_go_90_days_after_care_ended_and_not_while_an_episode_lasts(town):
    gone, back = town.child(ended=LONG_AGO), town.child(ended=LONG_AGO)
    last = town.review(gone, date(2026, 5, 4), filed=date(2026, 5, 6))
    town.review(back, date(2026, 5, 4), filed=date(2026, 5, 6))
    town.puts("episode", child_id=back, began=LONG_AGO, ended=None)

    assert due(town).words == {last}


def test_a_draft_goes_more_than_14_days_after_its_form_closed(town):
    mia, closed = town.child(), {}
    for days in (14, 15):
        letter_of = town.review(mia, TODAY - timedelta(days=days), sent=False)
        closed[days] = _draft(town, letter_of, "consultation")
    asked_after = town.review(mia, TODAY - timedelta(days=45), sent=False)
    closed["evaluation"] = _draft(town, asked_after, "evaluation")

    assert due(town).drafts == {closed[15], closed["evaluation"]}


def _draft(town, review, stage):
    (letter,) = [
        row["id"] for row in town.everything()["letter"].values() if row["review_id"] == review
    ]
    draft = town.puts("draft", letter_id=letter, stage=stage)["id"]
    town.puts("draft_answer", draft_id=draft)
    town.puts("draft_creation", draft_id=draft)
    return draft


def test_a_form_that_never_opened_never_closed(town):
    review = town.review(town.child(), TODAY - timedelta(days=99), sent=False)
    draft = _draft(town, review, "evaluation")
    with town.store.begin() as transaction:
        letter = transaction.get_one(Letter, transaction.get_one(Draft, draft).letter_id)
        letter.evaluation_until = None

    assert not due(town).drafts


def test_a_record_goes_six_years_after_its_review_and_the_child_with_the_last_of_them(town):
    old = town.child(ended=date(2020, 1, 1))
    kept = town.child(ended=date(2020, 1, 1))
    gone = town.review(old, date(2020, 11, 1), filed=date(2020, 11, 5))
    town.review(kept, date(2020, 11, 2), filed=date(2020, 11, 5))

    found = due(town)

    assert (found.records, found.children) == ({gone}, {old})


def test_evaluations_and_absences_go_after_six_years(town):
    for quarter in ("2019-20Q4", "2020-21Q1", "2020-21Q2", "2020-21Q3"):
        town.puts("sheet", quarter=quarter)
    for day in (1, 2):
        town.puts("absence", since=date(2020, 10, day), until=date(2020, 11, day))

    found = due(town)

    with town.store.look() as transaction:
        quarters = {transaction.get_one(Sheet, key).quarter for key in found.sheets}
        days = {transaction.get_one(Absence, key).until for key in found.absences}
    assert quarters == {"2019-20Q4", "2020-21Q1", "2020-21Q2"}
    assert days == {date(2020, 11, 1)}


def test_the_log_goes_up_to_the_first_row_that_is_young_enough(town):
    for place, year in enumerate((2018, 2019, 2021, 2019), start=1):
        town.puts("audit", place=place, at=datetime(year, 1, 1, tzinfo=UTC))

    assert due(town).log == 2


def test_a_log_of_old_rows_alone_goes_whole_and_an_empty_one_not_at_all(town):
    assert due(town).log is None
    town.puts("audit", place=1, at=datetime(2018, 1, 1, tzinfo=UTC))

    assert due(town).log == 1


def test_what_goes_tonight_and_what_waits_is_counted_and_nothing_held(town):
    for filed in (date(2026, 1, 5), date(2026, 1, 5), None):
        child = town.child(ended=LONG_AGO)
        town.review(child, date(2026, 1, 3), filed=filed)
    town.puts("hold", child_id=_of_the_first_filed(town), until=TODAY)

    with town.store.look() as transaction:
        assert words_tonight(transaction, Keeping(), today=TODAY) == (1, 1)


def _of_the_first_filed(town):
    rows = town.everything()
    filed = next(iter(rows["statement"].values()))["review_id"]
    return rows["review"][(filed,)]["child_id"]
