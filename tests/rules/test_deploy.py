"""The examples to run it with name commands, options and settings that are there."""

import re
import shlex

import click
import pytest

from portal.cli import main
from tests.rules import tree

UNITS = tree.files(".service", under=("deploy",))
SETTINGS = tree.text("docs/settings.md")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_is_there_with_options_it_has(unit):
    (line,) = re.findall(r"portal (.+?)'?$", unit.read_text("utf-8"), re.MULTILINE)

    assert _understood(line.replace("$$(date +%%F)", "today"))


def test_the_image_starts_a_command_that_is_there():
    text = tree.text("deploy/Containerfile")

    (words,) = re.findall(r"^CMD \[(.+)\]$", text, re.MULTILINE)

    assert _understood(words.replace('"', "").replace(",", ""))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_may_touch_little_and_leaves_no_dump(unit):
    text = unit.read_text("utf-8")

    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "LimitCORE=0", "PrivateTmp=yes"):
        assert f"\n{line}\n" in text


def test_the_childrens_door_runs_under_an_account_of_its_own():
    users = {
        unit.name: re.findall(r"^User=(.+)$", unit.read_text(), re.MULTILINE) for unit in UNITS
    }

    assert users.pop("heard-children.service") == ["heard-door"]
    assert {tuple(user) for user in users.values()} == {("heard",)}


def test_only_settings_that_are_there_are_set():
    named = {
        name
        for path in tree.files(".md", ".service", "Containerfile", under=("deploy",))
        for name in re.findall(r"PORTAL_\w+", path.read_text("utf-8"))
    }

    assert named
    assert {name for name in named if f"`{name}`" not in SETTINGS} == set()


def test_what_a_visitor_says_of_where_they_come_from_is_written_over():
    text = tree.text("deploy/nginx/heard-forward.conf")

    assert "X-Forwarded-For $remote_addr;" in text
    assert "proxy_add_x_forwarded_for" not in text


def test_nothing_that_was_sent_is_written_to_the_web_servers_disk_or_log():
    text = tree.text("deploy/nginx/heard.conf") + tree.text("deploy/nginx/heard-forward.conf")

    assert "proxy_request_buffering off;" in text
    assert not re.search(r"\$(request_uri|args|remote_addr|http_)", _logged(text))


def _logged(text: str) -> str:
    (logged,) = re.findall(r"log_format heard '(.+)';", text)
    return logged


def _understood(line: str) -> bool:
    """Whether our own command line takes this, without doing it."""
    command: click.Command = main
    words = shlex.split(line)
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    with command.make_context(command.name, words, resilient_parsing=False):
        return True
