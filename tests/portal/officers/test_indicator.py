import pytest

from feedback.participation import Indicator
from feedback.store.models import Review
from tests.portal.officers.test_record import WENT

SILENT = WENT | {"spoke": "no", "views": "not_presented"}


@pytest.fixture
def recorded(officer_browser, ada):
    """The page with the proposal, after a child who spoke."""
    return officer_browser.open(f"/staff/reviews/{ada}/record").press(**WENT)


def code_of(store, key):
    with store.look() as transaction:
        return transaction.get(Review, key).code


def test_an_officer_confirms_the_proposal_with_one_button(recorded, store, ada):
    recorded.press("Confirm PN1")

    assert "PN1 is confirmed." in recorded.text
    recorded.follow("Look at the code again")
    assert "Confirmed PN1, as proposed by rule B1" in recorded.text
    assert code_of(store, ada) is Indicator.PN1


def test_the_evidence_says_where_each_fact_comes_from(recorded):
    assert "Recorded by Robin Officer on 3 March 2026 at 14:30" in recorded.text
    assert "Sent through the portal on 2 March 2026 at 11:00" in recorded.text


def test_what_a_child_meant_to_do_is_shown_and_is_never_evidence(recorded):
    assert "Beforehand Ada meant to: Go and talk." in recorded.text
    assert "That is never evidence of what happened." in recorded.text


def test_another_code_without_a_reason_is_met_kindly(recorded, store, ada):
    recorded.press("Confirm this code instead", code="PN2")

    assert recorded.mistakes == ["Choosing another code needs a reason."]
    assert code_of(store, ada) is None


def test_another_code_with_a_reason_is_told_in_the_history(recorded, store, ada):
    recorded.press("Confirm this code instead", code="PN2", reason="Her advocate said most.")

    recorded.follow("Look at the code again")
    assert "Chose PN2; proposed was PN1 by rule B1" in recorded.text
    assert "Her advocate said most." in recorded.text
    assert code_of(store, ada) is Indicator.PN2


def test_a_child_not_heard_is_marked_when_their_views_were_not_used(officer_browser, ada):
    page = officer_browser.open(f"/staff/reviews/{ada}/record").press(**SILENT)

    assert "PN4: attended, and their views were not conveyed" in page.text
    assert "Their views were not used" in page.text
    assert "Please look closely" in page.text


def test_pn0_is_not_offered_for_a_child_of_twelve(recorded):
    offered = [box["value"] for box in recorded.page.select("input[name=code][type=radio]")]

    assert offered == ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"]


def test_choosing_nothing_is_met_kindly(recorded):
    recorded.press("Confirm this code instead")

    assert recorded.mistakes == ["Choose a code."]


def test_a_code_on_a_corrected_record_is_to_be_looked_at_again(recorded, ada):
    recorded.press("Confirm PN1")
    recorded.open(f"/staff/reviews/{ada}/record")
    recorded.press(**WENT | {"attended": "part"}, reason="She left early.")

    assert "The record was corrected after this was confirmed." in recorded.text
    recorded.press("Confirm PN1")
    assert "The record was corrected after this was confirmed." not in recorded.text


def test_a_confirmed_code_is_changed_only_with_a_reason(recorded, store, ada):
    recorded.press("Confirm PN1")
    recorded.open(f"/staff/reviews/{ada}/indicator")

    recorded.press("Confirm this code instead", code="PN3", reason="He signed throughout.")

    assert code_of(store, ada) is Indicator.PN3


def test_a_page_left_open_while_the_record_changed_confirms_nothing(recorded, store, ada):
    stale, path = recorded.page, recorded.path
    recorded.open(f"/staff/reviews/{ada}/record").press(**SILENT, reason="Mixed up.")
    recorded.page, recorded.path = stale, path

    recorded.press("Confirm PN1")

    assert "The record of this review changed; please look at it again." in recorded.mistakes
    assert code_of(store, ada) is None


def test_before_there_is_a_record_there_is_nothing_to_confirm(officer_browser, ada):
    officer_browser.open(f"/staff/reviews/{ada}/indicator")

    assert "Nothing is recorded about this review yet." in officer_browser.text
    assert officer_browser.page.select("main form") == []
