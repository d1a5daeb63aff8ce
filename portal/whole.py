"""Pages that say the same to everybody who meets them, drawn once and then sent as they are.

A question that nobody answered yet is the same page for every child of that version who has come
as far. What is a visitor’s own on it is left open as it is drawn, and filled in as it is sent: the
token of its forms, the number of the letter, a name. Nothing of the visitor is at hand while it is
drawn – no request, no session, nobody’s name – and whatever is given must be ours.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from flask import Flask
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from portal import context, current, language, look
from portal.signing import signing
from portal.voices.offering import clips

_MOST = 256
"""Pages kept by each process, of some ten thousand bytes each."""
_DRAWING, _KEPT = "heard.drawing-whole", "heard.whole"
_OPEN = "\ue000{}\ue001"  # characters for private use, which no page of ours holds
_HOLE = re.compile(_OPEN.format("([a-z]+)"))
_TOKEN = _OPEN.format("token")
_PURPOSE, _NAMED = "wtf-csrf-token", "csrf_token"
"""What the library signs a token for, and as what the cookie carries it."""
_NONE: Mapping[str, str] = {}
_NOBODYS = dict.fromkeys(("request", "session", "g", "staff", "nav", "tongues"))

Given = Mapping[str, Hashable]
Parts = tuple[bytes, ...]


def whole(
    page: str,
    given: Given,
    *,
    own: Mapping[str, str] = _NONE,
    made: Callable[[], Mapping[str, object]] = dict,
) -> bytes | None:
    """Return a page drawn whole, or nothing where this visitor is to be told something besides.

    What is ``given`` tells it from the same page of another moment. ``own`` is the visitor’s,
    filled in and escaped as it is sent. ``made`` gives what only drawing it needs, and is ours.
    """
    if "_flashes" in current.carried():
        return None
    reading = language.chosen()
    aloud = clips().lately(reading.tag)
    around = language.saying(), reading, aloud, look.chosen(), current.root(), current.asked().path
    key = page, *around, *given.values()
    kept: dict[Hashable, Parts] = current.app().extensions[_KEPT]
    parts = kept.get(key)
    if parts is None:
        parts = draw(page, {**given, **made(), **{name: _OPEN.format(name) for name in own}})
        while len(kept) >= _MOST:
            kept.pop(next(iter(kept)))
        kept[key] = parts
    filled = {name.encode(): escape(said).encode() for name, said in own.items()}
    filled[b"token"] = _signed().encode()
    return b"".join([filled[part] if place & 1 else part for place, part in enumerate(parts)])


def draw(page: str, given: Mapping[str, object]) -> Parts:
    """Draw a page with its visitor’s own left open, and nothing of any visitor at hand."""
    app, here = current.app(), current.asked().environ
    names: dict[str, Any] = {
        **_NOBODYS,
        **context.of_everybody(),
        "csrf_token": token,
        "get_flashed_messages": lambda **_how: (),
        **given,
    }
    here[_DRAWING] = True
    try:
        drawn = app.jinja_env.get_template(page).render(names)
    finally:
        del here[_DRAWING]
    return tuple(part.encode() for part in _HOLE.split(drawn))


def token() -> str:
    """Return the token of this visitor’s forms, or where it goes on a page drawn whole."""
    return _TOKEN if (current.environ() or {}).get(_DRAWING) else _signed()


def _signed() -> str:
    """Sign the token as its library does, which begins it and says whether it is sound."""
    carried, secret = current.carried(), current.app().secret_key
    if secret is None or _NAMED not in carried:
        return str(generate_csrf())
    return signing(secret, _PURPOSE).dumps(carried[_NAMED])


def init_app(app: Flask) -> None:
    """Keep pages, and leave the token open on them."""
    app.extensions[_KEPT] = {}
    app.jinja_env.globals["csrf_token"] = token
