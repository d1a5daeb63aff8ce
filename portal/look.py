"""How a visitor likes pages to look: one cookie of four small numbers that holds no secret."""

from dataclasses import dataclass
from typing import Self

from portal import current

COOKIE = "look"
THEMES = ("light", "dark", "cream", "contrast")
SIZES = ("1", "2", "3", "4")
SPACES = ("1", "2")
_NUMBERED = {str(place): theme for place, theme in enumerate(THEMES, start=1)}
_STILL = "2"


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking. Anything a cookie says that is not ours is the usual look."""

    theme: str = THEMES[0]
    size: str = SIZES[0]
    space: str = SPACES[0]
    still: bool = False

    @classmethod
    def read(cls, cookie: str) -> Self:
        """Read what ``str(look)`` wrote."""
        theme, size, space, still, *_ = [*cookie.split("."), "", "", "", ""]
        return cls(
            theme=_NUMBERED.get(theme, THEMES[0]),
            size=size if size in SIZES else SIZES[0],
            space=space if space in SPACES else SPACES[0],
            still=still == _STILL,
        )

    def __str__(self) -> str:
        """Write it as a cookie holds it: the places of theme, size, space, and 2 to keep still."""
        numbers = {theme: number for number, theme in _NUMBERED.items()}
        return ".".join(
            (numbers[self.theme], self.size, self.space, _STILL if self.still else "1")
        )


def chosen() -> Look:
    """Return the look of this visitor."""
    return Look.read(current.asked().cookies.get(COOKIE, ""))
