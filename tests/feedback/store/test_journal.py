"""The journal keeps whole lines through power cuts and full disks, or says that it cannot."""

import os
from datetime import date
from hashlib import sha256
from threading import Thread
from uuid import uuid4

import pytest

from feedback.errors import JournalTooNew, JournalUnwritable
from feedback.store import common_file
from feedback.store.journal import Book, Journal, Line
from feedback.store.models import Tray

DAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal")


def a_line(book=Book.VIEWS):
    key = uuid4()
    return Line(book, key, (Tray(key=key, sheet=b"sealed \n\xff", link=b"link"),))


def keys_in(journal):
    return [line.key for line in journal.lines()]


def test_what_was_written_is_read_back_to_the_byte(journal):
    line = a_line(Book.TRAY)

    journal.append(line, day=DAY)

    (found,) = journal.lines()
    (row,) = found.rows
    assert (found.book, found.key) == (Book.TRAY, line.key)
    assert (row.sheet, row.link) == (b"sealed \n\xff", b"link")


def test_views_lie_by_the_day_and_evaluations_apart_by_the_week(journal):
    journal.append(a_line(), day=DAY)
    journal.append(a_line(Book.TRAY), day=DAY)

    assert {path.name for path in journal.folder.iterdir()} == {
        "views-2026-03-03.jsonl",
        "tray-2026-03-08.jsonl",
    }


def test_only_this_account_can_read_the_journal(journal):
    journal.append(a_line(), day=DAY)

    (path,) = journal.folder.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert journal.folder.stat().st_mode & 0o077 == 0


def test_in_a_shared_folder_a_file_is_its_groups_whatever_the_account_takes_away(journal):
    journal.folder.mkdir()
    journal.folder.chmod(0o2770)
    before = os.umask(0o077)

    try:
        journal.append(a_line(), day=DAY)
    finally:
        os.umask(before)

    (path,) = journal.folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o660


def test_whoever_makes_a_shared_file_a_moment_later_adds_to_the_one_that_is_there(
    journal, monkeypatch
):
    journal.folder.mkdir()
    journal.folder.chmod(0o2770)
    first, second = a_line(), a_line()
    journal.append(first, day=DAY)
    (path,) = journal.folder.iterdir()
    exists = type(path).exists
    monkeypatch.setattr(type(path), "exists", lambda one: one != path and exists(one))

    journal.append(second, day=DAY)

    assert keys_in(journal) == [first.key, second.key]
    assert list(journal.folder.iterdir()) == [path]


def test_whether_a_line_could_be_written_is_known_without_writing_one(journal):
    assert journal.can_append(DAY)
    assert not journal.folder.exists()
    journal.append(a_line(), day=DAY)
    (path,) = journal.folder.iterdir()
    before = path.read_bytes()

    assert journal.can_append(DAY)
    assert path.read_bytes() == before


@pytest.mark.parametrize("there", ["file", "nowhere"])
def test_a_folder_that_is_none_could_not_be_written(journal, there):
    if there == "file":
        journal.folder.write_bytes(b"")
    else:
        journal.folder.symlink_to(journal.folder.with_name("nowhere"))

    assert not journal.can_append(DAY)


def test_files_of_another_journal_are_taken_in_as_our_own_and_never_over_ours(journal, tmp_path):
    other = Journal(tmp_path / "other")
    theirs, older = a_line(), a_line()
    other.append(theirs, day=DAY)
    other.append(older, day=date(2026, 3, 2))
    ours = a_line()
    journal.append(ours, day=DAY)
    journal.folder.chmod(0o2770)

    journal.take_in(other.folder)

    assert keys_in(journal) == [older.key, ours.key]
    assert (journal.folder / "views-2026-03-02.jsonl").stat().st_mode & 0o777 == 0o660


def test_a_line_torn_by_a_power_cut_spoils_neither_what_came_before_nor_after(journal):
    before, torn, after = a_line(), a_line(), a_line()
    journal.append(before, day=DAY)
    journal.append(torn, day=DAY)
    (path,) = journal.folder.iterdir()
    os.truncate(path, path.stat().st_size - 10)

    journal.append(after, day=DAY)

    assert keys_in(journal) == [before.key, after.key]


def test_a_line_in_which_a_letter_was_changed_is_passed_over(journal):
    journal.append(a_line(), day=DAY)
    (path,) = journal.folder.iterdir()
    path.write_bytes(path.read_bytes().replace(b"sheet", b"shout", 1))

    assert keys_in(journal) == []


def test_a_disk_that_fills_up_leaves_the_file_as_it_was_and_refuses(journal, monkeypatch):
    line = a_line()
    journal.append(line, day=DAY)
    write = os.write
    monkeypatch.setattr(common_file.os, "write", lambda handle, text: write(handle, text[:20]))

    with pytest.raises(JournalUnwritable):
        journal.append(a_line(), day=DAY)

    monkeypatch.undo()
    (path,) = journal.folder.iterdir()
    assert path.read_bytes().endswith(b"\n")
    assert keys_in(journal) == [line.key]


def test_a_folder_that_cannot_be_is_a_refusal_in_one_sentence(journal):
    journal.folder.write_bytes(b"")

    with pytest.raises(JournalUnwritable, match="nothing is sent"):
        journal.append(a_line(), day=DAY)


def test_nothing_is_called_written_before_the_disk_has_it(journal, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(
        common_file.os, "fsync", lambda handle: synced.append(handle) or fsync(handle)
    )

    journal.append(a_line(), day=DAY)
    new_file_and_its_folder = len(synced)
    journal.append(a_line(), day=DAY)

    assert new_file_and_its_folder == 2
    assert len(synced) == 3


def test_many_who_write_at_once_write_whole_lines(journal):
    lines = [a_line() for _ in range(12)]
    writers = [Thread(target=journal.append, args=(line,), kwargs={"day": DAY}) for line in lines]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(keys_in(journal)) == sorted(line.key for line in lines)


@pytest.mark.parametrize(
    ("word", "by"), [(b'"sheet"', b'"shape"'), (b'"tray",{', b'"trail",{')], ids=["column", "kind"]
)
def test_what_a_newer_version_wrote_is_refused_in_a_sentence_and_never_passed_over(
    journal, word, by
):
    journal.append(a_line(), day=DAY)
    (path,) = journal.folder.iterdir()
    body = path.read_bytes()[65:-1].replace(word, by)
    path.write_bytes(sha256(body).hexdigest().encode() + b" " + body + b"\n")

    with pytest.raises(JournalTooNew, match="a newer version"):
        list(journal.lines())


def test_old_files_are_forgotten_whole(journal):
    journal.append(a_line(), day=date(2026, 1, 1))
    kept = a_line()
    journal.append(kept, day=DAY)

    assert journal.forget(date(2026, 2, 1)) == 1

    assert keys_in(journal) == [kept.key]
