"""The files of the project, as the rules of the house walk through them."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
_OURS = ("feedback", "portal", "tests", "benchmarks", "docs", "requirements", "deploy", ".ci")
_WITHOUT = {"__pycache__", "node_modules"}


def files(*suffixes: str, under: tuple[str, ...] = _OURS) -> list[Path]:
    """Return the files with these endings, from the root of the project."""
    return sorted(
        path.relative_to(ROOT)
        for folder in under
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and (not suffixes or path.suffix in suffixes)
        and not _WITHOUT & set(path.parts)
    )


def text(path: Path | str) -> str:
    return (ROOT / path).read_text("utf-8")


def lines(path: Path | str) -> int:
    return len(text(path).splitlines())


def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def calls(tree: ast.AST) -> list[tuple[str, int]]:
    """Return the dotted name of everything that is called, and the line where it is."""
    return [
        (ast.unparse(node.func), node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]
