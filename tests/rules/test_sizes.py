"""Nothing here grows beyond what one can hold in the head."""

import ast

from tests.rules import tree

MODULE, FUNCTION, TEMPLATE, STYLE, SCRIPT = 300, 40, 120, 200, 120
MIGRATIONS = "feedback/store/migrations"


def test_no_module_is_longer_than_300_lines():
    found = _longer(tree.files(".py"), MODULE)

    assert not found, "\n".join(found)


def test_no_function_is_longer_than_40_lines():
    """A migration is exempt: it is one list of tables, and nobody ever adds to it."""
    modules = [path for path in tree.files(".py") if not str(path).startswith(MIGRATIONS)]

    long = [f"{path}: {name} {length}" for path in modules for name, length in _functions(path)]

    assert not long, "\n".join(long)


def test_no_template_is_longer_than_120_lines():
    found = _longer(tree.files(".html"), TEMPLATE)

    assert not found, "\n".join(found)


def test_no_style_is_longer_than_200_lines():
    found = _longer(tree.files(".css"), STYLE)

    assert not found, "\n".join(found)


def test_no_script_is_longer_than_120_lines():
    found = _longer(tree.files(".js"), SCRIPT)

    assert not found, "\n".join(found)


def _longer(paths, most: int) -> list[str]:
    return [f"{path}: {tree.lines(path)}" for path in paths if tree.lines(path) > most]


def _functions(path) -> list[tuple[str, int]]:
    return [
        (node.name, length)
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    ]
