"""Measuring one page, as it stands, in every theme, size, spacing and direction."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from portal.look import SIZES, SPACES, THEMES

WORDS, EDGES, TARGET, ANSWER, PICTURE_ANSWER, APART = 7, 3, 44, 64, 144, 8
TEXT, PICTURED, LINE = 18, 20, 1.6

_ENDS = SIZES[::3]
_MEASURE = (Path(__file__).parent / "every_look.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that pages are measured on, and how high an answer with a picture is there."""

    width: int
    height: int
    card: int = ANSWER


NARROW, PHONE, WIDE = Screen(320, 700), Screen(360, 740), Screen(1280, 800)
TABLET = Screen(800, 1000, PICTURE_ANSWER)


def faults_in_every_look(page: Page, *screens: Screen) -> list[str]:
    """Name everything on this page that somebody could trip over, in whichever look.

    The screen that stands already comes first. Colours, and the two sizes in between, are looked
    at on a narrow screen alone: no width changes a colour (``test_look``), and none is as tight.
    Words from the right have room on a wide one where they have it on a telephone.
    """
    faults = []
    for screen in sorted(screens, key=lambda one: _as_told(one) != page.viewport_size):
        if screen == NARROW:
            faults += _measured(page, screen, themes=THEMES, sizes=SIZES, ways=("ltr",))
            faults += _measured(page, screen, ways=("rtl",))
        else:
            faults += _measured(page, screen, ways=("ltr",) if screen == WIDE else ("ltr", "rtl"))
    return faults


def faults_in_its_own_direction(page: Page, screen: Screen) -> list[str]:
    """Name what is wrong with the room for its words, in letters of every size and every spacing.

    Colours are the same in any language.
    """
    return _measured(page, screen, sizes=SIZES, ways=(_direction(page),))


def faults_of_colour(page: Page) -> list[str]:
    """Name every text and edge that is too pale, in whichever theme, with all as it stands."""
    return page.evaluate(_MEASURE, _told(NARROW) | {"themes": THEMES})


def _measured(
    page: Page,
    screen: Screen,
    *,
    themes: Sequence[str] = (),
    sizes: Sequence[str] = _ENDS,
    ways: Sequence[str],
) -> list[str]:
    if page.viewport_size != _as_told(screen):
        page.set_viewport_size(_as_told(screen))
    told = _told(screen) | {"themes": themes, "sizes": sizes, "ways": ways}
    return page.evaluate(_MEASURE, told)


def _told(screen: Screen) -> dict[str, object]:
    least = {
        "words": WORDS, "edges": EDGES, "target": TARGET, "answer": ANSWER,
        "card": screen.card, "apart": APART, "text": TEXT, "pictured": PICTURED, "line": LINE,
    }  # fmt: skip
    return {"sizes": SIZES, "spaces": SPACES, "ways": (), "least": least}


def _as_told(screen: Screen) -> dict[str, int]:
    return {"width": screen.width, "height": screen.height}


def _direction(page: Page) -> str:
    return page.evaluate("document.documentElement.dir || 'ltr'")
