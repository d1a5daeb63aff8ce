"""The few pages that belong to nobody: what machines ask for, at either door."""

import hmac
from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from portal import health
from portal.access import anyone
from portal.storage import settings, store

bp = Blueprint("pages", __name__)
_PLAIN = "text/plain; charset=utf-8"


@bp.get("/healthz")
@bp.get("/health/live", endpoint="live")
@anyone
def healthz() -> ResponseReturnValue:
    """Say that the portal runs."""
    return Response("well\n", content_type=_PLAIN)


@bp.get("/health/ready")
@anyone
def ready() -> ResponseReturnValue:
    """Say whether this door can do its work; what it lacks only to whoever holds the token."""
    found = health.looked_over(settings(), store())
    is_ready = all(found.values())
    said = ["ready" if is_ready else "not ready"]
    if _may_measure():
        said += [f"{what}: {'well' if well else 'WRONG'}" for what, well in found.items()]
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return Response("\n".join(said) + "\n", status, content_type=_PLAIN)


@bp.get("/metrics")
@anyone
def measured() -> ResponseReturnValue:
    """Tell monitoring its numbers. To everybody without the token the page is not there."""
    if not _may_measure():
        abort(HTTPStatus.NOT_FOUND)
    from portal import metrics  # noqa: PLC0415  a children’s process never needs it

    meters = current_app.extensions["heard.meters"]
    said = metrics.written(settings(), store(), meters)
    return Response(said, content_type=metrics.CONTENT_TYPE)


@bp.get("/robots.txt")
@anyone
def robots() -> ResponseReturnValue:
    """Ask machines to stay away, but for the public pages: a child may look for those."""
    public = "Allow: /about/\n" if settings().doors.for_children else ""
    rules = f"User-agent: *\n{public}Disallow: /\n"
    return Response(rules, content_type=_PLAIN)


def _may_measure() -> bool:
    token, given = settings().metrics_token, request.headers.get("Authorization", "")
    wanted = f"Bearer {token}"
    return bool(token) and hmac.compare_digest(given.encode(), wanted.encode())
