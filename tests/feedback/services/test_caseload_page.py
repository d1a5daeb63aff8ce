"""A child or a review typed in on a page is judged by the import’s own rules, and by no others."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest

from feedback.caseload.verdicts import Reason
from feedback.errors import StaffRefused
from feedback.services import caseload_page, keep_officers, letter_desk
from feedback.services.caseload_page import ChildUnknown, NumberTaken
from feedback.services.import_caseload import Intake, RowsRefused
from feedback.services.letter_desk import Clerk
from feedback.store.audit import COMMAND
from feedback.store.models import (
    Assignment,
    AuditRow,
    Child,
    Episode,
    Letter,
    Review,
    ReviewState,
    Staff,
)
from tests.feedback.caseload.caseloads import folder
from tests.feedback.services.imports import (
    BASE,
    DESK,
    NAMES,
    NOW,
    PLANNED,
    digest,
    every,
    one,
    take_in,
)

NEW = {
    "CHILD": "0077",
    "DOB": "10/05/2016",
    "FIRST_NAME": "Amelia",
    "LAST_NAME": "Quill",
    "LANGUAGE": "en",
    "DECOM": "01/02/2026",
    "LS": "C2",
}
SOON = {"DATE": "2026-12-08", "TIME": "10:00", "OFFICER": "iro1", "SOCIAL_WORKER": "Sam Hill"}


@pytest.fixture
def intake(keys):
    return Intake(COMMAND, keys, DESK, NOW)


@pytest.fixture
def known(store, keys):
    """Ada, in care, whose review on 1 December Jo Lamb holds."""
    take_in(store, keys, folder(**BASE, planned=[PLANNED], children=[NAMES]))
    return one(store, Child).id


def card(store, intake, child_id):
    return caseload_page.open_child(store, intake, child_id)


def test_a_child_added_on_a_page_is_the_child_that_files_would_add(store, intake):
    doubts = caseload_page.add_child(store, intake, NEW)

    child, spell = one(store, Child), one(store, Episode)
    assert doubts == ()
    assert child.number == "0077"
    assert (spell.began, spell.reason, spell.legal_status) == (date(2026, 2, 1), "S", "C2")
    there = card(store, intake, child.id)
    assert there.columns["FIRST_NAME"] == "Amelia"
    assert there.care["LS"] == "C2"
    with store.look() as transaction:
        assert caseload_page.child_numbered(transaction, "0077") == child.id


def test_a_child_without_a_day_of_care_or_a_name_is_kept_and_doubted(store, intake):
    bare = {"CHILD": "0078", "DOB": "10/05/2016"}

    (doubt,) = caseload_page.add_child(store, intake, bare)

    assert doubt.reason is Reason.NO_NAME
    child = one(store, Child)
    assert card(store, intake, child.id).care == {}
    with pytest.raises(RowsRefused):
        caseload_page.move_child(
            store, intake, card(store, intake, child.id), {"DECOM": "01/11/2026"}
        )


def test_a_number_that_is_there_already_is_refused(store, intake, known):
    before = digest(store)

    with pytest.raises(NumberTaken):
        caseload_page.add_child(store, intake, {**NEW, "CHILD": "0042"})

    assert digest(store) == before
    assert known


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"DOB": "31/02/2016"}, Reason.DATE_BAD),
        ({"DOB": "10/05/2030"}, Reason.DOB_AFTER_TODAY),
        ({"LS": "C2 and more"}, Reason.CELL_TOO_LONG),
        ({"CHILD": ""}, Reason.CHILD_BLANK),
    ],
)
def test_what_the_import_would_refuse_is_refused_whole(store, intake, change, reason):
    with pytest.raises(RowsRefused) as refused:
        caseload_page.add_child(store, intake, {**NEW, **change})

    assert refused.value.findings[0].reason is reason
    assert every(store, Child) == []


def test_what_a_page_does_not_ask_stays_as_it_was(store, intake, known):
    before = card(store, intake, known)

    caseload_page.change_child(store, intake, before, {"KNOWN_AS": "Addie"})

    after = card(store, intake, known)
    assert after.columns == {**before.columns, "KNOWN_AS": "Addie"}
    assert after.episodes == before.episodes


def test_the_end_of_care_is_kept_and_the_rest_of_the_row_stays(store, intake, known):
    there = card(store, intake, known)

    caseload_page.change_child(store, intake, there, {"DEC": "01/11/2026"})

    assert one(store, Episode).ended == date(2026, 11, 1)
    assert card(store, intake, known).care == {**there.care, "DEC": "01/11/2026"}


def test_a_move_ends_the_letter_that_lies_at_the_old_home(store, keys, intake, known):
    with store.begin() as transaction:
        alex = Staff(name="Alex Office")
        transaction.add(alex)
        transaction.flush()
        clerk = Clerk(alex.id, keys, DESK, NOW)
    letter_desk.make(store, clerk, one(store, Review).id)
    moved = {"DECOM": "20/11/2026", "PL_POST": "LE9 9ZZ"}

    caseload_page.move_child(store, intake, card(store, intake, known), moved)

    letter = one(store, Letter)
    assert (letter.revoked_at, letter.awaits_new) == (NOW, True)
    spells = every(store, Episode, Episode.began)
    assert [(row.began, row.ended) for row in spells][-1] == (date(2026, 11, 20), None)
    assert spells[0].ended == date(2026, 11, 20)


def test_a_review_is_planned_and_its_officer_answers_for_the_child(store, intake, known):
    caseload_page.change_child(store, intake, card(store, intake, known), {})
    keep_officers.keep_officer(store, intake, "iro2", "Kit Low")

    caseload_page.plan_review(
        store, intake, card(store, intake, known), {**SOON, "OFFICER": "iro2"}
    )

    days = [(row.day, row.at) for row in every(store, Review, Review.day)]
    assert days == [(date(2026, 12, 1), time(9, 30)), (date(2026, 12, 8), time(10))]
    assert len(every(store, Assignment)) == 1


def test_a_review_that_is_changed_moves_and_the_others_stay(store, intake, known):
    caseload_page.plan_review(store, intake, card(store, intake, known), SOON)
    there = card(store, intake, known)
    second = there.reviews[1]

    caseload_page.plan_review(
        store,
        intake,
        there,
        {**SOON, "DATE": "2026-12-15", "DAY_TWO": "2026-12-22"},
        review_id=second.id,
    )

    after = card(store, intake, known).reviews
    assert [(one.id, one.day) for one in after] == [
        (there.reviews[0].id, date(2026, 12, 1)),
        (second.id, date(2026, 12, 15)),
    ]
    assert after[1].part_two_day == date(2026, 12, 22)
    assert (after[1].officer, after[1].officer_name) == ("iro1", "Jo Lamb")


def test_what_is_doubted_about_a_planned_review_is_kept_and_said(store, intake, known):
    caseload_page.change_child(store, intake, card(store, intake, known), {"DEC": "01/11/2026"})

    doubts = caseload_page.plan_review(store, intake, card(store, intake, known), SOON)

    assert {doubt.reason for doubt in doubts} == {Reason.OUTSIDE_EPISODES}
    assert len(every(store, Review)) == 2


def test_a_child_without_care_is_doubted_where_others_have_some(store, intake, known):
    assert known
    caseload_page.add_child(store, intake, {"CHILD": "0078", "DOB": "10/05/2016"})
    with store.look() as transaction:
        other = caseload_page.child_numbered(transaction, "0078")

    doubts = caseload_page.plan_review(store, intake, card(store, intake, other), SOON)

    assert Reason.OUTSIDE_EPISODES in {doubt.reason for doubt in doubts}


def test_a_review_of_the_past_is_not_changed_on_a_page(store, intake, known):
    late = replace(intake, now=NOW.replace(month=12, day=20))

    assert card(store, late, known).reviews == ()
    assert one(store, Review).state is ReviewState.PLANNED


def test_opening_a_child_is_in_the_log_and_nobody_opens_one_who_is_not_there(store, intake, known):
    card(store, intake, known)

    assert [row.act for row in every(store, AuditRow, AuditRow.place)][-1] == "opened-child"
    with pytest.raises(ChildUnknown):
        card(store, intake, uuid4())
    with store.look() as transaction, pytest.raises(ChildUnknown):
        caseload_page.child_numbered(transaction, "nobody")


def test_a_card_does_not_print_who_the_child_is(store, intake, known):
    assert "King" not in repr(card(store, intake, known))


def test_an_officer_is_added_and_given_another_name(store, intake, known):
    assert keep_officers.keep_officer(store, intake, "iro9", " Kit  Low ")
    assert not keep_officers.keep_officer(store, intake, "iro1", "Jo Lambert")

    with store.look() as transaction:
        found = keep_officers.officers(transaction)

    assert [(one.reference, one.name, one.children, one.can_sign_in) for one in found] == [
        ("iro1", "Jo Lambert", 1, False),
        ("iro9", "Kit Low", 0, False),
    ]
    assert known


@pytest.mark.parametrize(("reference", "name"), [("", "Kit"), ("iro9", " "), ("i" * 81, "Kit")])
def test_an_officer_without_reference_or_name_is_refused(store, intake, reference, name):
    with pytest.raises(StaffRefused):
        keep_officers.keep_officer(store, intake, reference, name)
