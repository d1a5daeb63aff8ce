"""Which languages a page offers, by their own names: to read in, or to be helped in."""

from dataclasses import dataclass

from flask import session

from portal import language
from portal.languages import BY_TAG, ENGLISH, LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Tongues:
    """The language that is read, those that can be, and those an interpreter could speak.

    ``offered`` is empty where there is English alone; ``asked`` is whom the child asked for.
    """

    reading: Language
    offered: tuple[Language, ...]
    others: tuple[Language, ...]
    asked: Language | None


def tongues() -> Tongues:
    """List what can be tapped here."""
    offered = language.shelf().offered()
    return Tongues(
        reading=language.chosen(),
        offered=(ENGLISH, *offered) if offered else (),
        others=tuple(one for one in LANGUAGES if one not in offered),
        asked=BY_TAG.get(session.get(language.ASKED) or ""),
    )
