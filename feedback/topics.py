"""Topics in any order: which question comes after which."""

from collections.abc import Collection

from feedback.questionnaire import Question


def following_on(
    path: tuple[Question, ...], question: Question, passed: Collection[str]
) -> tuple[Question, ...]:
    """Return what comes after a question, topics being taken in any order.

    After one topic comes the next that was not met, those further on first; once all were
    met, the pages that everybody meets.
    """
    if question not in path:
        return ()
    after = path[path.index(question) + 1 :]
    if question.topic is None:
        return after
    unmet = [one for one in path if one.topic is not None and one.id not in passed]
    topics = [one for one in unmet if one in after] or unmet
    return (*topics, *(one for one in after if one.topic is None))
