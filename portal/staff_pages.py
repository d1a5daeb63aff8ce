"""Where staff begin, whatever their duties are."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from portal import nav
from portal.access import may

bp = Blueprint("staff", __name__)


@bp.get("/staff", strict_slashes=False)
@may("be-staff")
def begin() -> ResponseReturnValue:
    """Lead somebody to the first of their pages."""
    return redirect(nav.home())


@bp.get("/staff/nothing-here")
@may("be-staff")
def nothing_here() -> ResponseReturnValue:
    """Say plainly that this duty has no pages."""
    return render_template("pages/nothing-here.html")
