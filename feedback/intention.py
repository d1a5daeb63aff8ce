"""How a child means to take part in their review. It is never evidence of how they did."""

from collections.abc import Mapping
from enum import StrEnum

from feedback.participation import Indicator
from feedback.questionnaire import Answers, Questionnaire, Role


class Intention(StrEnum):
    """What the two questions about taking part were answered with; one word may be open."""

    GO = "go"
    GO_SPEAK = "go-speak"
    GO_SPOKEN_FOR = "go-spoken-for"
    GO_SHOW = "go-show"
    GO_LISTEN = "go-listen"
    STAY = "stay"
    STAY_SPOKEN_FOR = "stay-spoken-for"
    STAY_USE_THIS = "stay-use-this"
    NOT_SURE = "not-sure"


LIKE: Mapping[Intention, Indicator] = {
    Intention.GO_SPEAK: Indicator.PN1,
    Intention.GO_SPOKEN_FOR: Indicator.PN2,
    Intention.GO_SHOW: Indicator.PN3,
    Intention.GO_LISTEN: Indicator.PN4,
    Intention.STAY_SPOKEN_FOR: Indicator.PN5,
    Intention.STAY_USE_THIS: Indicator.PN6,
}
"""The code each would come to if it happened so. PN7 is never what a child chooses."""

_GOING = {"yes": (Intention.GO, Role.JOIN), "no": (Intention.STAY, Role.SEND)}


def intended(questionnaire: Questionnaire, answers: Answers) -> Intention | None:
    """Read the intention out of the roles; None when the child said nothing about it."""
    going = _said(questionnaire, Role.GO, answers)
    if going not in _GOING:
        return Intention.NOT_SURE if going else None
    whole, how = _GOING[going]
    word = f"{whole}-{_said(questionnaire, how, answers)}"
    return Intention(word) if word in set(Intention) else whole


def _said(questionnaire: Questionnaire, role: Role, answers: Answers) -> str:
    question = questionnaire.with_role(role)
    said = answers.get(question.id, ()) if question else ()
    return said[0] if said else ""
