"""How much a page may be sent: little, but for the few that take a picture or a voice."""

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, TypeVar

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property

from portal import current
from portal.characters import Received

View = TypeVar("View", bound=Callable[..., object])
_ROOM = "heard_room"
_AROUND = 200_000
"""What stands around a file: the other fields of its form."""


class InMemory(Request):
    """A request whose files never touch the disk, where a child’s voice would lie open."""

    parameter_storage_class = Received

    def _get_file_stream(self, *_about: Any, **_more: Any) -> IO[bytes]:  # noqa: ANN401  werkzeug’s own
        return BytesIO()

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """Read them as the library does, without reading every other header first."""
        said = self.environ.get("HTTP_COOKIE")
        return parse_cookie(said, ImmutableMultiDict)  # type: ignore[return-value]  # as told


def room_for(most_bytes: int) -> Callable[[View], View]:
    """Let a page be sent a file of so many bytes."""

    def mark(view: View) -> View:
        setattr(view, _ROOM, most_bytes + _AROUND)
        return view

    return mark


def init_app(app: Flask) -> None:
    """Make room before anything reads a form: its token is looked for in it."""
    app.request_class = InMemory
    app.before_request(_make_room)


def _make_room() -> None:
    sent = current.asked()
    view = current.app().view_functions.get(sent.endpoint or "")
    room = getattr(view, _ROOM, None)
    if room is not None:
        sent.max_content_length = room
    if "CONTENT_TYPE" in sent.environ:  # said once, for each of them is asked for several times
        told = current.app().config
        sent.max_content_length = sent.max_content_length
        sent.max_form_memory_size = told["MAX_FORM_MEMORY_SIZE"]
        sent.max_form_parts = told["MAX_FORM_PARTS"]
