"""Locking is safe to do twice, and starts from nothing."""

import shutil

from feedback.editions import LOCK
from feedback.lock_editions import QUESTIONNAIRES, lock_editions


def test_a_lock_made_from_nothing_is_the_one_we_keep(tmp_path):
    folder = shutil.copytree(QUESTIONNAIRES, tmp_path / "questionnaires")
    (folder / LOCK).unlink()

    new = lock_editions(folder)

    assert new == 11
    assert (folder / LOCK).read_text("utf-8") == (QUESTIONNAIRES / LOCK).read_text("utf-8")
