"""Masking names, places and numbers in texts written as JSON lines."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from feedback.errors import FeedbackError
from feedback.redaction import Known, Piece, Redacted, redact
from portal.commands.opening import refusals

_FIELDS = {"text", "known"}


class LineRefused(FeedbackError):
    """A line is no text to mask, so nothing is printed for any."""

    def __init__(self, number: int, problem: str) -> None:
        """Name the line and what is wrong, and never what was written in it."""
        super().__init__(f"Line {number}: {problem}.")


@click.command("redact")
def redact_texts() -> None:
    """Mask what may say who somebody is: JSON lines in, JSON lines out.

    A line in is {"text": "...", "known": {"child": "...", "siblings": ["..."]}}, with any keys
    under known. A line out holds the masked text, what was masked and what is doubtful, each
    with its reason and where it stood. If any line is unsound nothing is printed.
    """
    with refusals():
        read = list(_read(sys.stdin.buffer))
    for text, known in read:
        click.echo(_line(redact(text, known)))


def _read(lines: Iterable[bytes]) -> Iterator[tuple[str, Known]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _text(line, number)


def _text(line: bytes, number: int) -> tuple[str, Known]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise LineRefused(number, "this is not a line of JSON") from problem
    if not isinstance(fields, Mapping) or not isinstance(fields.get("text"), str):
        raise LineRefused(number, "there should be an object with a text")
    if fields.keys() - _FIELDS:
        raise LineRefused(number, "there should be nothing but text and known")
    known = fields.get("known") or {}
    if not isinstance(known, Mapping) or not all(map(_is_names, known.values())):
        raise LineRefused(number, "known should hold names: texts, or lists of texts")
    return fields["text"], Known.of(known)


def _is_names(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return value is None or isinstance(value, str)


def _line(redacted: Redacted) -> bytes:
    line = {
        "text": redacted.text,
        "masked": [_told(piece) for piece in redacted.masked],
        "doubtful": [_told(piece) for piece in redacted.doubtful],
    }
    return json.dumps(line, ensure_ascii=False).encode(errors="backslashreplace")


def _told(piece: Piece) -> Mapping[str, Any]:
    return {
        "words": piece.words,
        "reason": piece.reason,
        "start": piece.start,
        "end": piece.end,
    }
