"""A real browser before pages that were kept: it shows each, and takes its picture."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from PIL import Image, ImageColor
from playwright.sync_api import Browser, Page, sync_playwright

from feedback.drawing import INK
from tests.chromium import find_chromium
from tests.tools.pictures.album import Shot
from tests.tools.pictures.stand import Stand, standing

_COLOURS = 16
_INKS = tuple(ImageColor.getrgb(ink) for ink in INK.values())
"""What a child draws with, of which a picture may show a few dots alone."""
_STILL = "document.documentElement.dataset.still = ''"
"""Else a page is caught while its buttons are still fading in."""
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


@dataclass(frozen=True, slots=True)
class Studio:
    """A browser page on which any kept page can stand; the portal itself gives the rest."""

    page: Page
    stand: Stand
    house: str

    def show(self, shot: Shot) -> Page:
        """Stand this page before the eye, under its own address."""
        self.stand.shot = shot
        self.page.goto(f"{self.house}{shot.address}", wait_until="load")
        return self.page

    def picture(self, lens: Lens) -> bytes:
        """Return the whole of the page that stands here, as a light picture."""
        self.page.set_viewport_size({"width": lens.width, "height": _LITTLE})
        self.page.evaluate(_STILL)
        high = self.page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": lens.width, "height": high, "scale": lens.scale}
        told = {"format": "png", "clip": clip}
        camera = self.page.context.new_cdp_session(self.page)
        taken = camera.send("Page.captureScreenshot", told | {"captureBeyondViewport": True})
        camera.detach()
        return lightened(base64.b64decode(taken["data"]))


@contextmanager
def studio(page: Page, app: Flask, **tools: str) -> Iterator[Studio]:
    """Lend a studio in which this browser page stands, and close both.

    ``tools`` are scripts that lie ready for any page: ``axe`` is at ``/tools/axe``.
    """
    lying = {f"/tools/{name}": script for name, script in tools.items()}
    with standing(app, lying) as (stand, house):
        yield Studio(page, stand, house)
        page.close()


def lightened(png: bytes) -> bytes:
    """Return the same picture in a few colours, which is all that a page of ours has.

    Those it shows most of, exactly: in the means of colours a page of little ink looks faded.
    And the six inks, where it shows them.
    """
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    shown = sorted(whole.getcolors(whole.width * whole.height), reverse=True)
    colours = [colour for _, colour in shown]
    kept = dict.fromkeys(colours[:_COLOURS] + [ink for ink in _INKS if ink in colours])
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in kept for part in colour])
    few = whole.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
    light = io.BytesIO()
    few.save(light, "WEBP", lossless=True)
    return light.getvalue()


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start Chromium for as long as this lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
