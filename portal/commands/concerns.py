"""Saying which texts, written as JSON lines, would ask to be read first."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from feedback.concerns import look_first
from feedback.errors import FeedbackError
from portal.commands.opening import refusals


class LineRefused(FeedbackError):
    """A line is no text to look at, so nothing is printed for any."""

    def __init__(self, number: int, problem: str) -> None:
        """Name the line and what is wrong, and never what was written in it."""
        super().__init__(f"Line {number}: {problem}.")


@click.command()
def concerns() -> None:
    """Say which texts would ask to be read first: JSON lines in, JSON lines out.

    A line in is {"text": "..."}. A line out says whether the list of words finds anything
    and of what it may speak. It is no safety control. If any line is unsound nothing is printed.
    """
    with refusals():
        read = list(_read(sys.stdin.buffer))
    for text in read:
        found = look_first([text])
        line = {"alert": bool(found), "kinds": [one.kind for one in found]}
        click.echo(json.dumps(line))


def _read(lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _text(line, number)


def _text(line: bytes, number: int) -> str:
    try:
        fields: Any = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise LineRefused(number, "this is not a line of JSON") from problem
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise LineRefused(number, "there should be an object with a text")
    if fields.keys() - {"text"}:
        raise LineRefused(number, "there should be nothing but text")
    return str(fields["text"])
