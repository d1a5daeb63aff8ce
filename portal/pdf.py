"""A page of ours as a PDF, drawn on this machine out of our own files and nothing else.

Drawing needs the extra ``pdf`` and the system’s Pango. Every page that offers a PDF is whole
without one: it prints. What draws is loaded when somebody first asks for it.
"""

import logging
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Response
from werkzeug.exceptions import NotFound

from portal.assets import lying_at
from portal.symbols import with_pictures

_HERE = "https://here.invalid"
"""Where a page believes to lie. The name can never be looked up (RFC 6761)."""
_PLAIN_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_BREAKS = "* { overflow-wrap: break-word !important }"
"""How long words break: where a box ends. ``anywhere`` would have every letter of a long text
measured at every box around it, which takes minutes for what a child may write."""

_BESIDE = """
.tag, .said, .desk__name { gap: 0 !important }
:is(.tag, .said, .desk__name) > .picture { margin-inline-end: 0.5rem }
"""
"""Room beside a picture. What draws forgets a gap when it asks how wide a few words are."""

Pictures = Mapping[str, bytes]
"""What else may stand on a page: PNG, JPEG or WebP we drew ourselves, by its address there."""


class NotOurs(ValueError):
    """A page asked for something that is not a static file of ours, so it is not drawn."""


@cache
def can_draw() -> bool:
    """Whether this machine can: the extra is installed, and Pango with it."""
    try:
        import weasyprint  # noqa: F401, PLC0415  a second and 46 MB, only where wanted
    except (ImportError, OSError):
        return False
    return True


def drawn(page: str, pictures: Pictures | None = None) -> bytes:
    """Draw a whole page of HTML as it would print, A4 where its style says nothing else.

    Asks no network, no disk and no other page of ours; ``NotOurs`` when the page wants more
    than our static files and the pictures handed in.
    """
    from weasyprint import CSS, HTML  # noqa: PLC0415  as above
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    _say_nothing()
    try:
        html = HTML(
            string=with_pictures(page), base_url=f"{_HERE}/", url_fetcher=_fetcher(pictures or {})
        )
        made: bytes = html.write_pdf(stylesheets=[CSS(string=_BREAKS + _BESIDE)])
    except FatalURLFetchingError as refusal:  # not an Exception, so it would stop the server
        raise NotOurs("The page asks for a file that is not ours.") from refusal.__cause__
    return made


def as_pdf(page: str, name: str, pictures: Pictures | None = None) -> Response:
    """Answer with a page as a PDF to keep, under a plain name of ours; never a child’s.

    Not there (404) where this machine cannot draw.
    """
    if _PLAIN_NAME.fullmatch(name) is None:
        raise ValueError("The name of a file is small letters, figures and dashes.")
    if not can_draw():
        raise NotFound
    answer = Response(drawn(page, pictures), content_type="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return answer


def _fetcher(pictures: Pictures) -> Any:  # noqa: ANN401  the library’s base is loaded late
    """Make what answers a page’s wishes: our static files, the pictures, and no for the rest."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  as above

    class OnlyOurs(URLFetcher):  # type: ignore[misc]  # the library’s base is untyped to us
        """Opens nothing: no address, no file, no data written into an address."""

        def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002  its shape
            content, kind = _wanted(url, pictures)
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return OnlyOurs(fail_on_errors=True)


def _wanted(url: str, pictures: Pictures) -> tuple[bytes, str]:
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != _HERE:
        raise NotOurs("Only what lies here may stand on a page.")
    if parts.path in pictures:
        return pictures[parts.path], "image/*"
    try:
        return lying_at(parts.path)
    except NotFound as unknown:
        raise NotOurs("Only a static file may stand on a page.") from unknown


def _say_nothing() -> None:
    """Keep what draws from writing about a page: a line could hold an address or a word."""
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
