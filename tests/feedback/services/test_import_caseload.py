"""A caseload folder is taken over whole, once, and says the same every time."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from feedback.caseload.folder import read_folder
from feedback.caseload.verdicts import Verdict
from feedback.participation import Indicator
from feedback.questionnaire import Version
from feedback.services import import_caseload as importing
from feedback.services.invite import Order, make_letter
from feedback.store import audit
from feedback.store.models import (
    Assignment,
    AuditRow,
    Card,
    Child,
    Cost,
    Duty,
    Episode,
    Letter,
    Review,
    ReviewState,
    Staff,
)
from feedback.store.sealing import Place
from tests.feedback.caseload.caseloads import HEADER_ROW, IN_CARE_ROW, SAMPLE, folder
from tests.feedback.services.imports import DESK, NOW, TODAY, digest, take_in

HELD = "0042,10/05/2010,01/03/2026,PN1"
NAMES = "0042,Ada,King,Ad,pl,yes,no,yes,Hill School,Ann;Bo,Cy"
PLANNED = "0042,01/12/2026,09:30,,iro1,Jo Lamb,Sam Hill"
BASE = {"header": [HEADER_ROW], "episodes": [IN_CARE_ROW]}


def every(store, model, order=None):
    with store.look() as transaction:
        found = transaction.scalars(select(model).order_by(order)).all()
        transaction.expunge_all()
    return found


def one(store, model):
    (found,) = every(store, model)
    return found


def opened(keys, model, row, column):
    return keys.open(getattr(row, column), Place(model, column, row.id)).decode()


def changed(store, **values):
    """Change the one review, as another service would."""
    with store.begin() as transaction:
        review = transaction.scalars(select(Review)).one()
        for name, value in values.items():
            setattr(review, name, value)


def confirm(store, code):
    changed(store, code=code, confirmed_at=NOW)


def test_who_a_child_is_lies_sealed_in_its_own_place(store, keys):
    take_in(store, keys, folder(**BASE, children=[NAMES]))

    child = one(store, Child)
    assert child.number == "0042"
    assert opened(keys, "child", child, "born") == "2010-05-10"
    assert json.loads(opened(keys, "child", child, "header")) == HEADER_ROW.split(",")
    assert json.loads(opened(keys, "child", child, "named")) == {
        "first": "Ada",
        "last": "King",
        "known_as": "Ad",
        "school": "Hill School",
        "carers": ["Ann", "Bo"],
        "siblings": ["Cy"],
    }
    assert (child.language, child.interpreter, child.easier) == ("pl", True, False)
    assert (child.at_a_distance, child.unaccompanied) == (True, False)


def test_an_episode_is_kept_whole_and_sealed_with_only_its_dates_plain(store, keys):
    take_in(store, keys, folder(**BASE))

    episode = one(store, Episode)
    assert (episode.began, episode.ended) == (date(2012, 2, 1), None)
    assert (episode.reason, episode.legal_status) == ("S", "C2")
    assert json.loads(opened(keys, "episode", episode, "row")) == IN_CARE_ROW.split(",")


def test_a_reported_code_is_evidence_and_confirms_nothing(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    review = one(store, Review)
    assert (review.day, review.state, review.age) == (date(2026, 3, 1), ReviewState.HELD, 15)
    assert review.reported_code is Indicator.PN1
    assert review.code is None
    assert review.confirmed_at is None


def test_an_unaccompanied_child_is_marked(store, keys):
    take_in(store, keys, folder(**BASE, uasc=["0042,1,10/05/2010,"]))

    assert one(store, Child).unaccompanied


def test_a_child_only_in_short_breaks_is_marked(store, keys):
    spell = IN_CARE_ROW.replace("C2", "V4")

    take_in(store, keys, folder(header=[HEADER_ROW], episodes=[spell], reviews=[HELD]))

    assert one(store, Child).short_breaks_only
    assert one(store, Review).due_day is None


EVERYTHING = {
    **BASE,
    "uasc": ["0042,1,10/05/2010,"],
    "children": [NAMES],
    "reviews": [HELD, HELD.replace("PN1", "PN2"), "0042,10/05/2010,02/08/2026,"],
    "planned": [PLANNED, "0042,08/12/2026,,2,,,", "0042,01/06/2027,,,iro2,,"],
}


def test_importing_twice_changes_nothing_and_says_the_same(store, keys):
    first = take_in(store, keys, folder(**EVERYTHING))
    before = digest(store)

    second = take_in(store, keys, folder(**EVERYTHING))

    assert digest(store) == before
    assert second == first


def test_rows_in_another_order_change_nothing(store, keys):
    take_in(store, keys, folder(**EVERYTHING))
    before = digest(store)
    turned = {name: rows[::-1] for name, rows in EVERYTHING.items()}

    take_in(store, keys, folder(**turned))

    assert digest(store) == before


def test_the_summary_holds_counts_only(store, keys):
    imported = take_in(store, keys, folder(**BASE, reviews=[HELD]))

    assert imported.summary["needs_a_date"] == 1
    assert imported.summary["no_longer_in_the_file"] == 0
    assert imported.summary["files"]["reviews.csv"]["kept"] == 1


def test_the_opening_is_in_the_log_before_anything_is_opened(store, keys):
    take_in(store, keys, folder(**BASE))

    row = one(store, AuditRow)
    assert (row.who, row.act, row.subject) == ("command", "caseload imported", "caseload")
    with store.look() as transaction:
        assert audit.first_broken(transaction, keys=keys) is None


def test_all_is_undone_when_anything_goes_wrong(store, keys, monkeypatch):
    before = digest(store)
    monkeypatch.setattr(importing, "needing_a_date", lambda *_, **__: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        take_in(store, keys, folder(**EVERYTHING))

    assert digest(store) == before


def test_a_changed_code_is_taken_over(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    take_in(store, keys, folder(**BASE, reviews=[HELD.replace("PN1", "PN5")]))

    assert one(store, Review).reported_code is Indicator.PN5


def test_a_changed_code_is_doubted_once_an_officer_has_confirmed_one(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))
    confirm(store, Indicator.PN6)
    before = digest(store)

    imported = take_in(store, keys, folder(**BASE, reviews=[HELD.replace("PN1", "PN5")]))

    assert [found.reason.key for found in imported.findings] == ["confirmed"]
    assert digest(store) == before


@pytest.mark.parametrize("code", ["PN1", "PN6"])
def test_the_code_stored_or_confirmed_is_no_change(store, keys, code):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))
    confirm(store, Indicator.PN6)

    imported = take_in(store, keys, folder(**BASE, reviews=[HELD.replace("PN1", code)]))

    assert imported.findings == ()


def test_a_changed_birth_is_taken_over_with_the_ages_it_gives(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    other = {"header": [HEADER_ROW.replace("10/05", "01/03")], "reviews": []}
    take_in(store, keys, folder(**other))

    child = one(store, Child)
    assert opened(keys, "child", child, "born") == "2010-03-01"
    assert one(store, Review).age == 16


def test_a_changed_birth_is_doubted_once_a_code_rests_on_it(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))
    confirm(store, Indicator.PN1)
    before = digest(store)

    imported = take_in(store, keys, folder(header=[HEADER_ROW.replace("10/05", "01/03")]))

    assert [found.reason.key for found in imported.findings] == ["confirmed"]
    assert digest(store) == before


def test_a_child_no_longer_in_the_file_is_listed_and_never_deleted(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD]))

    imported = take_in(store, keys, folder(header=["7,2,01/01/2015,,,,"]))

    gone = [found for found in imported.findings if found.verdict is Verdict.LISTED]
    assert [(found.field, found.line) for found in gone] == [("0042", None)]
    assert imported.summary["no_longer_in_the_file"] == 1
    there = {child.number: child.in_last_import for child in every(store, Child)}
    assert there == {"0042": False, "7": True}
    assert one(store, Review).day == date(2026, 3, 1)


def test_a_child_who_is_back_in_the_file_is_no_longer_listed(store, keys):
    take_in(store, keys, folder(**BASE))
    take_in(store, keys, folder(header=["7,2,01/01/2015,,,,"]))

    take_in(store, keys, folder(header=[HEADER_ROW]))

    there = {child.number: child.in_last_import for child in every(store, Child)}
    assert there == {"0042": True, "7": False}


def test_a_folder_without_a_header_file_lists_nobody(store, keys):
    take_in(store, keys, folder(**BASE))

    imported = take_in(store, keys, folder(planned=[PLANNED]))

    assert imported.summary["no_longer_in_the_file"] == 0
    assert one(store, Child).in_last_import


def test_changed_episodes_replace_those_of_their_child_and_no_others(store, keys):
    other = "7,01/03/2020,S,C2,N1,U4,PR1,,,,,,"
    both = {"header": [HEADER_ROW, "7,2,01/01/2015,,,,"], "episodes": [IN_CARE_ROW, other]}
    take_in(store, keys, folder(**both))
    untouched = {row.id for row in every(store, Episode) if row.began == date(2020, 3, 1)}

    ended = "0042,01/02/2012,S,C2,N1,U4,PR1,01/03/2012,,,,,"
    take_in(store, keys, folder(episodes=[ended, "0042,02/03/2012,P,C2,N1,U4,PR1,,,,,,"]))

    spells = every(store, Episode, Episode.began)
    assert [spell.began for spell in spells] == [
        date(2012, 2, 1),
        date(2012, 3, 2),
        date(2020, 3, 1),
    ]
    assert {spells[2].id} == untouched


def test_reviews_are_due_by_the_regulation_from_part_one_of_the_one_before(store, keys):
    header, spell = "7,1,10/05/2010,,,,", "7,21/12/2015,S,C2,N1,U4,PR1,,,,,,"
    days = ["21/01/2016", "20/04/2016", "20/10/2016"]
    reviews = [f"7,10/05/2010,{day},PN1" for day in days]

    take_in(store, keys, folder(header=[header], episodes=[spell], reviews=reviews))

    assert [review.due_day for review in every(store, Review, Review.day)] == [
        date(2016, 1, 21),
        date(2016, 4, 21),
        date(2016, 10, 20),
    ]


def test_a_review_outside_care_has_no_due_day_of_ours(store, keys):
    take_in(store, keys, folder(**BASE, reviews=["0042,10/05/2010,01/01/2012,PN0"]))

    assert one(store, Review).due_day is None


def test_a_review_of_someone_long_grown_up_has_no_age(store, keys):
    old = "7,1,10/05/1980,,,,"

    take_in(store, keys, folder(header=[old], reviews=["7,10/05/1980,01/03/2026,PN1"]))

    assert one(store, Review).age is None


def test_two_rows_for_one_child_and_day_become_two_reviews(store, keys):
    take_in(store, keys, folder(**BASE, reviews=[HELD, HELD.replace("PN1", "PN2")]))

    reviews = every(store, Review, Review.sequence)
    assert [(review.sequence, review.reported_code) for review in reviews] == [
        (1, Indicator.PN1),
        (2, Indicator.PN2),
    ]


def test_a_planned_review_names_its_officer_time_and_worker(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    review, officer = one(store, Review), one(store, Staff)
    assert (review.state, review.day, review.at) == (
        ReviewState.PLANNED,
        date(2026, 12, 1),
        time(9, 30),
    )
    assert (review.officer_id, review.social_worker) == (officer.id, "Sam Hill")
    assert (officer.reference, officer.name, officer.password) == ("iro1", "Jo Lamb", None)
    assert [role.name for role in officer.roles] == [Duty.OFFICER]
    assert one(store, Assignment).since == TODAY


def test_a_child_with_a_planned_date_needs_none(store, keys):
    imported = take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    assert imported.summary["needs_a_date"] == 0


def test_an_officer_without_a_name_is_known_by_their_reference_until_one_comes(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,01/12/2026,,,iro1,,"]))
    assert one(store, Staff).name == "iro1"

    take_in(store, keys, folder(planned=[PLANNED]))

    assert one(store, Staff).name == "Jo Lamb"


def test_a_blank_cell_takes_nothing_away(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    before = digest(store)

    take_in(store, keys, folder(planned=["0042,01/12/2026,,,,,"]))

    assert digest(store) == before


def test_a_planned_review_moves_with_its_row(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED, "0042,08/12/2026,,2,,,"]))
    key = one(store, Review).id

    take_in(store, keys, folder(planned=[PLANNED.replace("01/12", "10/12")]))

    review = one(store, Review)
    assert (review.id, review.day) == (key, date(2026, 12, 10))
    assert review.part_two_day is None


def test_a_second_part_that_is_still_to_come_stays_when_the_first_moves(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED, "0042,08/12/2026,,2,,,"]))

    take_in(store, keys, folder(planned=[PLANNED.replace("01/12", "03/12")]))

    review = one(store, Review)
    assert (review.day, review.part_two_day) == (date(2026, 12, 3), date(2026, 12, 8))


def test_a_review_that_was_to_be_held_is_not_moved_but_waits_for_its_record(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,20/11/2026,,,,,"]))

    take_in(store, keys, folder(planned=[PLANNED]))

    days = [review.day for review in every(store, Review, Review.day)]
    assert days == [date(2026, 11, 20), date(2026, 12, 1)]


def test_a_planned_review_becomes_held_when_the_return_reports_it(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,20/11/2026,,,iro1,,"]))

    take_in(store, keys, folder(reviews=["0042,10/05/2010,20/11/2026,PN1"]))

    review = one(store, Review)
    assert (review.state, review.reported_code) == (ReviewState.HELD, Indicator.PN1)
    assert review.officer_id is not None


def test_a_cancelled_review_stays_cancelled_whatever_is_reported(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,20/11/2026,,,,,"]))
    changed(store, state=ReviewState.CANCELLED)

    take_in(store, keys, folder(reviews=["0042,10/05/2010,20/11/2026,PN1"]))

    review = one(store, Review)
    assert (review.state, review.reported_code) == (ReviewState.CANCELLED, Indicator.PN1)


def test_a_review_may_be_planned_again_on_the_day_of_a_cancelled_one(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    changed(store, state=ReviewState.CANCELLED)

    take_in(store, keys, folder(planned=[PLANNED]))

    reviews = every(store, Review, Review.sequence)
    assert [review.state for review in reviews] == [ReviewState.CANCELLED, ReviewState.PLANNED]


def test_a_review_may_be_moved_to_the_day_of_a_cancelled_one(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    changed(store, state=ReviewState.CANCELLED)
    take_in(store, keys, folder(planned=[PLANNED.replace("01/12", "05/12")]))

    take_in(store, keys, folder(planned=[PLANNED]))

    reviews = every(store, Review, Review.sequence)
    assert [(review.day.day, review.state) for review in reviews] == [
        (1, ReviewState.CANCELLED),
        (1, ReviewState.PLANNED),
    ]


def test_a_second_part_belongs_to_the_first_and_is_no_review_of_its_own(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED, "0042,08/12/2026,,2,,,"]))

    review = one(store, Review)
    assert (review.day, review.part_two_day) == (date(2026, 12, 1), date(2026, 12, 8))


def test_a_second_part_without_a_first_is_kept_as_a_review_of_its_own(store, keys):
    take_in(store, keys, folder(**BASE, planned=["0042,08/12/2026,,2,,,"]))
    before = digest(store)

    again = take_in(store, keys, folder(planned=["0042,08/12/2026,,2,,,"]))

    assert one(store, Review).day == date(2026, 12, 8)
    assert [found.reason.key for found in again.findings] == ["no-part-one"]
    assert digest(store) == before


def test_another_officer_answers_from_today_and_the_one_before_until_yesterday(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))
    tomorrow = NOW + timedelta(1)

    other = folder(planned=[PLANNED.replace("iro1,Jo Lamb", "iro2,")])
    take_in(store, keys, other, now=tomorrow)

    held = every(store, Assignment, Assignment.since)
    assert [(row.since, row.until) for row in held] == [(TODAY, TODAY), (tomorrow.date(), None)]
    assert held[0].staff_id != held[1].staff_id


def test_an_officer_named_and_replaced_on_one_day_never_answered(store, keys):
    take_in(store, keys, folder(**BASE, planned=[PLANNED]))

    take_in(store, keys, folder(planned=[PLANNED.replace("iro1,Jo Lamb", "iro2,Di Ash")]))

    with store.look() as transaction:
        reference = select(Staff.reference).join(Assignment, Assignment.staff_id == Staff.id)
        assert transaction.scalars(reference).all() == ["iro2"]


def test_the_officer_of_the_next_review_answers_for_the_child(store, keys):
    rows = [
        "0042,01/10/2026,,,iro1,,",
        "0042,01/12/2026,,,iro2,,",
        "0042,01/06/2027,,,iro3,,",
    ]

    take_in(store, keys, folder(**BASE, planned=rows))

    with store.look() as transaction:
        reference = select(Staff.reference).join(Assignment, Assignment.staff_id == Staff.id)
        assert transaction.scalars(reference).all() == ["iro2"]


def a_letter_out(store, keys):
    with store.begin() as transaction:
        review = transaction.scalars(select(Review)).one()
        order = Order(audit.Permit(0, keys), cost=Cost.FULL)
        issued = make_letter(transaction, review, order, desk=DESK, now=NOW)
        issued.letter.version = Version.LONGER
        transaction.add(issued.letter)


def greeting(store, letter):
    with store.look() as transaction:
        return transaction.scalar(select(Card.content).where(Card.letter_id == letter.id))


def test_a_letter_that_is_out_follows_its_review_to_another_day(store, keys):
    take_in(store, keys, folder(**BASE, children=[NAMES], planned=[PLANNED]))
    a_letter_out(store, keys)

    take_in(store, keys, folder(planned=[PLANNED.replace("01/12/2026,09:30", "10/12/2026,14:00")]))

    letter = one(store, Letter)
    assert letter.closes_at == datetime(2026, 12, 10, 14, tzinfo=UTC)
    assert letter.opens_on == date(2026, 11, 12)
    assert greeting(store, letter)


@pytest.mark.parametrize(
    ("change", "rewritten"),
    [
        ({"children": [NAMES.replace("Ad,", "Addie,")]}, True),
        ({"planned": [PLANNED.replace("Jo Lamb", "Jo Ash")]}, True),
        ({"planned": [PLANNED.replace("Sam Hill", "Cy Low")]}, False),
        ({"children": [NAMES], "planned": [PLANNED]}, False),
    ],
)
def test_the_greeting_is_written_anew_when_something_in_it_changes(store, keys, change, rewritten):
    take_in(store, keys, folder(**BASE, children=[NAMES], planned=[PLANNED]))
    a_letter_out(store, keys)

    take_in(store, keys, folder(**change))

    assert bool(greeting(store, one(store, Letter))) is rewritten


def test_a_child_typed_in_without_a_birth_is_not_known_to_the_folder(store, keys):
    with store.begin() as transaction:
        transaction.add(Child(number="0042"))

    imported = take_in(store, keys, folder(planned=[PLANNED]))

    assert [found.reason.key for found in imported.findings] == ["unknown-child"]


def test_a_header_row_gives_a_birth_to_a_child_typed_in_without_one(store, keys):
    with store.begin() as transaction:
        transaction.add(Child(number="0042"))

    take_in(store, keys, folder(header=[HEADER_ROW]))

    assert opened(keys, "child", one(store, Child), "born") == "2010-05-10"


def test_the_sample_is_taken_over_once_and_then_changes_nothing(store, keys):
    seen = []

    def take_sample():
        return importing.import_caseload(
            store,
            read_folder(SAMPLE),
            importing.Intake(audit.COMMAND, keys, DESK, NOW),
            watch=lambda: seen.append(1),
        )

    first, before = take_sample(), digest(store)
    again = take_sample()

    with store.look() as transaction:
        assert transaction.scalar(select(func.count()).select_from(Review)) == 12512
    assert again == first
    assert digest(store) == before
    assert len(seen) == 2 * importing.STEPS
