"""Proposing participation codes for reviews written as JSON lines."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import click

from feedback.errors import FeedbackError
from feedback.participation import (
    Attended,
    Facts,
    Proposal,
    Spokesperson,
    Views,
    of_age_on,
    propose,
    under4_on,
)

Word = TypeVar("Word", bound=StrEnum)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_NAME = 30


class LineRefused(FeedbackError):
    """A line does not say what happened at one review, so nothing is proposed for any."""

    def __init__(self, number: int, problem: str) -> None:
        """Name the line and the field, and never what was written in it."""
        super().__init__(f"Line {number}: {problem}.")


class FieldRefused(FeedbackError):
    """A field is missing, is not one of ours, or holds what it cannot hold."""


@click.group()
def participation() -> None:
    """Work out participation codes."""


@participation.command("propose")
def propose_codes() -> None:
    """Propose a code for each review: JSON lines in, JSON lines out.

    The reviewing officer always decides. If any line is unsound nothing is printed.
    """
    reviews = list(_reviews(sys.stdin.buffer))
    for key, facts in reviews:
        click.echo(_line(key, propose(facts)))


def _reviews(lines: Iterable[bytes]) -> Iterator[tuple[str | int, Facts]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _review(_fields(line))
            except FieldRefused as refusal:
                raise LineRefused(number, str(refusal)) from refusal


def _fields(line: bytes) -> Mapping[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as problem:
        raise FieldRefused("this is not a line of JSON") from problem
    if not isinstance(fields, Mapping):
        raise FieldRefused("this is not an object with fields")
    unknown = fields.keys() - _READERS.keys()
    for name in _READERS:
        if name not in fields:
            raise FieldRefused(f"the field {name} is missing")
    if unknown:
        raise FieldRefused(f"there is no field {min(unknown)[:_LONGEST_NAME]!r}")
    return fields


def _each_once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise FieldRefused("a field is there twice")
    return fields


def _review(fields: Mapping[str, Any]) -> tuple[str | int, Facts]:
    read = {name: reader(name, fields[name]) for name, reader in _READERS.items()}
    born, day = read["dob"], read["review_date"]
    if born is not None and born > day:
        raise FieldRefused("dob is later than review_date")
    facts = Facts(
        under4=under4_on(born, day),
        of_age=of_age_on(born, day),
        **{name: read[name] for name in _FACTS},
    )
    return read["id"], facts


def _key(name: str, value: object) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise FieldRefused(f"{name} should be a text or a whole number")
    return value


def _yes_or_no(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise FieldRefused(f"{name} should be true or false")
    return value


def _day(name: str, value: object) -> date:
    written = value if isinstance(value, str) and _DATE.fullmatch(value) else ""
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise FieldRefused(f"{name} should be a date such as 2026-03-31") from problem


def _day_if_known(name: str, value: object) -> date | None:
    return None if value is None else _day(name, value)


def _one_of(words: type[Word]) -> Callable[[str, object], Word]:
    def read(name: str, value: object) -> Word:
        if not isinstance(value, str) or value not in set(words):
            raise FieldRefused(f"{name} should be one of {', '.join(words)}")
        return words(value)

    return read


def _line(key: str | int, proposal: Proposal) -> bytes:
    """Write one line. It is bytes, because what is written is UTF-8 on every machine."""
    line = {
        "id": key,
        "code": proposal.code,
        "standing": proposal.standing,
        "rule": proposal.rule,
        "why": proposal.why,
    }
    return json.dumps(line, ensure_ascii=False).encode(errors="backslashreplace")


_READERS: Mapping[str, Callable[[str, object], Any]] = {
    "id": _key,
    "held": _yes_or_no,
    "review_date": _day,
    "dob": _day_if_known,
    "attended": _one_of(Attended),
    "spoke": _yes_or_no,
    "signed": _yes_or_no,
    "spokesperson": _one_of(Spokesperson),
    "views": _one_of(Views),
}
_FACTS = ("held", "attended", "spoke", "signed", "spokesperson", "views")
