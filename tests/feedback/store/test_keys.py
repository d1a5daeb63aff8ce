import stat

import pytest

from feedback.errors import KeyMissing
from feedback.store.keys import make_keys, read_keys
from feedback.store.sealing import Place

HERE = Place("views", "answers", "1")


@pytest.fixture
def folder(tmp_path):
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


def test_keys_once_made_are_read_and_open_what_they_sealed(folder):
    keys = read_keys(folder)

    sealed = keys.seal(b"Can I see my sister?", HERE)

    assert keys.open(sealed, HERE) == b"Can I see my sister?"


def test_making_keys_again_changes_none_of_them(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    make_keys(folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_key_files_can_be_read_by_this_account_alone(folder):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_two_keys_are_alike(folder):
    values = [path.read_bytes() for path in folder.iterdir()]

    assert len(set(values)) == len(values)


def test_a_door_that_holds_only_the_public_half_seals_and_can_open_nothing(folder):
    for path in folder.glob("service-*.key"):
        path.unlink()
    door = read_keys(folder)

    sealed = door.seal(b"Can I see my sister?", HERE)

    with pytest.raises(KeyMissing):
        door.open(sealed, HERE)


@pytest.mark.parametrize("name", ["service.pub", "pepper", "audit.key", "release.key"])
def test_a_missing_key_file_is_named(folder, name):
    (folder / name).unlink()

    with pytest.raises(KeyMissing, match=f"{name} cannot be read"):
        read_keys(folder)


def test_a_damaged_key_file_is_named(folder):
    (folder / "pepper").write_bytes(b"short")

    with pytest.raises(KeyMissing, match="pepper is damaged"):
        read_keys(folder)


def test_a_file_that_is_gone_for_a_moment_keeps_nobody_from_sending(folder):
    keys = read_keys(folder)
    (folder / "service.pub").unlink()

    sealed = keys.seal(b"Can I see my sister?", HERE)

    assert keys.open(sealed, HERE) == b"Can I see my sister?"


def test_keys_never_print_themselves(folder):
    keys = read_keys(folder)

    assert keys.pepper.hex() not in repr(keys)
    assert repr(keys.pepper) not in repr(keys)
