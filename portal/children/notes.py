"""Small things to remember for one visit, sealed, so that its cookie says nothing to anybody.

Which secret pictures were picked so far, and what was asked for on this very device.
"""

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Any

from flask import session

from feedback.errors import SealBroken
from feedback.services.visits import Visit
from feedback.store.models import FilledBy, Helper
from feedback.store.sealing import Place, unwrap, wrap
from portal import current
from portal.children.visit import remembered
from portal.storage import keys

_COOKIE = "notes"
_NONCE_BYTES = 12


def read() -> dict[str, Any]:
    """Read what was noted in this visit."""
    visit, sealed = remembered(), current.carried().get(_COOKIE)
    if visit is None or sealed is None:
        return {}
    try:
        plain = unwrap(urlsafe_b64decode(sealed), _secret(visit), _place(visit))
    except (SealBroken, ValueError):
        return {}
    noted: dict[str, Any] = json.loads(plain)
    return noted


def write(**changes: object) -> None:
    """Note something; None forgets it."""
    visit = remembered()
    if visit is None:
        return
    noted = {name: value for name, value in (read() | changes).items() if value is not None}
    plain, nonce = json.dumps(noted).encode(), secrets.token_bytes(_NONCE_BYTES)
    sealed = wrap(plain, _secret(visit), _place(visit), nonce=nonce)
    session[_COOKIE] = urlsafe_b64encode(sealed).decode()


def who() -> tuple[FilledBy, Helper | None] | None:
    """Read who is filling in, if somebody said so in this visit."""
    noted = read()
    if "who" not in noted:
        return None
    return FilledBy(noted["who"]), Helper(noted["helper"]) if noted.get("helper") else None


def write_who(filled_by: FilledBy, helper: Helper | None = None) -> None:
    """Note who is filling in, and whether somebody shares the screen."""
    helped = filled_by is not FilledBy.CHILD
    write(who=filled_by, helper=helper, helped=helped or None)


def _secret(visit: Visit) -> bytes:
    secret = _peppered(keys().pepper).copy()
    secret.update(visit.secret)
    return secret.digest()


@lru_cache(maxsize=1)
def _peppered(pepper: bytes) -> hmac.HMAC:
    """Make ready what all visits’ secrets have before their own: every page asks for one."""
    return hmac.new(pepper, b"heard/1/notes/", "sha256")


def _place(visit: Visit) -> Place:
    return Place("cookie", _COOKIE, visit.id)
