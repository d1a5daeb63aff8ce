"""Where staff begin, whatever their duties are, and where a file is fetched from."""

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from portal import nav
from portal.access import file_of, may

bp = Blueprint("staff", __name__)


@bp.get("/staff", strict_slashes=False)
@may("be-staff")
def begin() -> ResponseReturnValue:
    """Lead somebody to the first of their pages."""
    return redirect(nav.home())


@bp.get("/staff/fetch")
@may("be-staff")
def fetch() -> ResponseReturnValue:
    """Let a file begin to come by itself, and show the way back to the page that offers it."""
    asked = request.args.get("file", "")
    back, file = _offered_on(asked), f"{request.script_root}{asked}"
    answer = make_response(render_template("pages/fetch.html", file=file, back=back))
    answer.headers["Refresh"] = f"0; url={file}"
    return answer


def _offered_on(asked: str) -> str:
    """Return the page on which one of our files is offered; to nothing else anybody is led."""
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc or not asked.isprintable():
        abort(404)
    try:
        endpoint, told = current_app.url_map.bind("").match(parts.path, method="GET")
    except HTTPException:
        abort(404)
    page = file_of(current_app.view_functions[endpoint])
    if not page:
        abort(404)
    rule = next(current_app.url_map.iter_rules(page))
    return url_for(page, **{name: told[name] for name in rule.arguments})


@bp.get("/staff/nothing-here")
@may("be-staff")
def nothing_here() -> ResponseReturnValue:
    """Say plainly that this duty has no pages."""
    return render_template("pages/nothing-here.html")
