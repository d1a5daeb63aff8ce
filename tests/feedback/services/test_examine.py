"""An installation is looked over: nobody missing, nothing undone, nothing that could be lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from feedback.errors import DatabaseAway
from feedback.services.examine import NEEDED, damaged, examine, stands_ready, unsafe
from feedback.services.work import Task, do_due
from feedback.store import Store
from feedback.store.audit import SYSTEM, Act, write
from feedback.store.engine import connect
from feedback.store.models import Duty, Job, Role, Staff

DIGEST = "a digest"


@pytest.fixture
def team(transaction):
    """Enrol somebody with these duties; without a password they cannot sign in."""

    def team(*duties, password=DIGEST, active=True):
        roles = [transaction.get(Role, duty) or Role(name=duty) for duty in duties]
        email = f"{uuid4().hex}@council.example"
        transaction.add(
            Staff(name="Robin", email=email, password=password, active=active, roles=roles)
        )
        transaction.flush()

    return team


def test_an_installation_in_which_nobody_was_enrolled_lacks_everybody(transaction, now):
    assert examine(transaction, now=now).nobody == NEEDED


def test_a_database_that_answers_is_of_this_version_or_says_so(store):
    assert stands_ready(store) == (True, True)


def test_one_person_may_have_every_duty(transaction, team, now):
    team(*NEEDED)

    assert examine(transaction, now=now).nobody == ()


def test_whoever_left_or_cannot_sign_in_is_not_there(transaction, team, now):
    team(*NEEDED[1:])
    team(Duty.SAFEGUARDING, active=False)
    team(Duty.SAFEGUARDING, password=None)

    assert examine(transaction, now=now).nobody == (Duty.SAFEGUARDING,)


def test_a_job_an_hour_past_its_time_is_stuck(transaction, now):
    transaction.add(Job(name="tray", due_at=now - timedelta(minutes=61)))
    transaction.add(Job(name="sweep", due_at=now - timedelta(minutes=59)))
    transaction.flush()

    assert examine(transaction, now=now).stuck == ("tray",)


def test_where_nobody_ever_worked_it_is_late(transaction, now):
    assert examine(transaction, now=now).is_late


def test_where_somebody_just_worked_it_is_not(store, now):
    nothing = Task(lambda _store, _now: None, lambda moment: moment + timedelta(days=1))
    do_due(store, {"nothing": nothing}, holder=uuid4(), clock=lambda: now)

    with store.look() as transaction:
        found = examine(transaction, now=now)

    assert not found.is_late
    assert not found.made_up


def test_the_newest_row_of_the_log_says_what_time_it_was(transaction, keys, now):
    before = examine(transaction, now=now).last_written
    write(transaction, SYSTEM, Act("looked", "nothing"), keys=keys, now=now)

    assert before is None
    assert examine(transaction, now=now).last_written == now


def test_a_database_of_this_version_is_reached(store):
    assert not any("foreign_keys" in mode for mode in unsafe(store))
    assert damaged(store) is None


def test_a_database_of_another_version_is_refused(empty_database_url):
    store = Store(connect(empty_database_url))

    with pytest.raises(DatabaseAway, match="run portal migrate"):
        unsafe(store)
    store.engine.dispose()


def test_what_is_no_database_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "no.sqlite").write_bytes(b"a letter to the council" * 100)
    store = Store(connect(f"sqlite:///{tmp_path / 'no.sqlite'}"))

    with pytest.raises(DatabaseAway, match="cannot be reached, or is no database of ours"):
        unsafe(store)
    assert damaged(store) == "it cannot be read through"
    store.engine.dispose()
