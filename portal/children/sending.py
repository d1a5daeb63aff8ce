"""What the small script is told that sends a page without leaving it, so that no words are lost.

A browser leaves a page to send it; when the connection fails then, the words are gone with the
page. ``send.js`` stays on the page. A header tells it where to go on, so that no page is drawn
twice; whatever else there is to say, it asks for by sending once more in the usual way, and
every page here takes being sent twice as being sent once.
"""

from flask import Response, session
from werkzeug.urls import iri_to_uri

from portal import current
from portal.children.blueprint import bp
from portal.headers import MAY_ASK_US, MAY_RECORD

ASKED, NEXT, AGAIN = "Heard-Sends", "Heard-Next", "Heard-Again"
_RECORDING = frozenset({"children.say", "children.said_aloud"})
_PAGES = _RECORDING | {
    *("children.ask", "children.answer", "children.check", "children.send_it"),
    *("children.say_more", "children.add_it"),
    *("children.draw", "children.drawn", "children.show", "children.shown_on_paper"),
}
_OURS_TO_MEND = 500


@bp.after_request
def told(response: Response) -> Response:
    """Let these pages, and no others, ask us from a script; and tell the script what to do.

    What is ours to mend is left as it is: the script keeps the words and says so.
    """
    asked = current.asked()
    if asked.endpoint not in _PAGES:
        return response
    may = MAY_RECORD if asked.endpoint in _RECORDING else MAY_ASK_US
    response.headers["Content-Security-Policy"] = may
    if ASKED not in asked.headers or response.status_code >= _OURS_TO_MEND:
        return response
    return _onwards(response) if response.location else _once_more()


def _onwards(response: Response) -> Response:
    """Say where to go on, in place of leading there. Everything else stays as it is."""
    response.headers[NEXT] = iri_to_uri(response.headers.pop("Location"))
    response.status_code = 200
    response.set_data("")
    return response


def _once_more() -> Response:
    """Ask for the page to be sent in the usual way. Until then nothing changes on the device."""
    session.modified = False
    return Response(headers={AGAIN: "yes", "Content-Security-Policy": MAY_ASK_US})
