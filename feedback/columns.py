"""Three columns for the meeting: what worries, what is going well, what needs to happen.

Where an answer stands is read from what was asked, never from its words: nothing here judges
what a child wrote. What no question says stays unsorted.
"""

from enum import StrEnum

from feedback.questionnaire import Questionnaire, Role

_SAFE, _UNSAFE = {"yes"}, {"no", "not-always"}


class Column(StrEnum):
    """The columns, in the order in which a meeting meets them."""

    WORRIES = "worries"
    GOING_WELL = "going-well"
    NEXT = "next"


def column_of(asked: Questionnaire, question_id: str, answer: tuple[str, ...]) -> Column | None:
    """Say in which column an answer stands; None when the question does not say.

    *Do you feel safe?* goes by what was chosen, because the child chose between just these.
    """
    question = next((one for one in asked.questions if one.id == question_id), None)
    if question is None:
        return None
    if question.role is Role.ASKS:
        return Column.NEXT
    if question.role is Role.SAFE:
        chosen = set(answer)
        if chosen & _UNSAFE:
            return Column.WORRIES
        return Column.GOING_WELL if chosen & _SAFE else None
    found = dict(asked.columns).get(question_id)
    return None if found is None else Column(found)
