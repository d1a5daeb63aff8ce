"""One made-up child walks a whole form before the doors open, in a store that is thrown away.

Python writes what it learns of its own code into that code, and how often a thing is used into
the thing. What is learned before the processes part they share; afterwards each copies whatever
it touches. It also spares the first children of the day the slowest pages. Nothing of it reaches
the installation: no row, no file, no cookie.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from werkzeug.test import Client

from feedback.catalogue import Catalogue
from feedback.letters.letter_number import make_letter_number
from feedback.letters.secret import make_secret
from feedback.questionnaire import Kind, Question, Stage, Version
from feedback.services import letter_keys
from feedback.store import Store
from feedback.store.engine import connect
from feedback.store.models import (
    Base,
    Child,
    Cost,
    Gate,
    Installation,
    Letter,
    Review,
    ReviewState,
)
from feedback.store.models.base import new_key
from portal.context import made_up
from portal.logs import log
from portal.storage import LONDON, now

_HIDDEN = re.compile(r'<input [^>]*type="hidden"[^>]*>')
_NAMED = re.compile(r' (name|value)="([^"]*)"')
_HTTPS = "https://localhost"
_MOST_PAGES, _SOON, _NINE = 60, timedelta(days=10), 9
_SAID = "The dog, please."
_LETTER = tuple[str, str]


def walk_first(app: Flask) -> str:
    """Walk it, and return where it ended: at ``/sent`` when all is well.

    Whatever goes wrong is logged and stops nothing: it is to make quick, not to judge.
    """
    try:
        with TemporaryDirectory(prefix="heard-first-") as name, _elsewhere(app, Path(name)):
            return _walk(app, _plant(app))
    except Exception as mishap:  # noqa: BLE001  children must not find the doors shut over this
        log.error("walk failed: %(kind)s", {"kind": type(mishap).__name__})
        return ""


@contextmanager
def _elsewhere(app: Flask, folder: Path) -> Iterator[None]:
    """Let the portal keep everything in a folder of its own for as long as this lasts."""
    settings, store = app.config["HEARD"], app.extensions["heard.store"]
    with app.app_context():
        made_up()  # what is drawn on the way is kept, and must say what is true of this one
    engine = connect(f"sqlite:///{folder / 'heard.sqlite'}")
    Base.metadata.create_all(engine)
    app.config["HEARD"] = replace(settings, instance=folder, keys_elsewhere=settings.keys)
    app.extensions["heard.store"] = Store(engine)
    try:
        yield
    finally:
        engine.dispose()
        app.config["HEARD"], app.extensions["heard.store"] = settings, store


def _plant(app: Flask) -> _LETTER:
    """Make up a child of nine with a letter, and return its number and words."""
    keys, moment = app.extensions["heard.keys"], now()
    secret, salt = make_secret(secrets.randbelow), secrets.token_bytes(letter_keys.SALT_BYTES)
    locks = app.config["HEARD"].locks
    key = letter_keys.derive(secret, salt, pepper=keys.pepper, cost=Cost.CHEAP, locks=locks)
    child, review, gate = new_key(), new_key(), new_key()
    number, starts = make_letter_number(secrets.randbelow), moment + _SOON
    with app.extensions["heard.store"].begin() as transaction:
        transaction.add(Installation(id=1, made_up=True))
        transaction.add(Child(id=child, number="made-up"))
        transaction.flush()
        transaction.add(
            Review(
                id=review,
                child_id=child,
                day=starts.date(),
                state=ReviewState.PLANNED,
                age=_NINE,
            )
        )
        transaction.add(Gate(id=gate, child_id=child))
        transaction.flush()
        transaction.add(
            Letter(
                review_id=review,
                gate_id=gate,
                number=number,
                salt=salt,
                public_key=key.public.raw,
                cost=Cost.CHEAP,
                version=Version.SHORT,
                opens_on=moment.astimezone(LONDON).date(),
                closes_at=starts,
                issued_at=moment,
            )
        )
    return number, " ".join(secret.words)


def _walk(app: Flask, letter: _LETTER) -> str:
    """Go in, say something to everything, send it, and leave."""
    visitor, catalogue = Client(app), app.extensions["heard.catalogue"]
    page = _open(visitor, "/")
    page = _press(visitor, page, "/", {"number": letter[0], "words": letter[1]})
    page = _press(visitor, page, "/who", {"who": "child"})
    for picture in ("cat", "moon", "kite"):
        page = _press(visitor, page, "/pictures", {"picture": picture})
    page = _press(visitor, page, "/pictures/keep", {})
    for _page in range(_MOST_PAGES):
        if not page[0].startswith("/ask/"):
            break
        said = _answer(catalogue, page[0].removeprefix("/ask/"))
        page = _press(visitor, page, page[0], {**said, "do": "next"})
    page = _press(visitor, page, "/check", {})
    visitor.get("/leave", base_url=_HTTPS)
    return page[0]


def _answer(catalogue: Catalogue, question_id: str) -> Mapping[str, str]:
    question: Question = catalogue.find(Stage.CONSULTATION, Version.SHORT).question(question_id)
    if question.kind is Kind.PEOPLE:
        return {f"{question.id}.1.who": "Nan", f"{question.id}.words": _SAID}
    return {question.id: question.options[0].value if question.options else _SAID}


def _open(visitor: Client, path: str) -> tuple[str, str]:
    answer = visitor.get(path, base_url=_HTTPS, follow_redirects=True)
    return answer.request.path, answer.text


def _press(
    visitor: Client, page: tuple[str, str], path: str, said: Mapping[str, str]
) -> tuple[str, str]:
    """Send a form with what is hidden on its page, and return where that leads."""
    inputs = (dict(_NAMED.findall(one)) for one in _HIDDEN.findall(page[1]))
    hidden = {one["name"]: unescape(one["value"]) for one in inputs}
    answer = visitor.post(path, base_url=_HTTPS, data={**hidden, **said}, follow_redirects=True)
    return answer.request.path, answer.text
