"""What is read aloud of a page, and what never is."""

import pytest

from feedback.catalogue import load_catalogue
from feedback.questionnaire import Kind, Option, Question, Stage, Version
from portal.voices.aloud import of_page, of_question


def test_a_question_is_said_with_its_help_and_then_its_answers_in_their_order():
    options = (Option("yes", "Yes"), Option("no", "No"))
    asked = Question("go", Kind.CHOICE, "Do you want to go?", "You can choose.", options=options)

    assert list(of_question(asked)) == ["Do you want to go?", "You can choose.", "Yes", "No"]


def test_the_ends_of_a_scale_are_said_with_their_numbers():
    options = (Option("0", "Bad"), Option("10", "Good"), Option("not-sure", "I’m not sure"))
    asked = Question("how", Kind.SCALE, "How was it?", options=options)

    assert list(of_question(asked)) == ["How was it?", "0.", "Bad", "10.", "Good", "I’m not sure"]


def test_a_page_is_said_in_its_order():
    page = (
        "<h1>Help</h1><p>Ring <strong>now</strong>. Really.<br>Go&nbsp;on</p><button>Send</button>"
    )

    assert list(of_page(page)) == ["Help", "Ring", "now", "Really.", "Go on", "Send"]


@pytest.mark.parametrize(
    "own",
    [
        '<q class="said theirs">The dog</q>',
        '<dl class="answers"><dt>Home</dt><dd><span class="said">Sad<br></span></dd></dl>',
        '<article class="ask"><p>You asked: <q>The dog</q></p></article>',
        "<textarea>The dog</textarea>",
        '<svg><use href="x"/><text>The dog</text></svg>',
        '<button lang="ti">The dog</button>',
        "<div hidden><p>The dog</p></div>",
        '<span class="only-heard">The dog</span>',
    ],
)
def test_what_a_child_said_and_what_is_not_seen_are_never_said(own):
    assert list(of_page(f"<p>Before</p>{own}<p>After</p>")) == ["Before", "After"]


def test_a_page_that_is_cut_off_is_read_as_far_as_it_goes():
    assert list(of_page("<p>Before</q></p><p>After")) == ["Before", "After"]


def test_the_people_in_a_childs_life_are_asked_for_once_with_every_answer(app):
    asked = load_catalogue().find(Stage.CONSULTATION, Version.SHORT).question("people")

    with app.test_request_context():
        said = list(of_question(asked))

    assert said[-11:-8] == ["Who is it?", "How close are you?", "Very close"]
    assert said[-6:-4] == ["How much do you want to see them?", "See them more"]
    assert said[-1] == "Anything else about them"
