"""The codebook: the themes that people, never a machine, give to what children write.

Read from ``codebook.toml``, or from a council’s own file. Released tables count by the ids,
so a theme is retired and never removed.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from feedback.errors import CodebookUnsound

NONE_FITS = "none-of-these"
"""What a coder says who has read a comment and sees none of the themes in it."""

OUTCOMES = frozenset({"something-changed", "nothing-changed"})
"""Themes that say what came of an ask, which its outcome tells: never what it is about."""

MOST_THEMES = 24
_ID = re.compile(r"[a-z][a-z0-9-]{1,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: how staff and how children name it, and what belongs to it."""

    id: str
    name: str
    for_children: str
    means: str
    not_this: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes of one council in the order in which they are offered."""

    edition: int
    themes: tuple[Theme, ...]

    @property
    def offered(self) -> tuple[Theme, ...]:
        """Return the themes that a comment may be given today."""
        return tuple(theme for theme in self.themes if not theme.retired)

    @property
    def of_asks(self) -> tuple[Theme, ...]:
        """Return the themes that a thing asked for may be given today."""
        return tuple(theme for theme in self.offered if theme.id not in OUTCOMES)

    def find(self, theme_id: str) -> Theme | None:
        """Find a theme, retired or not."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def name(self, theme_id: str) -> str:
        """Return how staff name a theme; one that left the file goes by its id."""
        found = self.find(theme_id)
        return found.name if found else theme_id


@cache
def load_codebook(own: Path | None = None) -> Codebook:
    """Read the council’s own codebook where there is one, and ours otherwise."""
    if own is not None and own.exists():
        return read_codebook(own.read_text("utf-8"), source=own.name)
    return read_codebook((files("feedback") / "codebook.toml").read_text("utf-8"))


def read_codebook(text: str, *, source: str = "codebook.toml") -> Codebook:
    """Read a codebook: 1 to 24 themes, every id once, every theme with a name and a meaning."""
    try:
        declared = tomllib.loads(text)
        themes = tuple(_theme(values) for values in declared["themes"])
        book = Codebook(int(declared["edition"]), themes)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise CodebookUnsound(source, f"it cannot be read ({problem})") from problem
    if not 0 < len(themes) <= MOST_THEMES:
        raise CodebookUnsound(source, f"it has {len(themes)} themes, and may have 1 to 24")
    ids = [theme.id for theme in themes]
    for theme in themes:
        _judge(theme, ids, source)
    return book


def _theme(values: Mapping[str, Any]) -> Theme:
    return Theme(**values)


def _judge(theme: Theme, ids: list[str], source: str) -> None:
    if not _ID.fullmatch(theme.id) or theme.id == NONE_FITS:
        raise CodebookUnsound(source, f"{theme.id!r} cannot be the id of a theme")
    if ids.count(theme.id) > 1:
        raise CodebookUnsound(source, f"the theme {theme.id} stands there twice")
    for part in (theme.name, theme.for_children, theme.means):
        if not part.strip():
            raise CodebookUnsound(source, f"the theme {theme.id} needs a name and a meaning")
