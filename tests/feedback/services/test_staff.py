import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from feedback.errors import PasswordRefused, StaffRefused
from feedback.services.passwords import sound_password
from feedback.services.staff import Person, Secrets, enrol, enrol_again, let_go
from feedback.store.models import AuditRow, Duty, Staff

GOOD = Secrets("four plain words here", "an authenticator")
ADA = Person("Ada Quill", " Ada@Council.example ", frozenset({Duty.OFFICER, Duty.MANAGER}))


def test_somebody_enrolled_has_a_digest_duties_and_a_small_letter_address(transaction, keys, now):
    ada = transaction.get(Staff, enrol(transaction, ADA, GOOD, keys=keys, now=now))

    assert ada.email == "ada@council.example"
    assert {role.name for role in ada.roles} == {Duty.OFFICER, Duty.MANAGER}
    assert ada.password.startswith("$argon2id$")
    assert PasswordHasher().verify(ada.password, GOOD.password)
    assert transaction.scalars(select(AuditRow.act)).all() == ["enrolled-staff"]


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
