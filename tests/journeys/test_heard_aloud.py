"""What each kind of question says to whoever cannot see it: its words, its help, its answers."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Page

from feedback.catalogue import load_catalogue
from feedback.glossary import Glossary, say
from feedback.questionnaire import Kind, Question, Stage, Version
from feedback.services.gate import PICTURES
from tests.portal.children.conftest import after_the_review
from tests.portal.children.later import next_review
from tests.tools.pictures.album import Visitor
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


DONE = frozenset({RADIO, BOX, TEXT, "group", "button", "combobox", "image"})
ONWARDS = (("button", "Next"), ("button", "Miss this one"))
OR_WRITE = "Or write it here, instead or as well"
KEEP = {"draw": "Keep my drawing", "say": "Keep it", "show": "Keep it"}
WAYS: Mapping[str, list[tuple[str, str]]] = {
    "draw": [
        ("image", "Your paper"),
        *(("button", words) for words in ("Undo", "Clear the paper")),
        ("group", "Colour"),
        *((RADIO, words) for words in ("Black", "Red", "Orange", "Green", "Blue", "Purple")),
        ("group", "Line"),
        *((RADIO, words) for words in ("Thin", "In between", "Thick")),
    ],
    "say": [("button", "Record")],
    "show": [("button", "Take a picture, or choose one")],
}
TEXTS, THREE = "StaticText", ("1", "cat", "2", "moon", "3", "kite")


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
    """Return role, name and description of everything that is said, as one moves down the page."""
    devices = page.context.new_cdp_session(page)
    nodes = devices.send("Accessibility.getFullAXTree")["nodes"]
    devices.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return [
        tuple(node.get(part, {}).get("value", "") for part in ("role", "name", "description"))
        for node in _downwards(nodes[0], by_id)
        if not node.get("ignored")
    ]


def _downwards(node: dict, by_id: Mapping[str, dict]) -> Iterator[dict]:
    yield node
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from _downwards(by_id[child], by_id)


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


def test_what_was_asked_for_last_time_is_asked_about_one_by_one(seen, tour):
    child = tour.invite(Version.SHORT).settles_in().answers_everything(wishes=["A dog", "A lock"])
    road = next_review(child.press("Send").road)
    later = Visitor(tour.app.test_client(), road=road).comes_in().says_who().picks()

    said = _said(seen.show(later.goes_to("last-time").as_seen()))

    each = [(RADIO, words) for words in ("Yes, all of it", "Some of it", "No", "I’m not sure")]
    assert _controls(said) == [
        ("group", "Did you get what you asked for last time?"),
        ("group", "You asked: “A dog”"),
        *each,
        ("group", "You asked: “A lock”"),
        *each,
        *ONWARDS,
    ]


def test_each_person_is_a_group_and_so_is_each_thing_asked_about_them(seen, tour):
    child = tour.invite(Version.SHORT).settles_in().goes_to("people")

    said = _said(seen.show(child.as_seen()))

    assert _controls(said) == [
        ("group", "Who are the people in your life?"),
        ("group", "Person 1"),
        (TEXT, "Who is it?"),
        ("group", "How close are you?"),
        *((RADIO, words) for words in ("Very close", "Close", "Not so close")),
        ("group", "How much do you want to see them?"),
        *((RADIO, words) for words in ("See them more", "Just as it is", "See them less")),
        (RADIO, "I’m not sure"),
        ("button", "Add another person"),
        (TEXT, "Anything else about them"),
        *ONWARDS,
    ]


@pytest.mark.parametrize("way", WAYS)
def test_every_other_way_to_answer_says_what_can_be_done(seen, tour, way):
    child = tour.invite(Version.SHORT).settles_in().open(f"/ask/worries/{way}")

    said = _said(seen.show(child.as_seen()))

    assert _controls(said) == [*WAYS[way], (TEXT, OR_WRITE), ("button", KEEP[way])]


def test_each_secret_picture_is_said_by_its_word_and_so_are_the_three(seen, tour):
    child = tour.invite(Version.PICTURES).comes_in().says_who()

    offered = _said(seen.show(child.as_seen()))
    three = [(role, name) for role, name, _ in _said(seen.show(child.picks().as_seen()))]

    assert ("group", "Pick your first secret picture") in _controls(offered)
    assert _controls(offered)[1:25] == [("button", name) for name in PICTURES]
    assert [one for one in three if one in {(TEXTS, each) for each in THREE}] == [
        (TEXTS, each) for each in THREE
    ]


def _controls(said: list[Said]) -> list[tuple[str, str]]:
    """Return what can be done in the middle of a page, and the groups it stands in, in order."""
    heard = [(role, name) for role, name, _ in said]
    main = heard.index(("main", ""))
    return [
        one for one in heard[main : heard.index(("contentinfo", ""))] if one[0] in DONE and one[1]
    ]


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
