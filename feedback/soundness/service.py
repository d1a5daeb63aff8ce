"""What the service needs from a questionnaire: its shared pages, its roles, its anchors."""

from collections import Counter
from collections.abc import Iterator, Mapping

from feedback.questionnaire import Condition, Kind, Questionnaire, Role, Stage

ANCHORS = ("A1", "A2", "A3", "A4", "A5", "A6")
ANCHOR_WITH_VARIANT = "A4"

SHARED_PAGES = (
    *(Role.ASKS, Role.GO, Role.JOIN, Role.SEND),
    *(Role.SAFE, Role.TALK, Role.ONLY_IRO),
)

VALUES_OF_ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.GO: ("yes", "no", "not-sure"),
    Role.JOIN: ("speak", "spoken-for", "show", "listen", "not-sure"),
    Role.SEND: ("spoken-for", "use-this", "not-sure"),
    Role.SAFE: ("yes", "not-always", "no", "not-saying"),
    Role.TALK: ("iro", "advocate", "no", "not-sure"),
    Role.LAST_TIME: ("yes", "some", "no", "did-not-ask", "not-sure"),
}

KINDS_OF_ROLES: Mapping[Role, Kind] = {
    Role.GO: Kind.CHOICE,
    Role.JOIN: Kind.CHOICE,
    Role.SEND: Kind.CHOICE,
    Role.SAFE: Kind.CHOICE,
    Role.TALK: Kind.CHOICES,
    Role.LAST_TIME: Kind.CHOICE,
    Role.WHO_COMES: Kind.WORDS,
    Role.ONLY_IRO: Kind.WORDS,
    Role.ASKS: Kind.ASKS,
    Role.TOPICS: Kind.TOPICS,
}

_SECOND_STEPS: Mapping[Role, str] = {Role.JOIN: "yes", Role.SEND: "no"}


def each_role_is_played_once(questionnaire: Questionnaire) -> Iterator[str]:
    """No two questions share a role, because the service finds a question by it."""
    roles = Counter(question.role for question in questionnaire.questions if question.role)
    for role, times in roles.items():
        if times > 1:
            yield f"the role {role} is played by {times} questions."


def shared_pages_are_there_in_order(questionnaire: Questionnaire) -> Iterator[str]:
    """Every consultation ends on the same pages in the same order."""
    if questionnaire.kind is not Stage.CONSULTATION:
        return
    roles = [question.role for question in questionnaire.questions]
    for role in SHARED_PAGES:
        if role not in roles:
            yield f"no question has the role {role}."
    if tuple(role for role in roles if role in SHARED_PAGES) != SHARED_PAGES:
        yield "the pages that every version shares are not in their order."


def who_should_come_is_asked(questionnaire: Questionnaire) -> Iterator[str]:
    """Every child is asked whom they want at their review, and whom not."""
    asks = questionnaire.with_role(Role.WHO_COMES) is not None
    if questionnaire.kind is Stage.CONSULTATION and not asks:
        yield f"no question has the role {Role.WHO_COMES}."


def role_values_are_the_services(questionnaire: Questionnaire) -> Iterator[str]:
    """Wherever there is a role there are the kind and the answers that the service reads."""
    for question in questionnaire.questions:
        if question.role is None:
            continue
        if question.kind is not KINDS_OF_ROLES[question.role]:
            yield f"question {question.id}: its kind is not the one of {question.role}."
        if question.values != VALUES_OF_ROLES.get(question.role, question.values):
            yield f"question {question.id}: its answers are not those of {question.role}."


def taking_part_has_two_steps(questionnaire: Questionnaire) -> Iterator[str]:
    """Yes leads to how to join, no to how to send it, not sure to neither."""
    go = questionnaire.with_role(Role.GO)
    for question in questionnaire.questions:
        answer = _SECOND_STEPS.get(question.role) if question.role else None
        if answer and (go is None or question.when != Condition(go.id, (answer,))):
            yield f"question {question.id}: it does not follow from whether the child goes."


def anchors_are_all_there(questionnaire: Questionnaire) -> Iterator[str]:
    """Every evaluation asks all six anchors as amounts, in order, and nothing else has any."""
    anchored = [question for question in questionnaire.questions if question.anchor]
    wanted = ANCHORS if questionnaire.kind is Stage.EVALUATION else ()
    found = tuple(question.anchor for question in anchored)
    if found != wanted:
        yield f"its anchors are {_listed(found)} and should be {_listed(wanted)}."
    for question in anchored:
        if question.kind is not Kind.AMOUNT or question.when or question.topic:
            yield f"question {question.id}: an anchor is an amount and is asked of everybody."
        if bool(question.title_if_away) != (question.anchor == ANCHOR_WITH_VARIANT):
            yield f"question {question.id}: {ANCHOR_WITH_VARIANT} alone has words if away."


def _listed(anchors: tuple[str | None, ...]) -> str:
    return " ".join(str(anchor) for anchor in anchors) or "none"
