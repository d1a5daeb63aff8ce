"""When the disk is full or the database is held: nobody is told *sent*, and no word is lost."""

import resource
import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest

from feedback.store.models import ChildSession, Draft, DraftAnswer, SentViews
from tests.portal.children.walking import Child

A_FULL_DISK = 1024
WORRY = "The stairs are dark."


@pytest.fixture
def database_url(migrated, tmp_path):
    """The embedded database on every run: PostgreSQL’s disk is another machine’s."""
    shutil.copy(migrated, tmp_path / "heard.sqlite")
    return f"sqlite:///{tmp_path / 'heard.sqlite'}"


@pytest.fixture(autouse=True)
def _templates_kept_nowhere(app):
    """Tests keep compiled templates in files, the portal in memory."""
    app.jinja_env.bytecode_cache = None


@pytest.fixture
def finished(settled):
    return settled.answers_everything(worries=WORRY)


@contextmanager
def a_full_disk():
    """No file can grow past a few bytes while this lasts: the system itself refuses."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (A_FULL_DISK, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def held(road, monkeypatch):
    """Somebody else holds the database for longer than anybody waits."""
    monkeypatch.setattr("feedback.store.engine.BUSY_MILLISECONDS", 50)
    with closing(sqlite3.connect(road.instance / "heard.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


def test_on_a_full_disk_nothing_is_called_sent_and_once_there_is_room_it_is_sent_once(finished):
    with a_full_disk():
        finished.press("Send")

    assert finished.status == 503
    assert finished.heading == "We cannot keep this just now"
    assert finished.road.rows(SentViews) == []
    assert len(finished.road.rows(Draft)) == 1
    assert list(finished.road.journal.lines()) == []
    finished.open("/check").press("Send")
    assert finished.path == "/sent"
    assert len(finished.road.rows(SentViews)) == 1


def test_on_a_full_disk_a_page_gives_the_words_back(settled):
    settled.goes_to("worries")

    with a_full_disk():
        settled.press("Next", worries=WORRY)

    assert settled.status == 503
    assert [said.text for said in settled.page.select(".theirs")] == [WORRY]
    assert settled.road.rows(DraftAnswer) == []


def test_on_a_full_disk_a_child_hears_it_before_they_start(mia):
    mia.open("/")

    with a_full_disk():
        mia.press(number=mia.road.issued.letter.number, words=mia.words)

    assert mia.status == 503
    assert mia.heading == "We cannot keep this just now"
    assert mia.road.rows(ChildSession) == []


def test_while_somebody_holds_the_database_a_page_gives_the_words_back(settled, monkeypatch):
    settled.goes_to("worries")

    with held(settled.road, monkeypatch):
        settled.press("Next", worries=WORRY)

    assert settled.status == 503
    assert [said.text for said in settled.page.select(".theirs")] == [WORRY]
    settled.goes_to("worries").press("Next", worries=WORRY)
    assert settled.status == 200


def test_what_was_chosen_is_never_called_written(app, road):
    road.invited(version="pictures")
    child = Child(app.test_client(), road=road).settles_in().goes_to("good")

    with a_full_disk():
        child.press("Next", good=["not-sure", "people"])

    assert child.status == 503
    assert child.page.select(".theirs") == []


def test_words_that_are_elsewhere_an_answer_to_choose_are_given_back(settled):
    settled.goes_to("good")

    with a_full_disk():
        settled.press("Next", good="people")

    assert [said.text for said in settled.page.select(".theirs")] == ["people"]


@pytest.mark.parametrize(("said", "back"), [("people", []), ("My nan.", ["My nan."])])
def test_a_page_that_does_not_say_how_it_asks_gives_back_no_answer_to_choose(settled, said, back):
    settled.goes_to("good").page.select_one("[name=kind]").decompose()

    with a_full_disk():
        settled.press("Next", good=said)

    assert [said.text for said in settled.page.select(".theirs")] == back


def test_while_somebody_holds_the_database_nothing_is_sent_or_lost(finished, monkeypatch):
    with held(finished.road, monkeypatch):
        finished.press("Send")

    assert finished.heading == "We cannot keep this just now"
    assert finished.road.rows(SentViews) == []
    finished.open("/check").press("Send")
    assert len(finished.road.rows(SentViews)) == 1
