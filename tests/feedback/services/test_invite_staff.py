"""A code that staff enrol with: good once, for a while, and gone when it is over."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from feedback.errors import InvitationShut, PasswordRefused, StaffRefused
from feedback.services import staff
from feedback.services.invite_staff import (
    SIGNS,
    digest_of,
    invite,
    invite_again,
    renew,
    take_back,
)
from feedback.services.list_staff import not_enrolled_officers
from feedback.services.staff import Person, Secrets
from feedback.services.welcome_staff import Chosen, finish, go_on
from feedback.store.models import (
    Message,
    StaffInvitation,
)
from tests import cases
from tests.feedback.services.inviting import *  # noqa: F403  fixtures are found by name
from tests.feedback.services.inviting import MINE, NOOR, acts, enrolled, entered

GOOD = Secrets("four plain words here", "an authenticator")
USED, BACK, OUT = "was used", "taken back", "ran out"


def test_whoever_enrols_has_their_own_password_secret_and_spare_codes(transaction, by):
    invited = invite(transaction, NOOR, by=by)

    noor = enrolled(transaction, invited, by)

    assert (noor.name, noor.email) == ("Noor New", "noor@council.example")
    assert {role.name for role in noor.roles} == NOOR.duties
    assert noor.password.startswith("$argon2id$")
    assert (noor.tf_totp_secret, noor.totp_counter) == ("secret", 7)
    assert noor.mf_recovery_codes == ["spare"]
    assert acts(transaction)[-3:] == ["invited-staff", "entered-invitation", "enrolled-staff"]


def test_a_code_is_long_plain_and_kept_as_a_digest_alone(transaction, by, keys):
    invited = invite(transaction, NOOR, by=by)

    row = transaction.scalars(select(StaffInvitation)).one()
    assert set(invited.code) == set(invited.code) & {*SIGNS, "-"}
    assert len(invited.code.replace("-", "")) == 20
    assert row.digest == digest_of(invited.code.upper().replace("-", " "), keys)
    assert invited.code not in repr(invited)
    assert invited.ends_at - invited.opens_at == timedelta(hours=72)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": " "}, "has a name"),
        ({"name": "n" * 201}, "has a name"),
        ({"duties": frozenset()}, "at least one duty"),
        ({"email": "council.example"}, "not an e-mail"),
        ({"email": "a\tb@council.example"}, "not an e-mail"),
        ({"email": f"{'a' * 250}@b.example"}, "not an e-mail"),
        ({"email": "KIM@council.example"}, "enrolled already"),
        ({"first_day": date(2026, 3, 2)}, "today or later"),
        ({"first_day": date(2026, 6, 2)}, "90 days"),
        ({"last_day": date(2026, 3, 2)}, "before the first"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(transaction, by, told, said):
    with pytest.raises(StaffRefused, match=said):
        invite(transaction, replace(NOOR, **told), by=by)


def test_nobody_holds_two_codes_but_one_that_ran_out_makes_way(transaction, by):
    invite(transaction, NOOR, by=by)
    with pytest.raises(StaffRefused, match="invited already"):
        invite(transaction, NOOR, by=by)

    later = replace(by, now=by.now + timedelta(hours=72))
    noor = enrolled(transaction, invite(transaction, NOOR, by=later), later)

    assert noor.active


def test_a_code_opens_nothing_before_its_day_and_nothing_after(transaction, by):
    invited = invite(transaction, replace(NOOR, first_day=date(2026, 3, 9)), by=by)
    with pytest.raises(InvitationShut, match="opens on your first day"):
        entered(transaction, invited, by)

    with pytest.raises(InvitationShut, match=OUT):
        entered(transaction, invited, by, at=invited.ends_at)

    assert enrolled(transaction, invited, by, at=invited.opens_at).active


@pytest.mark.parametrize("wrong", [{"code": "a" * 20}, {"email": "other@council.example"}])
def test_a_code_and_an_address_must_go_together(transaction, by, wrong):
    invited = invite(transaction, NOOR, by=by)

    with pytest.raises(InvitationShut, match="do not go together"):
        entered(transaction, invited, by, **wrong)


def test_a_code_is_good_once(transaction, by):
    invited = invite(transaction, NOOR, by=by)
    admitted = entered(transaction, invited, by)
    finish(transaction, admitted, MINE, keys=by.keys, now=by.now)

    with pytest.raises(InvitationShut, match=USED):
        finish(transaction, admitted, MINE, keys=by.keys, now=by.now)
    with pytest.raises(InvitationShut, match=USED):
        entered(transaction, invited, by)


def test_of_two_who_finish_at_the_same_moment_one_does(transaction, by):
    admitted = entered(transaction, invite(transaction, NOOR, by=by), by)
    row = transaction.scalars(select(StaffInvitation)).one()
    behind = {"used_at": by.now, "authenticator": None, "staff_id": UUID(by.actor.who)}
    transaction.execute(
        update(StaffInvitation).values(behind), execution_options={"synchronize_session": False}
    )
    assert row.used_at is None, "this one does not know it yet"

    with pytest.raises(InvitationShut, match=USED):
        finish(transaction, admitted, MINE, keys=by.keys, now=by.now)


def test_only_the_secret_shown_last_can_be_enrolled(transaction, by):
    invited = invite(transaction, NOOR, by=by)
    first = entered(transaction, invited, by, secret="seen by somebody else")

    second = entered(transaction, invited, by)

    with pytest.raises(InvitationShut, match="entered once more since"):
        finish(transaction, first, MINE, keys=by.keys, now=by.now)
    assert go_on(transaction, second.id, second.mark, now=by.now) == second
    assert "seen by" not in repr(first)


def test_a_weak_password_is_refused_and_the_code_stays_good(transaction, by):
    admitted = entered(transaction, invite(transaction, NOOR, by=by), by)
    weak = Chosen("noor new noor 1", 7, [])
    with pytest.raises(PasswordRefused), transaction.begin_nested():
        finish(transaction, admitted, weak, keys=by.keys, now=by.now)

    assert finish(transaction, admitted, MINE, keys=by.keys, now=by.now)


def test_a_new_code_ends_the_old_one_and_is_of_the_same_person(transaction, by):
    old = invite(transaction, replace(NOOR, last_day=date(2026, 5, 1)), by=by)
    new = invite_again(transaction, old.id, by=by)

    with pytest.raises(InvitationShut, match=BACK):
        entered(transaction, old, by)

    assert enrolled(transaction, new, by).last_day == date(2026, 5, 1)


def test_what_is_over_cannot_be_taken_back_or_made_anew(transaction, by):
    invited = invite(transaction, NOOR, by=by)
    take_back(transaction, invited.id, by=by)

    for again in (take_back, invite_again):
        with pytest.raises(StaffRefused, match="is over"):
            again(transaction, invited.id, by=by)

    assert acts(transaction)[-1] == "took-back-invitation"


def test_an_officer_an_import_named_is_met_again(transaction, by):
    imported = cases.an_officer(transaction, "R7")
    imported.reference = "R7"
    other = cases.an_officer(transaction, "Ada Quill")
    other.reference = "R8"
    transaction.flush()
    listed = not_enrolled_officers(transaction)
    assert [name for _key, name in listed] == ["Ada Quill (R8)", "R7"]

    noor = enrolled(
        transaction, invite(transaction, replace(NOOR, officer_id=imported.id), by=by), by
    )

    assert (noor.id, noor.reference) == (imported.id, "R7")
    assert len(not_enrolled_officers(transaction)) == 1


def test_an_officer_who_signs_in_already_is_nobodys_else(transaction, by, robin):
    with pytest.raises(StaffRefused, match="another address"):
        invite(transaction, replace(NOOR, officer_id=robin.id), by=by)


def test_somebody_who_left_comes_back_as_themselves(transaction, by, robin):
    staff.close_door(transaction, robin.id, by=by)

    back = enrolled(transaction, invite(transaction, replace(NOOR, email=robin.email), by=by), by)

    assert back.id == robin.id
    assert back.active
    assert {role.name for role in back.roles} == NOOR.duties


def test_a_new_way_in_shuts_the_old_one_at_once_and_tells_them(transaction, by, robin):
    before = robin.fs_uniquifier
    invited = renew(transaction, robin.id, by=by)
    assert (robin.password, robin.tf_totp_secret, robin.mf_recovery_codes) == (None, None, None)
    assert robin.fs_uniquifier != before
    told = transaction.scalars(select(Message)).one()
    assert (told.staff_id, told.next_at) == (robin.id, by.now)
    robin.roles = []

    enrolled(transaction, invited, by)

    assert robin.tf_totp_secret == "secret"
    assert robin.roles == [], "what they are here for by now is kept"
    assert acts(transaction)[-1] == "enrolled-again"


def test_nobody_renews_their_own_way_in_or_that_of_somebody_who_left(transaction, by, kim, robin):
    with pytest.raises(StaffRefused, match="Somebody else"):
        renew(transaction, kim, by=by)
    staff.close_door(transaction, robin.id, by=by)

    with pytest.raises(StaffRefused, match="do not work here now"):
        renew(transaction, robin.id, by=by)


def test_whoever_leaves_meanwhile_or_was_enrolled_by_a_command_has_no_code(
    transaction, by, robin, keys, now
):
    of_robin = renew(transaction, robin.id, by=by)
    staff.close_door(transaction, robin.id, by=by)
    of_noor = invite(transaction, NOOR, by=by)
    noor = Person(NOOR.name, NOOR.email, NOOR.duties)
    staff.enrol(transaction, noor, GOOD, keys=keys, now=now)

    for invited in (of_robin, of_noor):
        with pytest.raises(InvitationShut, match=BACK):
            entered(transaction, invited, by)
