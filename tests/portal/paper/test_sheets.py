"""Forms on paper are the forms on the screen, in every version and every layout."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template

from feedback.catalogue import load_catalogue
from feedback.glossary import Glossary, say
from feedback.questionnaire import SCALE, Kind, Role, Stage, Version
from feedback.reading import banned_words, measure
from portal.paper.layouts import LINES, Layout
from portal.paper.sheets import sheet_of
from tests.browser import look_over
from tests.portal.office.test_reading import LIMITS

pytestmark = pytest.mark.one_database

EVERY_FORM = load_catalogue().questionnaires
BLOCKS = ".paper__title, .paper__part > p, .paper__part h3, .paper__ideas span, .paper__hint"
TEMPLATES = Path(__file__).parents[3] / "portal" / "templates" / "paper"


@pytest.fixture(params=EVERY_FORM, ids=lambda form: form.id)
def asked(request):
    return request.param


@pytest.fixture
def show(app: Flask):
    """Lay a form out, and look it over as every page is."""

    def shown(name: str, layout: Layout) -> BeautifulSoup:
        with app.test_request_context():
            html = render_template(
                "paper/print.html",
                sheets=[sheet_of(name, layout)],
                heading="Form to print",
                notice="",
                others=(),
                back_url="/",
                back_words="Back",
                leaving=False,
            )
        page = BeautifulSoup(html, "html.parser")
        look_over(page)
        return page

    return shown


def worded(text: str) -> str:
    said = say(text, Glossary())
    return said[:1].upper() + said[1:]


def test_paper_asks_the_same_questions_in_the_same_order_with_the_same_names(show, asked):
    for layout in Layout:
        found = show(asked.id, layout).select("section[data-id]")

        assert [one["data-id"] for one in found] == [one.id for one in asked.questions]
        assert [one.select_one(".paper__id").get_text() for one in found] == [
            one.id for one in asked.questions
        ]


def test_every_word_of_a_question_and_of_its_answers_stands_on_paper(show, asked):
    for layout in Layout:
        shown = show(asked.id, layout).select("section[data-id]")
        for number, question in enumerate(asked.questions, start=1):
            text = shown[number - 1].get_text(" ", strip=True)
            wanted = [question.title, question.title_if_away]
            wanted += [] if question.role is Role.SAFE else [question.help]
            wanted += [option.label for option in question.options]
            assert shown[number - 1].h3.get_text().startswith(f"{number}. ")
            assert [one for one in wanted if worded(one) not in text] == []


def test_every_answer_has_a_box_to_tick_or_a_line_to_write_on(show, asked):
    for layout in Layout:
        page = show(asked.id, layout)
        assert not page.select("input, textarea, button, article script")
        for shown, question in zip(page.select("[data-id]"), asked.questions, strict=True):
            boxes, lines = shown.select(".paper__box"), shown.select(".paper__lines .paper__line")
            if question.kind is Kind.SCALE:
                assert [ring.get_text() for ring in shown.select(".paper__ring")] == list(SCALE)
            elif question.role is Role.ONLY_IRO and layout is not Layout.PHONE:
                assert "This one has its own sheet, at the end." in shown.get_text()
                assert page.select_one(".folded h3").get_text() == shown.h3.get_text()
            elif question.options:
                assert len(boxes) % len(question.options) == 0
                assert boxes
            else:
                assert lines


def test_every_kind_of_question_is_known_on_paper():
    source = (TEMPLATES / "parts" / "asked.html").read_text("utf-8")

    assert [kind for kind in Kind if f'"{kind}": _' not in source] == []


def test_every_layout_says_how_many_lines_it_has():
    assert set(LINES) == set(Layout)


def test_an_answer_says_in_words_where_it_leads(show):
    page = show("consultation.short", Layout.PLAIN)

    go = page.select_one("[data-id=go]").get_text(" ", strip=True)
    join = page.select_one("[data-id=join]").get_text(" ", strip=True)
    number = int(re.search(r"(\d+)\. Do you want to go", go).group(1))
    assert f"No Go to question {number + 2}." in go
    assert f"I’m not sure Go to question {number + 3}." in go
    assert f"Only if you said “Yes” to question {number}." in join
    assert f"Go to question {number + 3}." in join


def test_a_topic_says_which_question_it_brings(show):
    page = show("consultation.full", Layout.LARGE)

    assert "Money Question 8" in page.select_one("[data-id=topics]").get_text(" ", strip=True)
    assert "Only if you ticked “Money”." in page.select_one("[data-id=money]").get_text()


def test_without_an_address_a_form_says_to_whom_to_give_it(show):
    page = show("consultation.pictures", Layout.EASY)

    assert "Give it to your social worker, or to someone you trust." in page.main.get_text(
        " ", strip=True
    )


def test_by_phone_it_is_said_first_who_asks_and_what_cannot_be_kept(show):
    page = show("consultation.longer", Layout.PHONE)

    for words in (
        "Is this a good time?",
        "I have to tell people who can keep you safe.",
        "Who answers?",
        "I read out what I wrote. Is it right?",
    ):
        assert words in page.main.get_text(" ", strip=True)


def test_a_form_about_how_it_was_names_nobody_and_asks_for_no_name(show):
    for form in (one for one in EVERY_FORM if one.kind is Stage.EVALUATION):
        for layout in Layout:
            page = show(form.id, layout)
            text = page.article.get_text(" ", strip=True)
            assert not page.select(".folded")
            assert not re.search("My first name|Letter number|Please get in touch", text)
            assert re.search("Do not write your name|Write no name", text)


def test_when_a_child_does_not_feel_safe_paper_says_that_nobody_knows_yet(show):
    for layout in (Layout.PLAIN, Layout.LARGE, Layout.EASY):
        safe = show("consultation.full", layout).select_one("[data-id=safe]").get_text(" ")

        assert "nobody knows it until this paper comes to us" in safe
        assert "you choose whether we tell someone now" not in safe


def test_the_words_around_the_questions_are_as_easy_as_the_questions(show, asked):
    page = show(asked.id, Layout.PLAIN)
    blocks = [" ".join(one.get_text(" ").split()) for one in page.article.select(BLOCKS)]
    mean, longest, grade = LIMITS.get(asked.version, (16, 22, 9))

    found = measure(blocks)

    assert found.mean <= mean
    assert found.longest <= longest
    assert found.grade <= grade


def test_no_word_of_the_office_stands_on_a_childs_form(show, asked):
    text = show(asked.id, Layout.PLAIN).article.get_text(" ")

    if asked.version is not Version.WATCHING:
        assert banned_words(text.replace("participation officer", "")) == ()
