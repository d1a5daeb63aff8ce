"""The portal does not serve real children while there is nobody they could ring."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from benchmarks.made_up_letters import environment, prepare
from feedback.council import Council, Numbers
from feedback.errors import SettingsUnsound
from feedback.store.models import Installation
from portal.serving import must_be_complete
from portal.settings import Settings

NUMBERS = Numbers(
    duty_day="01632 960001",
    duty_night="01632 960002",
    advocate="01632 960003",
    advocate_name="Someone On Your Side",
)


@pytest.fixture
def settings(database_url, tmp_path):
    return Settings(instance=tmp_path, database_url=database_url)


def test_blank_numbers_stop_the_start_and_are_named(settings):
    with pytest.raises(SettingsUnsound, match="duty_day, duty_night, advocate, advocate_name"):
        must_be_complete(settings)


def test_with_every_number_it_may_start(settings):
    complete = replace(settings, council=Council(numbers=NUMBERS))

    assert must_be_complete(complete) is None


def test_a_number_of_spaces_is_blank(settings):
    spaces = Council(numbers=replace(NUMBERS, duty_night="  "))

    with pytest.raises(SettingsUnsound, match="still blank: duty_night"):
        must_be_complete(replace(settings, council=spaces))


def test_real_children_are_never_offered_a_language_nobody_speaks(settings):
    pseudo = replace(settings, council=Council(numbers=NUMBERS), pseudo=True)

    with pytest.raises(SettingsUnsound, match="PORTAL_PSEUDO"):
        must_be_complete(pseudo)


def test_a_made_up_council_needs_no_numbers(settings, store):
    with store.begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))

    assert must_be_complete(settings) is None


_LOADS = """
import sys
from portal.serving import Server
from portal.settings import Settings
app = Server(Settings.from_environment(), {}).load()
print(*sorted({"webauthn.helpers", "OpenSSL", "rapidfuzz", "holidays"} & set(sys.modules)))
print(app.extensions["heard.store"].engine.pool.checkedin())
"""


def test_a_server_starts_without_what_no_child_needs_and_with_no_line_to_the_database(tmp_path):
    prepare(tmp_path, 1)

    told = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", _LOADS],
        env={**os.environ, **environment(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert told.splitlines() == ["", "0"]
