"""Which languages a page offers, by their own names."""

from dataclasses import dataclass

from portal import language
from portal.languages import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Tongues:
    """The language that is read, and those that can be: none where there is English alone."""

    reading: Language
    offered: tuple[Language, ...]


def tongues() -> Tongues:
    """List what can be tapped here."""
    offered = language.shelf().offered()
    return Tongues(language.chosen(), (ENGLISH, *offered) if offered else ())
