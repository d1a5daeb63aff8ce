"""How a visitor likes pages to look: one small cookie that holds no secret."""

from dataclasses import dataclass
from typing import Self

from flask import request

COOKIE = "look"
THEMES = ("light", "dark", "cream", "contrast")
SIZES = ("1", "2", "3", "4")
SPACES = ("1", "2")


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
            theme=theme if theme in THEMES else THEMES[0],
            size=size if size in SIZES else SIZES[0],
            space=space if space in SPACES else SPACES[0],
            still=still == "still",
        )

    def __str__(self) -> str:
        """Write it as a cookie holds it."""
        return ".".join((self.theme, self.size, self.space, "still" if self.still else "moving"))


def chosen() -> Look:
    """Return the look of this visitor."""
    return Look.read(request.cookies.get(COOKIE, ""))
