"""Masking names, places and numbers in texts written as JSON lines."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from feedback.redaction import Known, Piece, Redacted, redact
from portal.commands.json_lines import LineRefused, texts


@click.command("redact")
def redact_texts() -> None:
    """Mask what may say who somebody is: JSON lines in, JSON lines out.

    A line in is {"text": "...", "known": {"child": "...", "siblings": ["..."]}}, with any keys
    under known. A line out holds the masked text, what was masked and what is doubtful, each
    with its reason and where it stood. If any line is unsound nothing is printed.
    """
    read = list(_read(sys.stdin.buffer))
    for text, known in read:
        click.echo(_line(redact(text, known)))


def _read(lines: Iterable[bytes]) -> Iterator[tuple[str, Known]]:
    for number, fields in texts(lines, beside=("known",)):
        known = fields.get("known") or {}
        if not isinstance(known, Mapping) or not all(map(_is_names, known.values())):
            raise LineRefused(number, "known should hold names: texts, or lists of texts")
        yield fields["text"], Known.of(known)


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
