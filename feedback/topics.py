"""Which question comes after which: topics in any order, and what an earlier answer decides.

Whoever looks for the next page is told whether a child meets a question by ``meets``, and asks it
of as few as it takes: to find that out, what was said before is opened.
"""

from collections.abc import Callable, Collection
from functools import lru_cache

from feedback.questionnaire import Question, Questionnaire

Order = tuple[Question, ...]
Meets = Callable[[Question], bool]


def next_after(
    order: Order, question: Question, *, passed: Collection[str], meets: Meets
) -> Question | None:
    """Find what comes after a question, topics being taken in any order; none at the end.

    After one topic comes the next that was not met, those further on first; once all were
    met, the pages that everybody meets. Nothing comes after what is off the child’s way.
    """
    place = place_in(order, question)
    if place is None or not meets(question):
        return None
    after, topical = order[place + 1 :], question.topic is not None
    if topical:
        further_on = [one for one in after if one.topic is not None]
        anywhere = [one for one in order if one.topic is not None]
        unmet = (one for one in (*further_on, *anywhere) if one.id not in passed)
        found = next(filter(meets, unmet), None)
        if found is not None:
            return found
    left = (one for one in after if not topical or one.topic is None)
    return next(filter(meets, left), None)


def last_before(order: Order, question: Question, *, meets: Meets) -> Question | None:
    """Find what came before a question on the child’s way; none at its beginning or off it."""
    place = place_in(order, question)
    if place is None or not meets(question):
        return None
    return next(filter(meets, reversed(order[:place])), None)


def place_in(order: Order, question: Question) -> int | None:
    """Return where a question stands, counted from nought; none where it does not.

    It is told by its id: to compare questions word by word takes longer than to draw one.
    """
    ids = [one.id for one in order]
    return ids.index(question.id) if question.id in ids else None


@lru_cache(maxsize=512)
def deciding(form: Questionnaire, question: Question) -> frozenset[str]:
    """Name the questions whose answers decide whether this one is asked."""
    names: set[str] = set()
    while True:
        if question.topic is not None and form.topics is not None:
            names.add(form.topics.id)
        if question.when is None:
            return frozenset(names)
        question = form.question(question.when.question)
        names.add(question.id)
