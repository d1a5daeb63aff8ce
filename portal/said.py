"""What a child sent, made ready to be read: their words first, exactly, in their order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from feedback.glossary import say
from feedback.questionnaire import MORE, Kind, Option, Role
from feedback.services.created import Sent
from feedback.services.interpret import english_of, written
from feedback.services.interpreted import Interpreted, key_of_words
from feedback.services.read_ask import ReadAsk
from feedback.services.read_views import Reading, Said
from portal.rings import Circle, around
from portal.storage import council


@dataclass(frozen=True, slots=True)
class Made:
    """One thing the child drew, said aloud or showed, and where it is seen or heard."""

    sent: Sent
    url: str
    write_url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One question, and what was said to it. ``only_iro`` is for the officer’s eyes alone."""

    title: str
    words: tuple[str, ...]
    chosen: tuple[Option, ...]
    mark: str
    only_iro: bool
    circle: Circle | None = None
    made: tuple[Made, ...] = ()
    pairs: tuple[tuple[ReadAsk | None, Option], ...] = ()
    """Each ask of last time, and what the child says came of it."""
    english: tuple[str, ...] = ()
    """An interpreter’s version of each piece of free words, empty while one waits for it."""
    version: Interpreted | None = None
    """Whose version that is, and of which day."""
    said: Said | None = None
    """What this was made from."""


Address = Callable[[Sent], Made]


def shown(reading: Reading, address: Address) -> tuple[Shown, ...]:
    """Return what was answered; asks stand apart, because each is answered.

    What was drawn or said aloud as an ask stands here all the same: it has to be seen first.
    """
    return tuple(
        replace(
            _shown(one, reading),
            made=tuple(map(address, one.made)),
            english=_english(one, reading),
            version=reading.interpreted,
            said=one,
        )
        for one in reading.said
        if one.made or (one.answer and one.question.role is not Role.ASKS)
    )


def _english(one: Said, reading: Reading) -> tuple[str, ...]:
    keys = (key_of_words(one.question.id, place) for place, _words in enumerate(written(one)))
    found = (english_of(reading, key) for key in keys)
    return tuple(words for words in found if words is not None)


def missed(reading: Reading) -> tuple[str, ...]:
    """Name the questions the child met and went past."""
    return tuple(title_of(one) for one in reading.said if not (one.answer or one.made))


def _shown(one: Said, reading: Reading) -> Shown:
    question = one.question
    if question.role is Role.ASKS or not one.answer:
        return Shown(title_of(one), (), (), "", question.role is Role.ONLY_IRO)
    if question.role is Role.LAST_TIME and any(":" in part for part in one.answer):
        return Shown(title_of(one), (), (), "", only_iro=False, pairs=_pairs(one, reading))
    if question.kind is Kind.PEOPLE:
        circle = around(question, one.answer)
        return Shown(title_of(one), (), (), "", only_iro=False, circle=circle)
    chosen = tuple(
        Option(option.value, say(option.label, council().glossary), option.picture)
        for option in question.options
        if option.value in one.answer and question.kind is not Kind.SCALE
    )
    known = {option.value for option in question.options}
    left = tuple(value for value in one.answer if value not in known)
    if question.kind is Kind.SCALE:
        unsure = [o.label for o in question.options if o.not_sure and o.value in one.answer]
        mark = unsure[0] if unsure else one.answer[0]
        return Shown(title_of(one), (), (), mark, only_iro=False)
    return Shown(title_of(one), left, chosen, "", question.role is Role.ONLY_IRO)


def _pairs(one: Said, reading: Reading) -> tuple[tuple[ReadAsk | None, Option], ...]:
    options = {option.value: option for option in one.question.options}
    parts = (part.partition(":") for part in one.answer)
    return tuple((reading.earlier.get(key), options[value]) for key, _colon, value in parts)


def title_of(one: Said) -> str:
    """Say what was asked, in the council’s words."""
    if one.question.id == MORE:
        return str(_("One more thing"))
    return say(one.question.title, council().glossary)
