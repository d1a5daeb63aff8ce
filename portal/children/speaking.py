"""Choosing a language by its own name, to read in where it is whole."""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from portal import language
from portal.access import anyone
from portal.children.back import way_back
from portal.children.blueprint import bp


@bp.post("/language")
@anyone
def speak() -> ResponseReturnValue:
    """Read on in a language that was tapped."""
    if not language.choose(request.form.get("language", "")):
        raise BadRequest
    return redirect(way_back(), 303)
