"""The child’s pages: from the letter to the thank-you, and back again."""

from portal.children import (
    asking,
    coming_back,
    door,
    ending,
    helping,
    leaving,
    looks,
    mishaps,
    opening,
    pictures,
    reader,
    replying,
    safe,
    since,
    speaking,
    telling,
    ways,
)
from portal.children.blueprint import bp

__all__ = (
    "asking",
    "bp",
    "coming_back",
    "door",
    "ending",
    "helping",
    "leaving",
    "looks",
    "mishaps",
    "opening",
    "pictures",
    "reader",
    "replying",
    "safe",
    "since",
    "speaking",
    "telling",
    "ways",
)
