"""Signs that no text can hold, met where a request comes in and nowhere else.

No key types them: a damaged clipboard brings them, or somebody who tries us. PostgreSQL takes no
NUL, not even to look for it; no page, sheet or paper of ours may hold the others (XML 1.0, 2.2).
What was typed is kept without them, so that no word is lost for a sign that nobody saw. In an
address they name nothing that is here. JSON, which could carry them too, is not taken at all.
"""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, abort
from werkzeug.datastructures import FileStorage, ImmutableMultiDict

from portal import current

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS_A_LINE = re.compile("[\x0b\x0c]")
"""A word processor’s end of a line or a page, which holds two words apart."""

Given = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Received(ImmutableMultiDict[str, Any]):
    """What a form, a query or its files brought: names and texts without what no text can hold."""

    def __init__(self, given: Given | None = None) -> None:
        """Take it in as the library does, which hands over pairs, or another one like this."""
        if given is None or isinstance(given, Mapping):
            super().__init__(given)
        else:
            super().__init__([(kept(name), _value(value)) for name, value in given])


def kept(text: str) -> str:
    """Return a text as it can be kept: the same one, nearly always."""
    return _NO_TEXT.sub("", _ENDS_A_LINE.sub("\n", text))


def init_app(app: Flask) -> None:
    """Look before anything else does: at the address, and whether this is a form at all."""
    app.before_request_funcs.setdefault(None, []).insert(0, _look)


def _look() -> None:
    asked = current.asked()
    if kept(asked.path) != asked.path:
        abort(HTTPStatus.NOT_FOUND)
    if "CONTENT_TYPE" in asked.environ and asked.is_json:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def _value(value: Any) -> Any:  # noqa: ANN401  a text or a file
    if isinstance(value, FileStorage):
        value.filename = value.filename and kept(value.filename)
        return value
    return kept(value)
