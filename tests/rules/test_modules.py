"""What every module keeps to: it says what it is, and knows neither clock nor world by itself."""

import ast
import re

from tests.rules import tree

OURS = ("feedback", "portal")
_CLOCK = re.compile(r"(datetime|date|time)\.(now|today|utcnow|time|monotonic|localtime|gmtime)")
MODULES = tree.files(".py", under=OURS)


def test_every_module_says_what_it_is_in_its_first_line():
    assert [str(path) for path in MODULES if not _says_what_it_is(path)] == []


def test_the_service_knows_no_clock_but_the_one_it_is_given():
    asked = [
        f"{path}:{line} {name}"
        for path in tree.files(".py", under=("feedback",))
        for name, line in tree.calls(tree.parsed(path))
        if _CLOCK.fullmatch(name)
    ]

    assert not asked, "\n".join(asked)


def test_the_service_never_asks_the_environment():
    asking = [
        str(path)
        for path in tree.files(".py", under=("feedback",))
        if "os.environ" in tree.text(path) or "getenv" in tree.text(path)
    ]

    assert not asking, "\n".join(asking)


def test_only_commands_print():
    printing = [
        f"{path}:{line}"
        for path in MODULES
        if path.parts[:2] != ("portal", "commands")
        for name, line in tree.calls(tree.parsed(path))
        if name in {"print", "click.echo", "sys.stdout.write", "sys.stderr.write"}
    ]

    assert not printing, "\n".join(printing)


def test_no_module_is_named_after_nothing_in_particular():
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}

    found = [str(path) for path in MODULES if path.stem in vague]

    assert not found, "\n".join(found)


def _says_what_it_is(path) -> bool:
    first = (ast.get_docstring(tree.parsed(path)) or "").partition("\n")[0].rstrip()
    return first.endswith((".", "?")) and (first[0].isupper() or first.startswith("``"))
