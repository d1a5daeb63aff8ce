"""Static files under names that change when they do, and the two bundles of style."""

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from portal.access import anyone
from portal.addresses import fixed

STATIC = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
_PRINT_LENGTH = 12
_STYLE = re.compile(r"/style/[0-9a-f]{12}/(?P<name>children|staff)\.css$")
_FILE = re.compile(r"/files/[0-9a-f]{12}/(?P<name>[^?#]+)$")

bp = Blueprint("assets", __name__)


@cache
def asset(name: str) -> str:
    """Return the address of a static file, its fingerprint within. A page names dozens."""
    return fixed("assets.file", print_=_print(_bytes(name)), name=name)


@cache
def stylesheet(audience: str) -> str:
    """Return the address of one audience’s bundle of style."""
    return fixed("assets.style", print_=_print(bundle(audience)), audience=audience)


@cache
def bundle(audience: str) -> bytes:
    """Join the files an audience’s list names, in its order."""
    names = (STATIC / "css" / f"{audience}.css.list").read_text("utf-8").split()
    return b"\n".join((STATIC / "css" / name).read_bytes() for name in names)


@bp.get("/style/<print_>/<any(children, staff):audience>.css")
@anyone
def style(print_: str, audience: str) -> ResponseReturnValue:
    """Send one bundle of style."""
    return _sent(bundle(audience), print_, "text/css; charset=utf-8")


@bp.get("/files/<print_>/<path:name>")
@anyone
def file(print_: str, name: str) -> ResponseReturnValue:
    """Send one static file that some page asked for by name."""
    if name not in _known():
        abort(404)
    return _sent(_bytes(name), print_, _kind(name))


def lying_at(path: str) -> tuple[bytes, str]:
    """Return what lies at an address that ``asset`` or ``stylesheet`` gave, and its kind.

    For what draws a page without a browser. Anything else is not found.
    """
    style_, file_ = _STYLE.search(path), _FILE.search(path)
    if style_:
        return bundle(style_["name"]), "text/css; charset=utf-8"
    if file_ and file_["name"] in _known():
        return _bytes(file_["name"]), _kind(file_["name"])
    raise NotFound


@cache
def _known() -> frozenset[str]:
    kinds = (".js", ".svg", ".png", ".ico", ".txt")
    return frozenset(
        str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.suffix in kinds
    )


@cache
def _bytes(name: str) -> bytes:
    return (STATIC / name).read_bytes()


@cache
def _print(content: bytes) -> str:
    return sha256(content).hexdigest()[:_PRINT_LENGTH]


def _kind(name: str) -> str:
    kinds = {
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml; charset=utf-8",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".txt": "text/plain; charset=utf-8",
    }
    return kinds[Path(name).suffix]


def _sent(content: bytes, print_: str, kind: str) -> Response:
    if print_ != _print(content):
        abort(404)
    response = Response(content, content_type=kind)
    response.headers["Cache-Control"] = FOR_EVER
    return response


def init_app(app: Flask) -> None:
    """Let templates name a file and get its address."""
    app.register_blueprint(bp)
    names: dict[str, Callable[[str], str]] = {"asset": asset, "stylesheet": stylesheet}
    app.jinja_env.globals.update(names)
