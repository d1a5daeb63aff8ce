"""Where a questionnaire leads: every way exists and can be walked."""

from collections.abc import Iterator

from feedback.questionnaire import Question, Questionnaire, Role


def conditions_can_come_true(questionnaire: Questionnaire) -> Iterator[str]:
    """Wait only for an earlier question that all are asked, and for an answer it can have."""
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions:
        if question.when is not None:
            target = earlier.get(question.when.question)
            if target is None or target.when is not None or target.topic is not None:
                yield (
                    f"question {question.id}: it waits for {question.when.question},"
                    " which is not an earlier question that everybody is asked."
                )
            elif not question.when.values or not set(question.when.values) <= set(target.values):
                yield f"question {question.id}: it waits for an answer that cannot be given."
        earlier[question.id] = question


def topics_have_questions(questionnaire: Questionnaire) -> Iterator[str]:
    """Every topic that can be chosen leads to a question, and the other way round."""
    topics = questionnaire.topics
    offered = set(topics.values) if topics else set()
    used = {question.topic for question in questionnaire.questions} - {None}
    for question in questionnaire.questions:
        if question.topic is not None and question.topic not in offered:
            yield f"question {question.id}: the topic {question.topic} cannot be chosen."
    if topics is not None:
        for topic in sorted(offered - used):
            yield f"question {topics.id}: the topic {topic} leads to no question."


def topics_stand_together(questionnaire: Questionnaire) -> Iterator[str]:
    """Questions of topics follow the page of topics in one block, so any order can be walked."""
    places = [
        place
        for place, question in enumerate(questionnaire.questions)
        if question.topic is not None
    ]
    if not places:
        return
    first = questionnaire.questions[places[0]]
    before = questionnaire.questions[: places[0]]
    if places != list(range(places[0], places[-1] + 1)):
        yield f"question {first.id}: the questions of topics do not stand together."
    if all(question.role is not Role.TOPICS for question in before):
        yield f"question {first.id}: it comes before topics can be chosen."
