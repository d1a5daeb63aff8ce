"""Measuring one page, as it stands, in every theme, size, spacing and direction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from portal.look import SIZES, SPACES, THEMES

WORDS, EDGES, TARGET, ANSWER, PICTURE_ANSWER, APART = 7, 3, 44, 64, 144, 8

_MEASURE = (Path(__file__).parent / "every_look.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that pages are measured on, and how high an answer with a picture is there."""

    width: int
    height: int
    card: int = ANSWER


NARROW, TABLET, WIDE = Screen(320, 700), Screen(800, 1000, PICTURE_ANSWER), Screen(1280, 800)


def faults_in_every_look(page: Page, *screens: Screen) -> list[str]:
    """Name everything on this page that somebody could trip over, in whichever look."""
    return _measured(page, screens, themes=THEMES, ways=("ltr", "rtl"))


def faults_in_its_own_direction(page: Page, *screens: Screen) -> list[str]:
    """Name what is wrong with the room for its words. Colours are the same in any language."""
    own = page.evaluate("document.documentElement.dir || 'ltr'")
    return _measured(page, screens, themes=(), ways=(own,))


def _measured(
    page: Page, screens: Iterable[Screen], *, themes: Sequence[str], ways: Sequence[str]
) -> list[str]:
    faults = []
    for screen in screens:
        page.set_viewport_size({"width": screen.width, "height": screen.height})
        least = {
            "words": WORDS, "edges": EDGES, "target": TARGET, "answer": ANSWER,
            "card": screen.card, "apart": APART,
        }  # fmt: skip
        told = {"themes": themes, "sizes": SIZES[::3], "spaces": SPACES, "ways": ways}
        faults += page.evaluate(_MEASURE, told | {"least": least})
    return faults
