"""The examples to run it with name commands, options and settings that are there."""

import re
import shlex

import click
import pytest

from portal.cli import main
from portal.commands.roles import DESK, DOOR
from tests.rules import tree

UNITS = tree.files(".service", under=("deploy",))
README = tree.text("deploy/README.md")
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


def test_a_role_of_the_database_is_called_as_the_account_is_that_a_unit_starts():
    units = "\n".join(unit.read_text("utf-8") for unit in UNITS)
    users = set(re.findall(r"^User=(.+)$", units, re.MULTILINE))
    made, granted = (
        set(re.findall(pattern, README))
        for pattern in (r'CREATE ROLE "?([\w-]+)"? LOGIN', r'GRANT heard_children TO "([\w-]+)"')
    )
    elsewhere = set(re.findall(r'CREATE ROLE "?([\w-]+)"? LOGIN', tree.text("docs/running.md")))

    assert made == users == {"heard", DOOR}
    assert granted == {DOOR}
    assert elsewhere == {DOOR, DESK}


def test_the_paper_names_commands_that_are_there_and_all_that_a_start_needs():
    blocks = "\n".join(re.findall(r"```sh\n(.+?)```", README, re.DOTALL))
    lines = re.findall(r"(?:^|/)portal ([a-z].+?)(?: \||$)", blocks, re.MULTILINE)

    assert all(_understood(line) for line in lines)
    begun = [line.split(" ")[0:2] for line in lines]
    for command in ("migrate", "roles print", "keys make", "keys for-door", "staff invite"):
        assert command.split() in [words[: len(command.split())] for words in begun], command


def test_every_unit_may_write_where_the_journals_link_leads():
    (target,) = re.findall(r"^ln -s (\S+/journal) .+ /srv/heard$", README, re.MULTILINE)

    for unit in UNITS:
        (paths,) = re.findall(r"^ReadWritePaths=(.+)$", unit.read_text("utf-8"), re.MULTILINE)
        assert {target, target.rsplit("/", 1)[0]} & set(paths.split()), unit.name


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
