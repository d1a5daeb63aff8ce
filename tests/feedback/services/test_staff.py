import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from feedback.errors import PasswordRefused, StaffRefused
from feedback.services.list_staff import list_staff
from feedback.services.passwords import sound_password
from feedback.services.staff import (
    Hand,
    Person,
    Secrets,
    change_password,
    close_door,
    end_sessions,
    enrol,
    enrol_again,
    is_enrolled,
    let_go,
)
from feedback.store.audit import Actor
from feedback.store.models import AuditRow, Duty, Staff
from tests import cases

GOOD = Secrets("four plain words here", "an authenticator")
ADA = Person("Ada Quill", " Ada@Council.example ", frozenset({Duty.OFFICER, Duty.MANAGER}))


def test_somebody_enrolled_has_a_digest_duties_and_a_small_letter_address(transaction, keys, now):
    ada = transaction.get(Staff, enrol(transaction, ADA, GOOD, keys=keys, now=now))

    assert ada.email == "ada@council.example"
    assert {role.name for role in ada.roles} == {Duty.OFFICER, Duty.MANAGER}
    assert ada.password.startswith("$argon2id$")
    assert PasswordHasher().verify(ada.password, GOOD.password)
    assert transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all() == [
        "enrolled-staff"
    ]


def test_an_officer_an_import_named_is_met_again_when_enrolled(transaction, keys, now):
    imported = Staff(reference="R7", name="R7")
    transaction.add(imported)
    transaction.flush()
    robin = Person("Robin Reed", "robin@council.example", frozenset({Duty.OFFICER}), "R7")

    assert enrol(transaction, robin, GOOD, keys=keys, now=now) == imported.id
    assert imported.name == "Robin Reed"


def test_a_reference_nobody_knows_makes_a_new_officer(transaction, keys, now):
    robin = Person("Robin Reed", "robin@council.example", frozenset({Duty.OFFICER}), "R8")

    key = enrol(transaction, robin, GOOD, keys=keys, now=now)

    assert transaction.get(Staff, key).reference == "R8"


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Person("Ada", "ada@council.example", frozenset()), "at least one duty"),
        (Person("Ada", "council.example", frozenset({Duty.OFFICE})), "not an e-mail address"),
        (Person("Ada", "a da@council.example", frozenset({Duty.OFFICE})), "not an e-mail address"),
    ],
)
def test_somebody_who_cannot_be_enrolled_is_refused_in_a_sentence(
    transaction, keys, now, person, sentence
):
    with pytest.raises(StaffRefused, match=sentence):
        enrol(transaction, person, GOOD, keys=keys, now=now)


def test_nobody_is_enrolled_twice(transaction, keys, now):
    enrol(transaction, ADA, GOOD, keys=keys, now=now)

    with pytest.raises(StaffRefused, match="enrolled already"):
        enrol(transaction, ADA, GOOD, keys=keys, now=now)


def test_a_new_way_in_ends_every_session_and_every_code(transaction, keys, now):
    ada = transaction.get(Staff, enrol(transaction, ADA, GOOD, keys=keys, now=now))
    ada.totp_counter, ada.mf_recovery_codes, before = 7, ["spare"], ada.fs_uniquifier
    fresh = Secrets("other plain words too", "another authenticator")

    enrol_again(transaction, "ADA@council.example", fresh, keys=keys, now=now)

    assert ada.fs_uniquifier != before
    assert (ada.totp_counter, ada.mf_recovery_codes) == (None, None)
    assert ada.tf_totp_secret == "another authenticator"
    assert PasswordHasher().verify(ada.password, fresh.password)


def test_somebody_let_go_is_out_at_once_and_stays_written_down(transaction, keys, now):
    ada = transaction.get(Staff, enrol(transaction, ADA, GOOD, keys=keys, now=now))
    before = ada.fs_uniquifier

    let_go(transaction, ADA.email, keys=keys, now=now)

    assert not ada.active
    assert ada.fs_uniquifier != before


@pytest.fixture
def hand(keys, now):
    return Hand(Actor("an administrator", "administrator"), keys, now)


@pytest.fixture
def ada(transaction, keys, now):
    return transaction.get(Staff, enrol(transaction, ADA, GOOD, keys=keys, now=now))


def acts(transaction):
    return transaction.scalars(select(AuditRow.act).order_by(AuditRow.place)).all()


def test_another_password_ends_every_visit_and_a_weak_one_changes_nothing(transaction, ada, hand):
    before = ada.fs_uniquifier
    with pytest.raises(PasswordRefused):
        change_password(transaction, ada.id, "ada quill 12345", by=hand)
    assert ada.fs_uniquifier == before

    change_password(transaction, ada.id, "other plain words too", by=hand)

    assert ada.fs_uniquifier != before
    assert PasswordHasher().verify(ada.password, "other plain words too")
    assert acts(transaction)[-1] == "changed-password"


def test_every_visit_of_somebody_is_ended_and_they_may_come_in_again(transaction, ada, hand):
    before = ada.fs_uniquifier

    end_sessions(transaction, ada.id, by=hand)

    assert ada.fs_uniquifier != before
    assert ada.active
    assert acts(transaction)[-1] == "ended-sessions"


def test_an_administrator_closes_the_door_to_anybody_but_the_last_of_them(
    transaction, keys, now, ada, hand
):
    close_door(transaction, ada.id, by=hand)
    assert not ada.active
    assert acts(transaction)[-1] == "let-staff-go"
    kim = Person("Kim Keeps", "kim@council.example", frozenset({Duty.ADMINISTRATOR}))
    last = enrol(transaction, kim, GOOD, keys=keys, now=now)

    with pytest.raises(StaffRefused, match="last administrator"):
        close_door(transaction, last, by=hand)

    lee = Person("Lee Later", "lee@council.example", frozenset({Duty.ADMINISTRATOR}))
    enrol(transaction, lee, GOOD, keys=keys, now=now)
    close_door(transaction, last, by=hand)
    assert not transaction.get(Staff, last).active


def test_whoever_left_children_behind_stands_first_and_no_child_is_counted(
    transaction, keys, now, ada, hand
):
    imported = cases.an_officer(transaction, "Named by an import")
    ben = Person("Ben Busy", "ben@council.example", frozenset({Duty.OFFICER}))
    left = enrol(transaction, ben, GOOD, keys=keys, now=now)
    cases.a_child(transaction, keys, left)
    cases.a_child(transaction, keys, ada.id, "Ada Other")
    assert [one.name for one in list_staff(transaction, today=now.date())] == [
        "Ada Quill",
        "Ben Busy",
    ]

    close_door(transaction, left, by=hand)

    first, second = list_staff(transaction, today=now.date())
    assert (first.name, first.active, first.still_theirs) == ("Ben Busy", False, True)
    assert (second.duties, second.still_theirs) == (("manager", "officer"), False)
    assert is_enrolled(transaction, left)
    assert not is_enrolled(transaction, imported.id)


def test_nobody_unknown_can_be_let_go(transaction, keys, now):
    with pytest.raises(StaffRefused, match="Nobody"):
        let_go(transaction, "nobody@council.example", keys=keys, now=now)


@pytest.mark.parametrize(
    "password",
    [
        "fourteen signs",
        "x" * 201,
        "passwordpassword",
        "PassWord-PassWord",
        "correct horse battery staple",
        "aaaaabbbbbaaaaabbbbb",
        "abcd!57abcd!57abcd!57",
        "1234567890123456",
        "abcdefghijklmnopqrst",
    ],
)
def test_a_password_that_is_short_or_tried_first_is_refused(password):
    with pytest.raises(PasswordRefused):
        sound_password(password, about=())


@pytest.mark.parametrize("password", ["wilhelmina2026!", "wilhelmina.fox1", "12wilhelminafox!"])
def test_a_password_made_of_ones_own_name_is_refused(password):
    with pytest.raises(PasswordRefused, match="name or address"):
        sound_password(password, about=("Wilhelmina Fox", "wilhelmina.fox@council.example"))


def test_a_long_sentence_may_hold_ones_own_name():
    said = "wilhelmina rides two green bicycles"

    assert sound_password(said, about=("Wilhelmina Fox",)) == said


def test_a_password_is_kept_as_one_spelling_of_its_signs():
    assert sound_password("four words ﬁve", about=()) == "four words five"
