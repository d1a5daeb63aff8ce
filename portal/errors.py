"""Kind pages for every mishap, which give people’s words back and survive their own failure."""

import re
import traceback

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from feedback.errors import FeedbackError
from portal import mishaps
from portal.context import is_childrens_page
from portal.logs import log
from portal.mishaps import Mishap

_NEVER_GIVEN_BACK = frozenset({"csrf_token", "password", "code", "secret", "number", "words"})
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
_LAST_RESORT = """<!DOCTYPE html>
<html lang="en-GB" dir="ltr"><head><meta charset="utf-8"><title>Something went wrong here</title>
</head><body><main><h1>Something went wrong here</h1>
<p>It was not you. Please try again in a few minutes.</p>
<p>If you are in danger, ring 999. To talk to someone, ring Childline on 0800 1111.</p>
<p><a class="front" href="/">Go to the first page</a></p></main></body></html>
"""


def init_app(app: Flask) -> None:
    """Answer every mishap. Flask’s own log of them is silenced: it could carry a child’s words."""
    app.logger.disabled = True
    app.register_error_handler(CSRFError, _waited_too_long)
    app.register_error_handler(FeedbackError, _refused)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(InternalServerError, _our_fault)
    app.register_error_handler(HTTPException, _http)


def page_for(mishap: Mishap, *, give_back: bool = False) -> tuple[str, int]:
    """Draw the page for one mishap, with what was typed when it was not kept."""
    layout = "layouts/child.html" if is_childrens_page() else "layouts/plain.html"
    said = _typed() if give_back else []
    try:
        page = render_template("errors/mishap.html", mishap=mishap, layout=layout, said=said)
    except Exception as problem:  # noqa: BLE001  this page must come whatever happens
        _note(problem)
        return _LAST_RESORT, mishap.status
    return page, mishap.status


def _waited_too_long(_error: CSRFError) -> ResponseReturnValue:
    return page_for(mishaps.WAITED_TOO_LONG, give_back=True)


def _refused(error: FeedbackError) -> ResponseReturnValue:
    mishap = mishaps.refused(error)
    if mishap is mishaps.OUR_FAULT:
        _note(error)
    return page_for(mishap, give_back=mishap.status >= mishaps.OUR_FAULT.status)


def _busy(error: OperationalError) -> ResponseReturnValue:
    _note(error)
    return page_for(mishaps.BUSY, give_back=True)


def _our_fault(error: InternalServerError) -> ResponseReturnValue:
    _note(error.original_exception or error)
    return page_for(mishaps.OUR_FAULT, give_back=True)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or mishaps.OUR_FAULT.status
    if status < mishaps.BY_STATUS[400].status:
        return error.get_response()
    mishap = mishaps.BY_STATUS.get(status, mishaps.BY_STATUS[400])
    return page_for(mishap, give_back=status == mishaps.SIGNED_OUT.status)


def _typed() -> list[str]:
    if request.blueprint == "security":
        return []
    return [
        value
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_GIVEN_BACK and " " in value.strip()
    ]


def _note(problem: BaseException) -> None:
    """Log where something failed and of what kind; never what it said."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].name}.{frames[-1].lineno}" if frames else "nowhere"
    log.error(
        "failed at %(place)s in %(page)s by %(kind)s",
        {
            "place": _NOT_PLAIN.sub("", place)[-60:],
            "page": request.endpoint or "none",
            "kind": type(problem).__name__,
        },
    )
