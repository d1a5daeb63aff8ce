"""Asking a portal, visitor by visitor, and looking over each answer and all that is kept."""

import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Uuid, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from feedback.catalogue import load_catalogue
from feedback.store.models import Base
from tests.tools.demo_town import DemoTown
from tests.tools.fuzz import holding
from tests.tools.fuzz.asking import Asking, Request
from tests.tools.fuzz.careless import careless
from tests.tools.fuzz.found import Found
from tests.tools.fuzz.people import everybody
from tests.tools.fuzz.visitor import Visitor

_COMES_IN_AGAIN, _SHUT_OUT = 150, 15
"""Of so many requests one is to come in again: of somebody who meets forms, or none any more."""

_LOOKS_AT_ALL = 2_000
_REMEMBERED = 300
_WELL, _OUR_FAULT = 400, 500
_MORE_WORDS = (
    "en", "ar", "x-wide", "2025-26", "2025-26Q3", "2026-27Q1", "a4", "large", "drawing", "iro",
    "advocate", "children", "pages", "yes", "no", "cat", "moon", "home", "2026-03-03", "14:00",
    "next", "back", "draw", "past", "done", "all", "code", "check", "evaluation.short",
)  # fmt: skip


def careless_pages_missed(town: DemoTown) -> list[str]:
    """Return which careless pages were asked for and not found out: none, if this works."""
    app, missed = careless(town), []
    stranger = Visitor("a stranger", app.test_client())
    for path in app.config["CARELESS"]:
        found = Found()
        ask(app, stranger, {"path": path, "method": "GET"}, found)
        missed += [] if found.wrong else [path]
    app.extensions["heard.store"].engine.dispose()
    return missed


def fuzz(
    town: DemoTown, size: int, seed: int, tell: Callable[[Found], None] = lambda _: None
) -> Found:
    """Ask a portal for so many things, drawn from a seed; tell now and then how it goes."""
    town.app.config["TESTING"] = False  # what escapes must become a page, as for everybody
    chance, found = random.Random(seed), Found()
    visitors = everybody(town, chance)
    asking = Asking(town.app, chance, tuple(_known(town)), _words())
    for visitor in visitors:
        visitor.comes_in()
    for place in range(1, size + 1):
        visitor = chance.choice(visitors)
        if chance.randrange(_COMES_IN_AGAIN if visitor.forms else _SHUT_OUT) == 0:
            visitor.comes_in()
        request = asking.draw(visitor)
        ask(town.app, visitor, request, found)
        _remember(asking, request, chance)
        if place in (size, place // _LOOKS_AT_ALL * _LOOKS_AT_ALL):
            asking.known = tuple(_known(town))
            _look_at_all(town, found)
            tell(found)
    return found


def ask(app: Flask, visitor: Visitor, request: Request, found: Found) -> None:
    """Ask once, and note whatever does not hold of the answer."""
    found.asked += 1
    began = time.process_time()
    with _noting() as lines:
        try:
            answer = visitor.client.open(**_made(request))
            page = answer.get_data().decode("utf-8", "replace")
        except Exception as problem:  # noqa: BLE001  whatever escapes is what we look for
            found.note(f"escaped: {type(problem).__name__} {problem}"[:120], visitor, request)
            return
    found.took(time.process_time() - began, request)
    found.answers[answer.status_code // 100] += 1
    leads_to = app.extensions["heard.council"].leave_to
    for problem in holding.of_answer(visitor, answer, page, leads_to):
        found.note(f"{problem}{f' ({lines[-1]})' if lines else ''}", visitor, request)
    if answer.status_code < _WELL:
        found.met |= _met(app, answer)
    if answer.mimetype == "text/html" and answer.status_code < _OUR_FAULT:
        visitor.reads(page, answer.request.path)


def _met(app: Flask, answer: TestResponse) -> set[str]:
    asked = answer.request
    try:
        endpoint, _values = app.url_map.bind("localhost").match(asked.path, asked.method)
    except (HTTPException, RequestRedirect):
        return set()
    return {f"{asked.method} {endpoint}"}


def _look_at_all(town: DemoTown, found: Found) -> None:
    for problem in holding.of_town(town):
        found.wrong[problem] += 1
        found.first.setdefault(problem, f"after {found.asked} requests")


def _remember(asking: Asking, request: Request, chance: random.Random) -> None:
    if "Mark" in repr(request.get("data")):
        return  # asked by somebody else, the page that gives words back would show them
    if len(asking.before) < _REMEMBERED:
        asking.before.append(request)
    else:
        asking.before[chance.randrange(_REMEMBERED)] = request


def _made(request: Request) -> Mapping[str, Any]:
    """Open what lies in a request anew: a file is read but once."""
    made = dict(request)
    if isinstance(made.get("data"), dict):
        made["data"] = {
            name: [(BytesIO(one[0]), one[1]) if isinstance(one, tuple) else one for one in values]
            for name, values in made["data"].items()
        }
    return made


def _known(town: DemoTown) -> Iterator[UUID]:
    """Return the key of everything there is."""
    with town.store.look() as transaction:
        for table in Base.metadata.sorted_tables:
            for column in table.primary_key:
                if isinstance(column.type, Uuid):
                    yield from transaction.scalars(select(column))


def _words() -> tuple[str, ...]:
    asked = load_catalogue().questionnaires
    questions = sorted({question.id for form in asked for question in form.questions})
    answers = sorted({value for form in asked for one in form.questions for value in one.values})
    return (*questions, *answers, *(form.id for form in asked), *_MORE_WORDS)


@contextmanager
def _noting() -> Iterator[list[str]]:
    """Catch what the portal logs meanwhile: where it failed, never what was said."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("heard").addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger("heard").removeHandler(handler)
