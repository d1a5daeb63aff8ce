"""What each kind of question says to whoever cannot see it: its words, its help, its answers."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Page

from feedback.catalogue import load_catalogue
from feedback.glossary import Glossary, say
from feedback.questionnaire import Kind, Question, Stage, Version
from tests.portal.children.conftest import after_the_review
from tests.tools.pictures.camera import Studio, studio
from tests.tools.pictures.tour import VERSIONS, Tour
from tests.tools.pictures.town import town

pytestmark = pytest.mark.browser

Said = tuple[str, str, str]
RADIO, BOX, TEXT = "radio", "checkbox", "textbox"
ANSWERS: Mapping[Kind, str] = {
    Kind.CHOICE: RADIO,
    Kind.CHOICES: BOX,
    Kind.FEELINGS: BOX,
    Kind.AMOUNT: RADIO,
    Kind.FACES: RADIO,
    Kind.SCALE: RADIO,
    Kind.WORDS: TEXT,
    Kind.ASKS: TEXT,
    Kind.TOPICS: BOX,
    Kind.PEOPLE: RADIO,
}


@pytest.fixture(scope="module")
def tour() -> Iterator[Tour]:
    with town() as tour:
        yield tour


@pytest.fixture(scope="module")
def seen(chromium, tour) -> Iterator[Studio]:
    with studio(chromium.new_page(locale="en-GB"), tour.app) as seen:
        yield seen


def _first(kind: Kind) -> tuple[Stage, Version, Question]:
    return next(
        (stage, version, question)
        for stage in (Stage.CONSULTATION, Stage.EVALUATION)
        for version in VERSIONS
        for question in load_catalogue().find(stage, version).questions
        if question.kind is kind
    )


def _said(page: Page) -> list[Said]:
    """Return role, name and description of everything that is said, in its order."""
    devices = page.context.new_cdp_session(page)
    nodes = devices.send("Accessibility.getFullAXTree")["nodes"]
    devices.detach()
    return [
        tuple(node.get(part, {}).get("value", "") for part in ("role", "name", "description"))
        for node in nodes
        if not node.get("ignored")
    ]


@pytest.mark.parametrize("kind", Kind)
def test_a_question_says_its_words_its_help_and_each_answer_in_words(seen, tour, kind):
    stage, version, question = _first(kind)
    child = tour.invite(version)
    if stage is Stage.EVALUATION:
        after_the_review(child)
    child.settles_in().goes_to(question.id)

    said = _said(seen.show(child.as_seen()))

    words, aid = (say(text, Glossary()) for text in (question.title, question.help))
    asked = "textbox" if kind is Kind.WORDS else "group"
    assert (asked, words, aid) in said
    answers = [name for role, name, _ in said if role == ANSWERS[kind]]
    assert answers == _named(question)
    assert ("heading", words, "") in said


def _named(question: Question) -> list[str]:
    """Return what each answer should be called."""
    labels = [say(option.label, Glossary()) for option in question.options]
    if question.kind is Kind.WORDS:
        return [say(question.title, Glossary())]
    if question.kind is Kind.ASKS:
        return [f"Ask number {number}" for number in range(1, question.most + 1)]
    if question.kind is Kind.SCALE:
        low, high, unsure = labels
        return [f"0 {low}", *map(str, range(1, 10)), f"10 {high}", unsure]
    return labels
