"""The few pages that belong to nobody: where staff begin, and what machines ask for."""

from flask import Blueprint, Response, redirect, render_template
from flask.typing import ResponseReturnValue

from portal import nav
from portal.access import anyone, may

bp = Blueprint("pages", __name__)


@bp.get("/staff", strict_slashes=False)
@may("be-staff")
def staff() -> ResponseReturnValue:
    """Lead somebody to the first of their pages."""
    return redirect(nav.home())


@bp.get("/staff/nothing-here")
@may("be-staff")
def nothing_here() -> ResponseReturnValue:
    """Say plainly that this duty has no pages."""
    return render_template("pages/nothing-here.html")


@bp.get("/healthz")
@anyone
def healthz() -> ResponseReturnValue:
    """Say that the portal runs."""
    return Response("well\n", content_type="text/plain; charset=utf-8")


@bp.get("/robots.txt")
@anyone
def robots() -> ResponseReturnValue:
    """Ask machines to stay away, but for the public pages: a child may look for those."""
    rules = "User-agent: *\nAllow: /about/\nDisallow: /\n"
    return Response(rules, content_type="text/plain; charset=utf-8")
