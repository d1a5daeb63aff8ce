"""Our own drawings as they lie in their files, and pages into which they are put.

A browser follows an address into a file to one drawing of it. What draws a PDF does not, and
a file that stands by itself cannot.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from portal.assets import STATIC

SPRITES = tuple(f"pictures/{name}.svg" for name in ("topics", "faces", "secrets"))
"""The files of drawings, each by its name, as ``components/picture.html`` chooses them."""
_SYMBOL = re.compile(
    r'<symbol id="(?P<name>[a-z0-9-]+)" (?P<how>[^>]*)>(?P<lines>.*?)</symbol>', re.DOTALL
)
_USED = re.compile(
    r'(?P<svg><svg class="picture[^>]*)>\s*'
    r'<use href="(?P<at>[^"#]+)#(?P<name>[a-z0-9-]+)"/>\s*</svg>'
)


class Symbol(NamedTuple):
    """How a drawing is drawn, as attributes, and its lines."""

    how: str
    lines: str


@cache
def symbols(sprite: str) -> Mapping[str, Symbol]:
    """Return every drawing of a file by its name."""
    text = (STATIC / sprite).read_text("utf-8")
    return {one["name"]: Symbol(one["how"], one["lines"]) for one in _SYMBOL.finditer(text)}


def with_pictures(page: str) -> str:
    """Put every drawing that a page only points at into the page. Others’ are left as they are."""
    return _USED.sub(_put_in, page)


def _put_in(used: re.Match[str]) -> str:
    for sprite in SPRITES:
        if used["at"].endswith(f"/{sprite}") and used["name"] in symbols(sprite):
            how, lines = symbols(sprite)[used["name"]]
            return f"{used['svg']} {how}>{lines}</svg>"
    return used[0]
