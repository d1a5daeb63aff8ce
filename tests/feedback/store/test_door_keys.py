"""The folder of keys for the children’s door: three files, and nothing that opens."""

import stat

import pytest

from feedback.errors import KeyMisplaced, KeyMissing
from feedback.store import audit
from feedback.store.audit import CHILD, Act
from feedback.store.door_keys import CHILDRENS, make_door_keys, read_door_keys
from feedback.store.keys import make_keys, read_keys
from feedback.store.sealing import Place

HERE = Place("views", "answers", "1")


@pytest.fixture
def folder(tmp_path):
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def door(folder, tmp_path):
    make_door_keys(folder, tmp_path / "door")
    return tmp_path / "door"


def test_what_is_sealed_at_the_door_is_opened_by_staff_and_not_at_the_door(folder, door):
    sealed = read_door_keys(door).seal(b"Can I see my sister?", HERE)

    assert read_keys(folder).open(sealed, HERE) == b"Can I see my sister?"
    with pytest.raises(KeyMissing):
        read_door_keys(door).open(sealed, HERE)


def test_the_folder_holds_three_keys_that_this_account_alone_can_read(door):
    assert {path.name for path in door.iterdir()} == set(CHILDRENS)
    assert {stat.S_IMODE(path.stat().st_mode) for path in door.iterdir()} == {0o600}
    assert stat.S_IMODE(door.stat().st_mode) == 0o700


def test_making_it_again_brings_new_keys_in(folder, door):
    (folder / "cookies.key").write_bytes(b"n" * 32)

    make_door_keys(folder, door)

    assert read_door_keys(door).cookies == b"n" * 32


@pytest.mark.parametrize(
    "name", ["service-0102.key", "audit.key", "release.key", "staff.key", "backup.key", "weeks"]
)
def test_any_other_key_beside_them_is_refused_by_its_name(door, name):
    (door / name).write_bytes(b"k" * 32)

    with pytest.raises(KeyMisplaced, match=f"^{name} does not belong"):
        read_door_keys(door)


def test_the_keys_of_staff_are_not_written_over_with_the_doors(folder):
    with pytest.raises(KeyMisplaced):
        make_door_keys(folder, folder)


def test_a_key_the_door_misses_is_named(door):
    (door / "pepper").unlink()

    with pytest.raises(KeyMissing, match="pepper cannot be read"):
        read_door_keys(door)


def test_the_door_writes_nothing_in_the_log(door, store, now):
    with store.begin() as transaction, pytest.raises(KeyMissing, match="no key of the log"):
        audit.write(transaction, CHILD, Act("read", "views"), keys=read_door_keys(door), now=now)
