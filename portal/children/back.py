"""The way back from a page that stands beside the road, such as Get help."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_THEIRS = ("children.", "front.")


def way_back() -> str:
    """Return the page somebody came from: a child’s or a public one, or else the front door."""
    return own_page(request.values.get("back", ""))


def own_page(address: str) -> str:
    """Return this address if it is a page for children here, or else the front door’s."""
    adapter = current_app.url_map.bind("")
    try:
        endpoint, _values = adapter.match(urlsplit(address).path, method="GET")
    except (HTTPException, RequestRedirect, ValueError):
        endpoint = ""
    ours = address.startswith("/") and not address.startswith("//") and address.isprintable()
    return address if ours and endpoint.startswith(_THEIRS) else url_for("children.front")
