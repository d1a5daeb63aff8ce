"""Whose visit this is: the guard of every page behind a letter.

The cookie carries the visit’s random id, its random secret, and nothing that says anything.
After twenty idle minutes a visit can no longer read, and the pages say so kindly.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from flask import make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from feedback.errors import VisitOver
from feedback.services import visits
from feedback.services.visits import OpenVisit, Visit
from portal import current, language
from portal.access import mark
from portal.storage import now, store

P = ParamSpec("P")
Page = Callable[P, ResponseReturnValue]
_OVER = "This visit has ended, so please come in again with your letter."
_READ = "heard_visit"
CLEARED = '"cache", "storage"'


@dataclass(frozen=True, slots=True)
class Here:
    """An open visit in an open transaction."""

    transaction: Session
    visit: OpenVisit


def remember(visit: Visit) -> None:
    """Let the cookie carry a new visit and, of what was there before, only what language."""
    tapped = {name: session[name] for name in language.KEPT if name in session}
    session.clear()
    session.update(tapped)
    session["visit"] = visit.id.hex
    session["letter"] = visit.letter_id.hex
    session["secret"] = urlsafe_b64encode(visit.secret).decode()


def remembered() -> Visit | None:
    """Read the visit out of the cookie, once a page."""
    carried: Any = current.carried()
    if "visit" not in carried:
        return None
    read: tuple[str, Visit] | None = getattr(carried, _READ, None)
    if read is None or read[0] != carried["secret"]:
        secret = urlsafe_b64decode(carried["secret"])
        visit = Visit(_id(carried["visit"]), secret, _id(carried["letter"]))
        read = carried["secret"], visit
        setattr(carried, _READ, read)
    return read[1]


def must_be_remembered() -> Visit:
    """Read the visit out of the cookie of a page that only somebody with a letter meets."""
    visit = remembered()
    if visit is None:
        raise VisitOver(_OVER)
    return visit


def child(page: Page[P]) -> Page[P]:
    """Let in whoever opened a letter; ask everybody else for its words, kindly."""

    @wraps(page)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if "visit" not in current.carried():
            return redirect(url_for("children.front"))
        try:
            return page(*args, **kwargs)
        except VisitOver:
            return closed()

    return mark(guarded, "child")


@contextmanager
def looking() -> Iterator[Here]:
    """Read within this visit. That somebody is still here is noted at most once a minute."""
    with store().look() as transaction:
        here = _found(transaction)
        yield here
    if here.visit.is_to_be_seen:
        with store().begin() as transaction:
            again = _found(transaction)
            visits.seen(transaction, again.visit, now=now())


@contextmanager
def acting(*, reads_first: bool = False) -> Iterator[Here]:
    """Read and write within this visit.

    ``reads_first`` lets other children write meanwhile, until this page does. What was read may
    be another’s by then, so only pages whose writing itself finds that out may ask for it.
    """
    with store().begin(reads_first=reads_first) as transaction:
        here = _found(transaction)
        yield here
        if here.visit.is_to_be_seen:
            visits.seen(transaction, here.visit, now=now())


def closed(
    *, kept: bool = True, said: tuple[str, ...] = (), called: bool = False, told: object = None
) -> ResponseReturnValue:
    """Say that the page waited too long and ask for the letter again. Nothing stays behind.

    ``said`` gives words back that could not be kept. ``called`` says that somebody was called
    for from this page; ``told`` is what may be said of it, and nothing when nobody was told.
    """
    language.chosen()  # this last page is still said in it, and then it is forgotten too
    session.clear()
    page = render_template("children/waited.html", kept=kept, said=said, called=called, told=told)
    answer = make_response(page)
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


def alone() -> ResponseReturnValue:
    """Close a visit that a helper shared: the child goes on alone, behind their pictures."""
    session.clear()
    answer = make_response(render_template("children/alone.html"))
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


def _id(figures: str) -> UUID:
    return UUID(int=int(figures, 16))  # three times as quick as reading them one by one


def _found(transaction: Session) -> Here:
    cookie = must_be_remembered()
    found = visits.find(transaction, cookie.id, cookie.secret, now=now())
    if isinstance(found, OpenVisit):
        return Here(transaction, found)
    raise VisitOver(_OVER)
