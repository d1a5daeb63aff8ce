"""The two languages nobody speaks, for walking the child’s pages in them.

``said(tag, "Next")`` is what a button that says *Next* in English says there. A page in one of
them that still says something in plain English letters says it past the translators.
"""

import re
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup, Tag

from portal.languages import ENGLISH, STRETCHED, TURNED
from portal.translating.drafts import came_with_it
from portal.translating.gathering import gathered
from portal.translating.made_up import sayer

EVERY = (ENGLISH.tag, STRETCHED.tag, TURNED.tag)
"""English, 40 % longer, and right to left: what every page of a child is tried in."""

NAMES = (
    *("Barnford Council", "Barnford Advocates", "Borough of Example", "Your Voice", "Heard"),
    *("Mia", "Robin Reviewer", "Robin Officer", "Priya Shah"),
)
KEPT = (
    *("Childline", "Help at Hand", "Equality Advisory and Support Service", "JavaScript"),
    *("Independent Reviewing Officer", "WCAG", "AA", "Shift", "Borough of Example"),
)
"""What keeps its English name in every language."""

_MADE_UP = frozenset((STRETCHED.tag, TURNED.tag))
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_RECEIPT = re.compile(r"\b[A-Z2-7]{5}-[A-Z2-7]{5}\b")
_READ = ("aria-label", "title", "placeholder", "alt")


def said(tag: str, english: str) -> str:
    """Say a whole sentence of a page in one of the two; what is said so already stays as it is.

    In a language of which drafts came with the portal, it is said as the draft has it.
    """
    if tag == ENGLISH.tag or english.startswith("["):
        return english
    return sayer(tag)(english) if tag in _MADE_UP else _drafted(tag).get(english, english)


@cache
def _drafted(tag: str) -> dict[str, str]:
    drafts = came_with_it(tag)
    every = (phrase for phrases in gathered().values() for phrase in phrases)
    return {one.english: drafts[one.key].forms[0] for one in every if one.key in drafts}


def plain_english(page: BeautifulSoup, *, beside: tuple[str, ...] = ()) -> list[str]:
    """Find what a page says in plain English letters, besides names and a child’s own words."""
    names = (*NAMES, *KEPT, *beside)
    return [text for text in _texts(page) if _ENGLISH.search(_without(text, names))]


def on_sheet(sheet: Tag, *, beside: tuple[str, ...] = ()) -> list[str]:
    """Find what a printed sheet says in plain English, though the page around it is English."""
    inside = BeautifulSoup(sheet.decode_contents(), "html.parser")
    return plain_english(inside, beside=("Your council", *beside))


def _texts(page: BeautifulSoup) -> Iterator[str]:
    for text in page.find_all(string=True):
        if isinstance(text, str) and type(text).__name__ == "NavigableString" and _ours(text):
            yield " ".join(text.split())
    for element in page.select(", ".join(f"[{name}]" for name in _READ)):
        yield from (element[name] for name in _READ if element.get(name))


def _ours(text: object) -> bool:
    for parent in text.parents:
        if isinstance(parent, Tag) and (
            "theirs" in parent.get("class", ())
            or parent.name in {"script", "style"}
            or (parent.get("lang") and parent.name != "html")
        ):
            return False
    return True


def _without(text: str, names: tuple[str, ...]) -> str:
    text = _RECEIPT.sub("", text)  # first, for a receipt may hold what looks like a name
    for name in names:
        text = text.replace(name, "")
    return text
