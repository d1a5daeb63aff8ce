"""What is due is done without anybody asking: the tray, the weeks’ keys, the visits."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from feedback.store.log_head import LogHead
from feedback.store.models import Job, WeekKey
from portal.commands.opening import Opened
from portal.settings import Settings
from portal.worker import work_once
from portal.working import tasks

FRIDAY = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def installation(store, keys, database_url, tmp_path):
    return Opened(Settings(tmp_path, database_url), store, keys, FRIDAY)


def test_everything_is_done_once_and_then_waits_for_its_time(installation):
    with time_machine.travel(FRIDAY, tick=False):
        first = (
            "messages",
            "weeks",
            "tray",
            "journal",
            "heads",
            "languages",
            "leavers",
            "visits",
            "errands",
        )
        assert work_once(installation) == first
        assert work_once(installation) == ("messages",)

    with time_machine.travel(FRIDAY + timedelta(minutes=6), tick=False):
        assert work_once(installation) == ("messages", "languages", "leavers", "visits", "errands")


def test_the_tray_is_tipped_out_again_on_the_next_working_morning(installation):
    with time_machine.travel(FRIDAY, tick=False):
        work_once(installation)

    with installation.store.look() as transaction:
        assert transaction.get_one(Job, "tray").due_at == datetime(2026, 3, 9, 6, 30, tzinfo=UTC)


def test_this_weeks_safeguarding_key_is_there_before_a_child_needs_it(installation):
    with time_machine.travel(FRIDAY, tick=False):
        work_once(installation)

    with installation.store.look() as transaction:
        assert transaction.scalars(select(WeekKey.week)).all() == ["2026-W10"]
    assert (installation.settings.keys / "weeks" / "2026-W10.key").stat().st_mode & 0o077 == 0


def test_there_is_a_job_for_every_task_and_no_other(installation):
    with time_machine.travel(FRIDAY, tick=False):
        work_once(installation)

    with installation.store.look() as transaction:
        assert set(transaction.scalars(select(Job.name))) == set(tasks(installation))


def test_the_head_of_the_log_is_written_down_every_day(installation):
    folder = installation.settings.heads

    for day in (FRIDAY, FRIDAY + timedelta(days=1)):
        with time_machine.travel(day, tick=False):
            work_once(installation)

    assert sorted(path.name for path in folder.iterdir()) == ["2026-03-06.head", "2026-03-07.head"]
    with installation.store.look() as transaction:
        assert LogHead.read((folder / "2026-03-07.head").read_text()) == LogHead.of(transaction)


def test_the_journal_is_forgotten_after_35_days(installation):
    folder = installation.settings.journal
    folder.mkdir()
    old, young = folder / "views-2026-01-29.jsonl", folder / "views-2026-01-30.jsonl"
    old.touch()
    young.touch()

    with time_machine.travel(FRIDAY, tick=False):
        work_once(installation)

    assert (old.exists(), young.exists()) == (False, True)
