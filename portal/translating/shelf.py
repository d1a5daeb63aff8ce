"""The shelf of the running portal: which languages are whole for which form, at this moment."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from babel.support import NullTranslations

from feedback.council import Council
from portal.languages import LANGUAGES, MADE_UP, Language
from portal.translating import compiled
from portal.translating.compiled import Spoken
from portal.translating.gathering import PAGES
from portal.translating.made_up import glossary_of

PLAIN = NullTranslations()
"""English, as it stands in the pages."""

_NOBODYS = frozenset(language.tag for language in MADE_UP)


class Shelf:
    """What may be offered. Read again when the files change, and never for a page alone."""

    def __init__(self, folder: Path, council: Council, *, made_up: bool) -> None:
        """Look into a folder; ``made_up`` adds the two languages nobody speaks."""
        self._folder, self._stamp = folder, -1
        self._held: Mapping[str, Spoken] = {}
        self._known = (*LANGUAGES, *(MADE_UP if made_up else ()))
        self._councils = {one.tag: _council_in(council, one.tag) for one in self._known}

    def offered(self) -> tuple[Language, ...]:
        """List the languages in which the pages are whole and the council has its words."""
        return tuple(one for one in self._known if self.speaks(one.tag))

    def speaks(self, tag: str, domain: str = PAGES) -> bool:
        """Whether this form, or the pages around all forms, may be shown in a language."""
        return self.digest(tag, domain) is not None

    def digest(self, tag: str, domain: str) -> str | None:
        """Return the digest of everything a form says in a language, if it is whole."""
        found = self._found(tag)
        return found.digests.get(domain) if found else None

    def translations(self, tag: str) -> NullTranslations:
        """Return everything that is whole in a language; plain English where that is nothing."""
        found = self._found(tag)
        return found.translations if found else PLAIN

    def council(self, tag: str) -> Council:
        """Return the council with its words in a language that is offered."""
        return self._councils[tag] or Council()

    def _found(self, tag: str) -> Spoken | None:
        if self._councils.get(tag) is None:
            return None
        return compiled.made_up(tag) if tag in _NOBODYS else self._read().get(tag)

    def _read(self) -> Mapping[str, Spoken]:
        stamp = compiled.stamp(self._folder)
        if stamp != self._stamp:
            self._held, self._stamp = compiled.read(self._folder), stamp
        return self._held


def _council_in(council: Council, tag: str) -> Council | None:
    """Put the council’s words in; without words of its own a language is not offered."""
    words = council.glossary_in(tag)
    if tag in _NOBODYS:
        words = glossary_of(tag, council.glossary)
    return replace(council, glossary=words) if words else None
