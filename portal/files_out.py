"""No file leaves staff’s side but after a fresh sign-in, or for a reason that stands here.

Each page says so for itself (``portal.access``). This looks at what was answered: a page that
forgot to say so hands over nothing.
"""

from collections.abc import Mapping

from flask import Flask, Response, current_app, request

from portal.access import asks_again

WITHOUT: Mapping[str, str] = {
    "officers.made": "a drawing, photo or voice, shown in the page of the words; each is logged",
    "duty.made": "the same, on the page of somebody on duty",
    "people.own_portrait": "an officer’s own photograph, shown to them on the page that keeps it",
    "insight.prepared_page": "a page of a release, looked at before the second person agrees",
}
"""What is sent without asking for the password again, and why."""

_PAGE = "text/html"


class FileLetOut(RuntimeError):
    """A page hands over a file and does not ask for a fresh sign-in first."""


def init_app(app: Flask, blueprint: str) -> None:
    """Look at whatever the pages of a blueprint answer."""
    app.after_request_funcs.setdefault(blueprint, []).append(look_over)


def look_over(response: Response) -> Response:
    """Refuse to send a file from a page that did not ask for the password."""
    is_file = "Content-Disposition" in response.headers or response.mimetype != _PAGE
    if is_file and request.endpoint not in WITHOUT:
        page = current_app.view_functions.get(request.endpoint or "")
        if not asks_again(page):
            raise FileLetOut(request.endpoint)
    return response
