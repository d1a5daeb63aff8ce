"""Sending a drawing, a voice or a photo to a browser: to be seen or heard, and never to be run."""

from collections.abc import Mapping

from flask import Response, request

from feedback.creations import Creation, Making
from feedback.drawing import read_drawing
from feedback.photo import MEDIA
from feedback.voice import ENDINGS

_NOTHING = "default-src 'none'; sandbox"
_PICTURE: Mapping[Making, tuple[str, str]] = {
    Making.DRAWING: ("image/svg+xml", "drawing.svg"),
    Making.PHOTO: ("image/jpeg", "picture.jpg"),
}


def shown(creation: Creation) -> Response:
    """Send it. On its own a browser saves it; inside one of our pages it is shown or played.

    A drawing is made anew from its strokes each time. Parts may be asked for, because some
    browsers play a voice only then.
    """
    content, (media, name) = creation.content, _kind(creation)
    if creation.making is Making.DRAWING:
        content = read_drawing(content.decode()).svg().encode()
    response = Response(content, content_type=media)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Content-Security-Policy"] = _NOTHING
    response.headers["Cache-Control"] = "no-store"
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response


def shown_photo(content: bytes) -> Response:
    """Send a photograph that was drawn anew, to be seen in one of our pages."""
    return shown(Creation(Making.PHOTO, content, MEDIA))


def _kind(creation: Creation) -> tuple[str, str]:
    if creation.making is Making.VOICE:
        return creation.media, f"voice.{ENDINGS[creation.media]}"
    return _PICTURE[creation.making]
