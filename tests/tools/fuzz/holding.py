"""What must hold of every answer, and of everything that is kept, whatever was asked."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from feedback.store import audit
from feedback.store.models import CameBy, SentViews
from tests.tools.demo_town import DemoTown
from tests.tools.fuzz.visitor import Visitor

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
_INSIDES = re.compile(
    r"Traceback \(most|werkzeug|sqlalchemy|sqlite3?\.|/site-packages/|psycopg|jinja2|<script>alert"
)
_KEPT_FOR_LONG = ("/files/", "/style/", "/voices/")
_TYPES = ("text/", "application/", "image/", "audio/", "font/")
_OURS_TO_MEND = 500
_MARK = re.compile(r"Mark\d{6}Kram")
MISHAP = "mishap"


def mark(number: str) -> str:
    """Return the words that the child with this letter alone writes."""
    return f"Mark{number}Kram"


def of_answer(visitor: Visitor, answer: TestResponse, body: str, leads_to: str) -> Iterator[str]:
    """Name each thing that does not hold of one answer."""
    if answer.status_code >= _OURS_TO_MEND:
        yield f"answered {answer.status_code}"
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    wrong = [name for name, value in HEADERS.items() if headers.get(name) != value]
    wrong += [part for part in _POLICY if part not in policy or "unsafe" in policy]
    if wrong or "Permissions-Policy" not in headers:
        yield f"headers are missing: {', '.join(wrong)}"
    for_long = answer.request.path.startswith(_KEPT_FOR_LONG)
    if headers.get("Cache-Control") != "no-store" and not for_long:
        yield f"may be kept by a browser: {headers.get('Cache-Control')}"
    if _INSIDES.search(body):
        yield "the page shows its insides"
    yield from _of_cookies(answer)
    yield from _of_way_on(answer, leads_to)
    yield from _of_words(visitor, answer, body)


def of_town(town: DemoTown) -> Iterator[str]:
    """Name each thing that does not hold of everything kept."""
    with town.store.look() as transaction:
        broken = audit.first_broken(transaction, keys=town.keys)
        if broken is not None:
            yield f"the log is broken at row {broken}"
        first = (SentViews.follows.is_(None), SentViews.came_by == CameBy.SCREEN)
        twice = transaction.execute(
            select(SentViews.letter_id)
            .where(*first, SentViews.withdrawn_at.is_(None))
            .group_by(SentViews.letter_id)
            .having(func.count() > 1)
        ).all()
        if twice:
            yield f"{len(twice)} letters sent more than one consultation"
        yield from _of_database(transaction)


def _of_database(transaction: Session) -> Iterator[str]:
    """Ask the database whether it is sound. PostgreSQL refuses a row that belongs to nothing."""
    if transaction.get_bind().dialect.name != "sqlite":
        if transaction.scalar(text("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")):
            yield "the database holds a rule that it did not look at"
        return
    if transaction.scalar(text("PRAGMA quick_check")) != "ok":
        yield "the database is damaged"
    if transaction.execute(text("PRAGMA foreign_key_check")).all():
        yield "a row belongs to nothing"


def _of_cookies(answer: TestResponse) -> Iterator[str]:
    for cookie in answer.headers.getlist("Set-Cookie"):
        name = cookie.partition("=")[0]
        if name not in {"heard", "heard-staff", "look"}:
            yield f"a cookie of another name: {name}"
        if "Max-Age=0" in cookie:
            continue
        if "HttpOnly" not in cookie or "SameSite=Strict" not in cookie:
            yield f"the cookie {name} is not for us alone"
        if _MARK.search(cookie):
            yield "a child’s words lie in a cookie"


def _of_way_on(answer: TestResponse, leads_to: str) -> Iterator[str]:
    location = answer.headers.get("Location", "")
    split = urlsplit(location)
    own = (answer.request.environ.get("HTTP_HOST"), "localhost", "")
    if (split.netloc not in own or location.startswith("//")) and location != leads_to:
        yield "leads to another site"
    if _MARK.search(location):
        yield "a child’s words stand in an address"


def _of_words(visitor: Visitor, answer: TestResponse, body: str) -> Iterator[str]:
    found = set(_MARK.findall(body))
    if not visitor.sees_words and found - {visitor.own}:
        yield "shows the words of somebody else"
    title = body.partition("<title>")[2].partition("</title>")[0]
    if _MARK.search(title):
        yield "a child’s words stand in a title"
    if not (answer.content_type or "text/").startswith(_TYPES):
        yield f"an odd type: {answer.content_type}"
