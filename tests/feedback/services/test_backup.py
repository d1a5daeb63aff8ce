"""A backup holds everything but the keys, and gives it back on an empty machine, whole."""

import json
import shutil
import tarfile
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from feedback.errors import BackupUnsound, FilesInTheWay, JournalTooNew, KeyMissing
from feedback.services.backup import Place, backup
from feedback.services.call_for_help import call_for_help
from feedback.services.raise_concern import open_concerns
from feedback.services.replay import Replayed
from feedback.services.restore import restore
from feedback.store import Store, audit
from feedback.store.engine import connect
from feedback.store.keys import make_keys
from feedback.store.models import ConcernKind, SentViews
from feedback.store.sealing import Place as Row
from feedback.store.strongbox import lock
from tests.feedback.services.backed_up import CONTENTS, everything, installation, packed
from tests.road import NOW, Road


@pytest.fixture
def here(store, keys_folder, tmp_path, postgresqls_own_programs):  # noqa: ARG001  for all
    """A running installation in which Mia has sent what worries her."""
    return installation(store, keys_folder, tmp_path / "here")


@pytest.fixture
def place(here, database_url):
    return Place(here.instance, database_url, here.instance / "keys", here.instance / "journal")


@pytest.fixture
def elsewhere(empty_database_url, tmp_path):
    """An empty machine, with the keys from the safe and nothing else."""
    instance = tmp_path / "elsewhere"
    return Place(instance, empty_database_url, instance / "keys", instance / "journal")


@pytest.fixture
def file(place, tmp_path):
    backup(place, tmp_path / "heard.backup", now=NOW)
    return tmp_path / "heard.backup"


@pytest.fixture
def key(place, tmp_path):
    """The key as it lies in the safe; the machine no longer has it."""
    return shutil.move(place.keys / "backup.key", tmp_path / "from-the-safe.key")


def test_an_empty_machine_gets_back_every_row_file_and_word(here, place, elsewhere, file, key):
    done = restore(elsewhere, file, key)

    assert everything(elsewhere.database_url) == everything(place.database_url)
    assert done.made_at == NOW
    assert (elsewhere.instance / "council.toml").read_text(
        "utf-8"
    ) == 'name = "Borough of Example"'
    journals = [sorted(p.name for p in one.journal.iterdir()) for one in (place, elsewhere)]
    assert journals[0] == journals[1]
    engine = connect(elsewhere.database_url)
    with Store(engine).look() as transaction:
        (views,) = transaction.scalars(select(SentViews)).all()
        words = here.keys.open(views.answers, Row("views", "answers", views.id))
        assert audit.first_broken(transaction, keys=here.keys) is None
    engine.dispose()
    assert json.loads(words)["worries"] == ["The dark"]


def test_the_machine_that_makes_backups_cannot_open_them(place, elsewhere, file, key):
    with pytest.raises(KeyMissing):
        restore(elsewhere, file, place.keys / "backup.pub")
    assert not (place.keys / "backup.key").exists()
    assert key.exists()


def test_nothing_can_be_read_in_the_file_and_no_key_is_in_it(here, place, file, key, tmp_path):
    raw = file.read_bytes()
    for word in (b"The dark", b"council.toml", b"Borough of", b"SQLite format"):  # none by chance
        assert word not in raw

    restore_folder = tmp_path / "opened"
    from feedback.store.strongbox import unlock  # noqa: PLC0415  only this test looks inside

    unlock(file, tmp_path / "packed.tar", key)
    with tarfile.open(tmp_path / "packed.tar") as tar:
        tar.extractall(restore_folder, filter="data")
    inside = b"".join(p.read_bytes() for p in restore_folder.rglob("*") if p.is_file())
    secrets = [p.read_bytes() for p in place.keys.rglob("*") if p.suffix != ".pub" and p.is_file()]
    assert secrets
    assert not [one for one in secrets if one in inside]
    assert here.keys.private


def test_nothing_is_left_beside_the_database(place, elsewhere, file, key):
    restore(elsewhere, file, key)

    for one in (place, elsewhere):
        assert not list(one.instance.glob("backup-*"))


def test_a_file_that_is_there_is_never_written_over(place, file):
    before = file.read_bytes()

    with pytest.raises(FilesInTheWay, match="is there already"):
        backup(place, file, now=NOW)

    assert file.read_bytes() == before


@pytest.mark.parametrize("spoil", ["missing", "damaged"])
def test_without_its_public_key_no_backup_is_made_and_nothing_is_left(place, tmp_path, spoil):
    if spoil == "missing":
        (place.keys / "backup.pub").unlink()
    else:
        (place.keys / "backup.pub").write_text("age1 nothing", "ascii")

    with pytest.raises(KeyMissing, match=r"backup\.pub"):
        backup(place, tmp_path / "heard.backup", now=NOW)

    assert not list(tmp_path.glob("heard.backup*"))
    assert not list(place.instance.glob("backup-*"))


def test_a_restore_never_writes_over_a_database(here, place, file, key):
    before = everything(place.database_url)

    with pytest.raises(BackupUnsound, match="There is a database already"):
        restore(place, file, key)

    assert everything(place.database_url) == before
    assert here.rows(SentViews)


def test_another_councils_key_opens_nothing_and_nothing_is_put_anywhere(
    elsewhere, file, key, tmp_path
):
    make_keys(tmp_path / "another")

    with pytest.raises(BackupUnsound, match="for another key"):
        restore(elsewhere, file, tmp_path / "another" / "backup.key")

    assert list(elsewhere.instance.iterdir()) == []
    assert key.exists()


@pytest.mark.parametrize("where", [0.02, 0.5, 0.99])
def test_one_damaged_byte_is_found_wherever_it_is(elsewhere, file, key, where):
    raw = bytearray(file.read_bytes())
    raw[int(len(raw) * where)] ^= 1
    file.write_bytes(raw)

    with pytest.raises(BackupUnsound):
        restore(elsewhere, file, key)

    assert list(elsewhere.instance.iterdir()) == []


def test_what_was_sent_after_the_backup_comes_back_from_the_journal_that_survived(
    here, place, elsewhere, file, key, store
):
    sam = Road(store, here.keys, here.instance)
    sam.has_sent(worries="Moving again", now=NOW + timedelta(hours=2))
    shutil.copytree(place.journal, elsewhere.journal)

    done = restore(elsewhere, file, key)

    # Sam was not there when the backup was made, so what Sam sent belongs to no letter in it.
    assert done.replayed == Replayed(added=0, there=1, homeless=1)


def test_with_a_journal_that_a_newer_version_wrote_nothing_is_put_anywhere(
    place, elsewhere, file, key
):
    shutil.copytree(place.journal, elsewhere.journal)
    (path,) = elsewhere.journal.iterdir()
    body = path.read_bytes().splitlines()[0][65:].replace(b'"receipt"', b'"recount"')
    path.write_bytes(sha256(body).hexdigest().encode() + b" " + body + b"\n")

    with pytest.raises(JournalTooNew, match="recount"):
        restore(elsewhere, file, key)

    assert [one.name for one in elsewhere.instance.iterdir()] == ["journal"]


def test_a_call_for_help_since_the_backup_is_on_the_duty_list_of_the_empty_machine(
    here, place, elsewhere, file, key
):
    with here.store.begin() as transaction:
        talk = ConcernKind.TALK_TODAY
        call_for_help(transaction, here.letter_id, talk, journal=here.journal, now=NOW)
    shutil.copytree(place.journal, elsewhere.journal)

    restore(elsewhere, file, key)

    engine = connect(elsewhere.database_url)
    with Store(engine).look() as transaction:
        (line,) = open_concerns(transaction)
    engine.dispose()
    assert (line.kind, line.raised_at) == (talk, NOW)


def test_what_came_by_a_letter_made_after_the_backup_comes_back_on_the_empty_machine(
    here, place, elsewhere, file, key, store
):
    sam = Road(store, here.keys, here.instance, writes_letters_down=True)
    sam.has_sent(worries="Moving again", now=NOW + timedelta(hours=2))
    shutil.copytree(place.journal, elsewhere.journal)

    done = restore(elsewhere, file, key)

    assert done.replayed == Replayed(added=2, there=1, homeless=0)
    engine = connect(elsewhere.database_url)
    with Store(engine).look() as transaction:
        theirs = select(SentViews.answers, SentViews.id).where(
            SentViews.letter_id == sam.letter_id
        )
        ((answers, views_id),) = transaction.execute(theirs).all()
    engine.dispose()
    words = here.keys.open(answers, Row("views", "answers", views_id))
    assert json.loads(words)["worries"] == ["Moving again"]


def test_more_that_the_same_child_said_comes_back(place, elsewhere, file, key, store):
    with store.begin() as transaction:
        transaction.delete(transaction.scalars(select(SentViews)).one())
    early = file.with_name("early.backup")
    backup(place, early, now=NOW)

    done = restore(elsewhere, early, key)

    assert done.replayed == Replayed(added=1, there=0, homeless=0)


@pytest.mark.parametrize(
    ("contents", "problem"),
    [
        (None, "does not say what is in it"),
        ("[]", "does not say what is in it"),
        (CONTENTS | {"digests": {"heard.sqlite": "00"}}, "heard.sqlite in this backup is missing"),
        (CONTENTS | {"database": "heard.other"}, "the other kind of database"),
        (CONTENTS | {"revision": "9999"}, "a newer version of the portal"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    place, elsewhere, key, tmp_path, contents, problem
):
    from feedback.store.whole_copy import file_name  # noqa: PLC0415  it fits the database

    (tmp_path / "made" / "all").mkdir(parents=True)
    if isinstance(contents, dict):
        kind = contents["database"] or file_name(elsewhere.database_url)
        contents = json.dumps(contents | {"database": kind})
    if contents is not None:
        (tmp_path / "made" / "all" / "contents.json").write_text(contents, "utf-8")
    locked = packed(place, tmp_path / "made", tmp_path / "made.backup")

    with pytest.raises(BackupUnsound, match=problem):
        restore(elsewhere, locked, key)

    assert list(elsewhere.instance.iterdir()) == []


def test_something_locked_that_is_no_backup_is_refused(place, elsewhere, key, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all", "utf-8")
    lock(tmp_path / "letter.txt", tmp_path / "letter.backup", place.keys)

    with pytest.raises(BackupUnsound, match="nothing can be unpacked"):
        restore(elsewhere, tmp_path / "letter.backup", key)


def test_a_council_that_set_nothing_and_had_nothing_sent_is_backed_up_too(
    database_url, keys_folder, elsewhere, tmp_path
):
    instance = tmp_path / "new"
    instance.mkdir()
    place = Place(instance, database_url, keys_folder, instance / "journal")
    backup(place, tmp_path / "new.backup", now=NOW)

    restore(elsewhere, tmp_path / "new.backup", keys_folder / "backup.key")

    assert everything(elsewhere.database_url) == everything(database_url)
    assert not elsewhere.journal.exists()
    assert not (elsewhere.instance / "council.toml").exists()


def test_the_councils_own_file_on_the_new_machine_is_kept(elsewhere, file, key):
    elsewhere.instance.mkdir()
    (elsewhere.instance / "council.toml").write_text('name = "Newer"', "utf-8")

    restore(elsewhere, file, key)

    assert (elsewhere.instance / "council.toml").read_text("utf-8") == 'name = "Newer"'
