"""The way back from a page that stands beside the road, such as Get help."""

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def way_back() -> str:
    """Return the page somebody came from: one of the child’s own, or else the front door."""
    path = request.values.get("back", "")
    adapter = current_app.url_map.bind("")
    try:
        endpoint, _values = adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return url_for("children.front")
    return path if endpoint.startswith("children.") else url_for("children.front")
