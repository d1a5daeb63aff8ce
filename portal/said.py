"""What a child sent, made ready to be read: their words first, exactly, in their order."""

from dataclasses import dataclass

from flask_babel import gettext as _

from feedback.glossary import say
from feedback.questionnaire import MORE, Kind, Option, Role
from feedback.services.read_views import Reading, Said
from portal.rings import Circle, around
from portal.storage import council


@dataclass(frozen=True, slots=True)
class Shown:
    """One question, and what was said to it. ``only_iro`` is for the officer’s eyes alone."""

    title: str
    words: tuple[str, ...]
    chosen: tuple[Option, ...]
    mark: str
    only_iro: bool
    circle: Circle | None = None


def shown(reading: Reading) -> tuple[Shown, ...]:
    """Return what was answered; asks stand apart, because each is answered."""
    answered = (one for one in reading.said if one.answer)
    return tuple(_shown(one) for one in answered if one.question.role is not Role.ASKS)


def missed(reading: Reading) -> tuple[str, ...]:
    """Name the questions the child met and went past."""
    return tuple(_title(one) for one in reading.said if not one.answer)


def _shown(one: Said) -> Shown:
    question = one.question
    if question.kind is Kind.PEOPLE:
        circle = around(question, one.answer)
        return Shown(_title(one), (), (), "", only_iro=False, circle=circle)
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
        return Shown(_title(one), (), (), mark, only_iro=False)
    return Shown(_title(one), left, chosen, "", question.role is Role.ONLY_IRO)


def _title(one: Said) -> str:
    if one.question.id == MORE:
        return str(_("One more thing"))
    return say(one.question.title, council().glossary)
