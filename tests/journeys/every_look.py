"""Measuring one page, as it stands, in every theme, size, spacing and direction."""

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


def faults_in_every_look(page: Page, screen: Screen) -> list[str]:
    """Name everything on this page that somebody could trip over, in whichever look."""
    least = {
        "words": WORDS, "edges": EDGES, "target": TARGET, "answer": ANSWER,
        "card": screen.card, "apart": APART,
    }  # fmt: skip
    told = {"themes": THEMES, "sizes": SIZES[::3], "spaces": SPACES, "least": least}
    return page.evaluate(_MEASURE, told)
