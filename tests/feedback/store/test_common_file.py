"""A file of a shared folder is for everybody of its group, and elsewhere for its maker alone."""

import pytest

from feedback.store.common_file import is_for_all


@pytest.fixture
def file(tmp_path):
    """A file that only its maker can read."""
    path = tmp_path / "2026-03-03.jsonl"
    path.touch(0o600)
    return path


def test_in_a_folder_of_ones_own_a_file_for_oneself_is_for_everybody_meant(file):
    assert is_for_all(file)


@pytest.mark.parametrize(
    ("mode", "is_open"), [(0o660, True), (0o600, False), (0o640, False), (0o620, False)]
)
def test_in_a_shared_folder_everybody_of_its_group_must_read_a_file_and_add_to_it(
    file, mode, is_open
):
    file.parent.chmod(0o2770)
    file.chmod(mode)

    assert is_for_all(file) is is_open
