"""A spell of care typed in on a page is whole and in the codes of the return, or it is refused."""

from datetime import date

import pytest

from feedback.cancelling import CancelledBecause
from feedback.caseload.files import COLUMNS, EPISODES
from feedback.caseload.verdicts import Reason
from feedback.services import caseload_page
from feedback.services.cancel_review import cancel
from feedback.services.import_caseload import RowsRefused
from feedback.services.letter_desk import Clerk
from feedback.store.models import Episode, Staff
from tests.feedback.services.imports import DESK, NOW, every, one
from tests.feedback.services.test_caseload_page import NEW, SOON, card, intake, known

__all__ = ("intake", "known")


CARE = {
    "DECOM": "02/02/2026",
    "LS": "C2",
    "CIN": "N1",
    "PLACE": "U6",
    "PLACE_PROVIDER": "PR1",
    "PL_POST": "LE1 1AA",
}


@pytest.fixture
def by_hand(store, intake):
    """A child who was added without a day of care."""
    caseload_page.add_child(store, intake, NEW | {"DECOM": "", "LS": ""})
    with store.look() as transaction:
        return caseload_page.child_numbered(transaction, "0077")


def test_a_first_spell_of_care_is_added_whole_as_the_return_needs_it(store, intake, by_hand):
    assert card(store, intake, by_hand).care == {}

    caseload_page.keep_care(store, intake, card(store, intake, by_hand), CARE)

    care = card(store, intake, by_hand).care
    assert care == dict.fromkeys(COLUMNS[EPISODES], "") | CARE | {"CHILD": "0077", "RNE": "S"}
    episode = one(store, Episode)
    assert (episode.began, episode.legal_status, episode.reason) == (date(2026, 2, 2), "C2", "S")


def test_the_latest_spell_is_put_right_and_how_it_began_stays(store, intake, by_hand):
    caseload_page.keep_care(store, intake, card(store, intake, by_hand), CARE)
    caseload_page.move_child(
        store, intake, card(store, intake, by_hand), {"DECOM": "01/03/2026", "PL_POST": "LE2 2BB"}
    )

    right = CARE | {"DECOM": "03/03/2026", "PLACE": "K2", "PL_POST": "LE2 2BC"}
    caseload_page.keep_care(store, intake, card(store, intake, by_hand), right)

    first, latest = card(store, intake, by_hand).episodes
    assert first[COLUMNS[EPISODES].index("DEC")] == "01/03/2026"
    assert card(store, intake, by_hand).care["RNE"] == "P"
    assert latest[COLUMNS[EPISODES].index("PLACE")] == "K2"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"LS": "C9"}, Reason.CARE_CODE),
        ({"CIN": ""}, Reason.CARE_CODE),
        ({"PLACE": "X1"}, Reason.CARE_CODE),
        ({"PLACE_PROVIDER": ""}, Reason.CARE_CODE),
        ({"DECOM": ""}, Reason.DATE_BLANK),
        ({"DECOM": "01/01/2031"}, Reason.CARE_AFTER_TODAY),
        ({"DECOM": "01/01/2001"}, Reason.CARE_BEFORE_BIRTH),
    ],
)
def test_care_that_the_return_would_not_take_is_refused_whole(
    store, intake, by_hand, change, reason
):
    with pytest.raises(RowsRefused) as refused:
        caseload_page.keep_care(store, intake, card(store, intake, by_hand), CARE | change)

    assert [found.reason for found in refused.value.findings] == [reason]
    assert every(store, Episode) == []


def test_a_review_cancelled_on_a_page_stands_apart_with_its_reason(store, keys, intake, known):
    caseload_page.plan_review(store, intake, card(store, intake, known), SOON)
    (planned,) = [o for o in card(store, intake, known).reviews if o.day == date(2026, 12, 8)]
    with store.begin() as transaction:
        clerk = Staff(name="Alex Office")
        transaction.add(clerk)
        transaction.flush()
        who = Clerk(clerk.id, keys, DESK, NOW)

    cancel(store, who, planned.id, CancelledBecause.ELSEWHERE)

    found = card(store, intake, known)
    assert planned.id not in {one.id for one in found.reviews}
    assert [(one.id, one.because) for one in found.cancelled] == [
        (planned.id, CancelledBecause.ELSEWHERE)
    ]
