"""A real browser before pages that were kept: it shows each, and takes its picture."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright
from werkzeug.test import TestResponse

from tests.chromium import find_chromium
from tests.tools.pictures.album import Shot

_COLOURS = 12
_LITTLE = 300


@dataclass(frozen=True, slots=True)
class Lens:
    """How wide a page is shown, and how much smaller its picture is kept."""

    width: int
    scale: float

    @property
    def kept(self) -> int:
        """Return how wide the picture is."""
        return round(self.width * self.scale)


PHONE, TABLET, DESK = Lens(360, 0.6), Lens(800, 1), Lens(1280, 0.4)
PAPER = Lens(794, 0.6)  # A4 at 96 dots to the inch


@dataclass
class Studio:
    """A browser page on which any kept page can stand; the portal itself gives the rest."""

    page: Page
    app: Flask
    shot: Shot | None = None
    given: dict[str, TestResponse] = field(default_factory=dict)
    """What the portal gave for every page alike: its styles, scripts and pictures."""

    def __post_init__(self) -> None:
        self.page.route("**/*", self._answer)

    def show(self, shot: Shot) -> Page:
        """Stand this page before the eye, under its own address."""
        self.shot = shot
        self.page.goto(f"http://heard.example{shot.address}", wait_until="load")
        return self.page

    def picture(self, lens: Lens) -> bytes:
        """Return the whole of the page that stands here, as a light picture."""
        self.page.set_viewport_size({"width": lens.width, "height": _LITTLE})
        high = self.page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": lens.width, "height": high, "scale": lens.scale}
        told = {"format": "png", "clip": clip}
        camera = self.page.context.new_cdp_session(self.page)
        taken = camera.send("Page.captureScreenshot", told | {"captureBeyondViewport": True})
        camera.detach()
        return _lightened(base64.b64decode(taken["data"]))

    def _answer(self, route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=self.shot.html, content_type="text/html; charset=utf-8")
            return
        asked = urlsplit(route.request.url)
        address = asked.path + (f"?{asked.query}" if asked.query else "")
        found = self.shot.drawings.get(address) or self._given(asked.path)
        route.fulfill(status=found.status_code, body=found.data, content_type=found.content_type)

    def _given(self, path: str) -> TestResponse:
        if path not in self.given:
            self.given[path] = self.app.test_client().get(path)
        return self.given[path]


def _lightened(png: bytes) -> bytes:
    """Return the same picture in a few colours, which is all that a page of ours has."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    few = whole.quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
    kept = io.BytesIO()
    few.save(kept, "WEBP", lossless=True)
    return kept.getvalue()


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start Chromium for as long as this lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
