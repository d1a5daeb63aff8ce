"""The few pages that belong to nobody: what machines ask for, at either door."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from portal.access import anyone
from portal.storage import settings

bp = Blueprint("pages", __name__)


@bp.get("/healthz")
@anyone
def healthz() -> ResponseReturnValue:
    """Say that the portal runs."""
    return Response("well\n", content_type="text/plain; charset=utf-8")


@bp.get("/robots.txt")
@anyone
def robots() -> ResponseReturnValue:
    """Ask machines to stay away, but for the public pages: a child may look for those."""
    public = "Allow: /about/\n" if settings().doors.for_children else ""
    rules = f"User-agent: *\n{public}Disallow: /\n"
    return Response(rules, content_type="text/plain; charset=utf-8")
