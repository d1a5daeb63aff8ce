"""Reading texts written as JSON lines: each a whole object, or none of them is taken."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from feedback.errors import FeedbackError


class LineRefused(FeedbackError):
    """A line is no text to look at, so nothing is printed for any."""

    def __init__(self, number: int, problem: str) -> None:
        """Name the line and what is wrong, and never what was written in it."""
        super().__init__(f"Line {number}: {problem}.")


def texts(
    lines: Iterable[bytes], *, beside: Collection[str] = ()
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give each line that is not blank by its number: an object with a ``text``.

    Refuses with ``LineRefused`` what is no JSON, has no text, or holds more than a text and
    what may stand ``beside`` it.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _fields(line, number, beside)


def _fields(line: bytes, number: int, beside: Collection[str]) -> Mapping[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise LineRefused(number, "this is not a line of JSON") from problem
    if not isinstance(fields, Mapping) or not isinstance(fields.get("text"), str):
        raise LineRefused(number, "there should be an object with a text")
    if fields.keys() - {"text", *beside}:
        allowed = " and ".join(("text", *beside))
        raise LineRefused(number, f"there should be nothing but {allowed}")
    return fields
