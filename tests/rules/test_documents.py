"""What is written for people is whole and true: commands, settings, promises, decisions."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
import pytest

from feedback.catalogue import load_catalogue
from feedback.council import Council
from portal.access import MAY
from portal.cli import main
from tests.rules import tree

PROMISES = ("docs/privacy.md", "docs/threat-model.md")
HEADINGS = (
    "## What we faced",
    "## What we decided",
    "## What follows",
    "## What would change our minds",
)
DECISIONS = tree.files(".md", under=("docs/decisions",))
WRITTEN = [*tree.files(".md", under=("docs",)), Path("README.md"), Path("SECURITY.md")]
_SETTING = re.compile(r"PORTAL_[A-Z_]+")
_LINK = re.compile(r"(?:\]\(|src=\")(?!https?:|mailto:|#)([^)#\"]+)")
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")
_PROMISE = re.compile(r"^\* \*\*.*(?:\n  .*)*", re.MULTILINE)


def test_every_command_is_documented():
    said = tree.text("docs/commands.md")

    missing = [name for name, _ in _commands() if f"`portal {name}" not in said]

    assert missing == []


def test_every_command_and_option_says_what_it_is_for():
    silent = [name for name, command in _commands() if not (command.help or "").strip()]

    assert silent == []


def test_every_option_of_a_command_is_documented():
    said = tree.text("docs/commands.md")

    missing = [
        f"{name} {option}"
        for name, command in _commands()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if f"{option}" not in said
    ]

    assert missing == []


def test_no_command_is_documented_that_is_not_there():
    known = {name for name, _ in _commands()}

    said = re.findall(
        r"^\| `portal ([a-z0-9 ]+?)(?: [A-Z\[-].*?)?`", tree.text("docs/commands.md"), re.MULTILINE
    )

    assert said
    assert [name for name in said if name not in known] == []


def test_every_setting_is_documented():
    said = set(_SETTING.findall(tree.text("docs/settings.md")))

    read = {
        setting
        for path in tree.files(".py", under=("portal", "feedback"))
        for setting in _SETTING.findall(tree.text(path))
    }

    assert said == read


def test_every_key_of_the_councils_file_is_documented_with_its_usual_value():
    said = tree.text("docs/settings.md")

    missing = [f"{name} = {value}" for name, value in _keys(Council()) if f"`{name}`" not in said]

    assert missing == []


def test_the_councils_file_in_the_documents_is_one_the_portal_reads():
    example = re.search(r"```toml\n(.*?)```", tree.text("docs/settings.md"), re.DOTALL)

    assert example
    assert Council.of(tomllib.loads(example.group(1)), source="docs").numbers.missing() == ()


def test_every_questionnaire_is_documented():
    said = tree.text("docs/questionnaires.md")

    missing = [q.id for q in load_catalogue().questionnaires if f"| {q.name} |" not in said]

    assert missing == []


def test_every_permission_is_documented():
    said = tree.text("docs/threat-model.md")

    assert [name for name in MAY if f"`{name}`" not in said] == []


@pytest.mark.parametrize("document", PROMISES)
def test_every_promise_names_the_tests_that_prove_it(document):
    promises = _PROMISE.findall(tree.text(document))

    assert promises
    assert [promise for promise in promises if not _TEST.search(promise)] == []


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_every_test_that_is_named_exists(path):
    named = _TEST.findall(tree.text(path))

    missing = [f"{file}::{test}" for file, test in named if not _holds(file, test)]

    assert missing == []


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_every_document_that_is_named_exists(path):
    named = _LINK.findall(tree.text(path))

    missing = [name for name in named if not (tree.ROOT / path.parent / name).exists()]

    assert missing == []


@pytest.mark.parametrize("path", DECISIONS, ids=str)
def test_a_decision_has_its_four_headings_and_fits_on_a_page(path):
    found = [line for line in tree.text(path).splitlines() if line.startswith("## ")]

    assert tuple(found) == HEADINGS
    assert tree.lines(path) <= 60


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in DECISIONS]

    assert all(number.isdecimal() for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("name", ["README", "CONTRIBUTING", "SECURITY", "CHANGELOG"])
def test_a_newcomer_finds(name):
    assert tree.text(f"{name}.md").startswith("# ")


def test_the_readme_names_commands_that_make_has():
    wanted = re.findall(
        r"`?make ([a-z]+)`?", tree.text("README.md") + tree.text("CONTRIBUTING.md")
    )
    targets = re.findall(r"^([a-z]+):", tree.text("Makefile"), re.MULTILINE)

    assert {"demo", "test"} <= set(wanted) <= set(targets)


def test_every_error_says_in_one_sentence_what_it_is():
    errors = [
        node
        for path in tree.files(".py", under=("feedback", "portal"))
        for node in tree.parsed(path).body
        if isinstance(node, ast.ClassDef) and _is_error(node)
    ]

    silent = [node.name for node in errors if not (ast.get_docstring(node) or "").endswith(".")]

    assert errors
    assert silent == []


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Walk every command by its whole name."""
    context = click.Context(main)
    waiting = [(name, main.get_command(context, name)) for name in main.list_commands(context)]
    while waiting:
        name, command = waiting.pop(0)
        yield name, command
        if isinstance(command, click.Group):
            waiting += [(f"{name} {below}", found) for below, found in command.commands.items()]


def _keys(value: object) -> Iterator[tuple[str, object]]:
    for field in fields(value):
        inner = getattr(value, field.name)
        if is_dataclass(inner):
            yield from _keys(inner)
        else:
            yield field.name, inner


def _holds(file: str, test: str) -> bool:
    if not (tree.ROOT / file).exists():
        return False
    return not test or f"def {test}(" in tree.text(file)


def _is_error(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
    return any(base.endswith(("Error", "Exception")) for base in bases)
