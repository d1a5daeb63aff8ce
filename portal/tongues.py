"""Which languages a page offers, by their own names: to read in, or to be helped in."""

from dataclasses import dataclass

from flask import session

from portal import language
from portal.languages import BY_TAG, ENGLISH, LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Tongues:
    """The language that is read, those that can be, and those an interpreter could speak.

    ``offered`` is empty where there is English alone; ``asked`` is whom the child asked for;
    ``unread`` is the language that is read where the questions to come are not whole in it.
    """

    reading: Language
    offered: tuple[Language, ...]
    others: tuple[Language, ...]
    asked: Language | None
    unread: Language | None = None


def tongues(*forms: str) -> Tongues:
    """List what can be tapped here. ``forms`` are the questions to come, where they are known.

    Who cannot be asked in their language can always be helped in it.
    """
    offered, reading = language.shelf().offered(), language.chosen()
    whole = {one for one in offered if language.is_whole(one.tag, *forms)}
    return Tongues(
        reading=reading,
        offered=(ENGLISH, *offered) if offered else (),
        others=tuple(one for one in LANGUAGES if one not in whole),
        asked=BY_TAG.get(session.get(language.ASKED) or ""),
        unread=None if language.is_whole(reading.tag, *forms) else reading,
    )
