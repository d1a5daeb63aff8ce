"""Coming back with the same words and pictures shows the child their own copy."""

from feedback.services import gate, look_back
from feedback.store.models import ChildCopy
from tests.road import NOW


def copy(road, visit):
    with road.open(visit) as (transaction, opened):
        return look_back.copy_of(transaction, opened, catalogue=road.catalogue)


def test_behind_the_pictures_a_child_reads_their_own_copy(invited):
    invited.has_sent(worries="The dark")

    found = copy(invited, invited.comes_back())

    assert found.answers == {"worries": ("The dark",)}
    assert found.sent_at == NOW
    assert found.questionnaire.id == "consultation.short"


def test_before_the_pictures_only_that_it_was_sent_shows(invited):
    invited.has_sent(worries="The dark")

    found = copy(invited, invited.comes_in())

    assert found.answers is None
    assert found.receipt


def test_what_was_sent_before_any_pictures_were_chosen_stays_hidden_from_who_chooses_them(
    invited,
):
    careless = invited.comes_in()
    invited.says(careless, worries="The dark")
    invited.sends(careless)
    stranger = invited.comes_in()
    with invited.open(stranger) as (transaction, opened):
        gate.choose(transaction, opened, ("cat", "moon", "kite"), keys=invited.keys)

    assert copy(invited, stranger).answers is None


def test_before_anything_was_sent_there_is_no_copy(invited):
    assert copy(invited, invited.comes_in()) is None


def test_a_withdrawn_copy_is_not_shown(invited):
    invited.has_sent(worries="The dark")
    with invited.store.begin() as transaction:
        transaction.query(ChildCopy).delete()

    assert copy(invited, invited.comes_back()).answers is None
