"""A page that says the same to every child is drawn once, and holds nothing of any of them."""

import re

import pytest
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from portal import whole
from portal.languages import ENGLISH
from portal.voices import clips
from tests.portal.children.walking import Child

FRESH = re.compile(r'(name="csrf_token" value=")[^"]+')


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """Every page that is drawn whole, by its template, as often as it is."""
    pages: list[str] = []
    draw_really = whole.draw

    def noted(page, given):
        pages.append(page)
        return draw_really(page, given)

    monkeypatch.setattr(whole, "draw", noted)
    return pages


@pytest.fixture
def usual(monkeypatch):
    """Whether pages are drawn in the usual way, each for its own visitor."""

    def switch():
        monkeypatch.setattr("portal.children.ending.whole", lambda *_, **_more: None)
        monkeypatch.setattr("portal.children.question_page.whole", lambda *_, **_more: None)
        monkeypatch.setattr("portal.children.pictures.whole", lambda *_, **_more: None)
        monkeypatch.setattr("portal.children.door.whole", lambda *_, **_more: None)
        monkeypatch.setattr("portal.children.opening.whole", lambda *_, **_more: None)
        monkeypatch.setattr("portal.children.telling.whole", lambda *_, **_more: None)

    return switch


@pytest.fixture
def written(app) -> dict[str, str]:
    """Templates that are written here."""
    sources: dict[str, str] = {}
    app.jinja_env.loader = ChoiceLoader([DictLoader(sources), app.jinja_env.loader])
    return sources


@pytest.fixture
def another(app, invited) -> Child:
    """Somebody else before another screen."""
    return Child(app.test_client(), road=invited)


def words_of(child: Child, paths: list[str]) -> list[str]:
    pages = [child.client.get(path).text for path in paths]
    return [FRESH.sub(r"\1", page) for page in pages]


def token_on(child: Child) -> str:
    return child.page.select_one("[name=csrf_token]")["value"]


def test_a_question_that_nobody_answered_is_drawn_once(settled, drawn):
    settled.goes_to("home").goes_to("home")

    assert drawn.count("children/ask.html") <= 1


def test_a_page_drawn_whole_is_the_page_that_would_be_drawn_for_this_visitor(
    mia, settled, another, usual
):
    settled.answers_everything()
    asked = [f"/ask/{name}" for name in settled.asked]
    another.comes_in().says_who()
    paths = [
        "/hello",
        "/pictures",
        "/who-sees",
        *asked,
        *(f"{path}?checking=yes" for path in asked),
    ]
    whole_pages = words_of(another, paths)
    front = words_of(Child(mia.client.application.test_client()), ["/", "/"])

    usual()

    assert words_of(another, paths) == whole_pages
    assert words_of(Child(mia.client.application.test_client()), ["/", "/"]) == front


def test_the_thank_you_is_the_same_drawn_whole_with_the_receipt_filled_in(sent, usual):
    (drawn,) = words_of(sent, ["/sent"])

    usual()

    assert words_of(sent, ["/sent"]) == [drawn]
    assert "Robin" in drawn
    assert "Your receipt is" in drawn


def test_each_visitor_is_given_a_token_of_their_own(settled, another):
    settled.goes_to("home")
    another.comes_in().says_who().goes_to("home")

    assert token_on(settled) != token_on(another)
    for child in (settled, another):
        assert child.press("Next", home=["happy"]).path == "/ask/school"


def test_nothing_of_a_visitor_lies_among_the_pages_that_are_kept(app, settled):
    settled.answers_everything(worries="the hedgehog")
    settled.open("/check").open("/ask/worries")
    number = settled.road.issued.letter.number

    kept = b"".join(part for parts in app.extensions["heard.whole"].values() for part in parts)

    assert kept
    for own in (number, "hedgehog", "Mia", "Robin", token_on(settled)):
        assert own.encode() not in kept


def test_the_number_of_the_letter_is_filled_in_and_cannot_become_part_of_the_page(app, written):
    written["asks.html"] = "<p>{{ number }}</p>{{ _('Hello') }}"

    with app.test_request_context("/"):
        pages = [
            whole.whole("asks.html", {}, own={"number": number}) for number in ("100007", "<b>")
        ]

    assert pages == [b"<p>100007</p>Hello", b"<p>&lt;b&gt;</p>Hello"]


@pytest.mark.parametrize("name", ["request.path", "session.visit", "g.identity", "staff.name"])
def test_a_page_drawn_whole_cannot_ask_who_its_visitor_is(app, written, name):
    written["asks.html"] = f"{{{{ {name} }}}}"

    with app.test_request_context("/"), pytest.raises(UndefinedError):
        whole.whole("asks.html", {})


def test_whoever_is_to_be_told_something_is_drawn_a_page_of_their_own(settled, drawn):
    settled.goes_to("home")
    drawn.clear()
    with settled.client.session_transaction() as session:
        session["_flashes"] = [("message", "Well done.")]

    settled.goes_to("school")

    assert "Well done." in settled.text
    assert drawn == []


def test_another_look_is_another_page(settled):
    settled.goes_to("home")

    settled.client.set_cookie("look", "2.1.1.1")

    assert settled.goes_to("home").page.html["data-theme"] == "dark"


def test_a_page_is_drawn_anew_when_the_council_adds_recordings(
    settled, drawn, settings, monkeypatch
):
    """At the latest a second later, which here has always passed."""
    monkeypatch.setattr(clips, "LOOKED_AGAIN", 0)
    settled.goes_to("home")
    drawn.clear()

    (settings.instance / "voices" / ENGLISH.tag).mkdir(parents=True)
    settled.goes_to("home")

    assert drawn == ["children/ask.html"]


def test_only_so_many_pages_are_kept(app, settled, monkeypatch):
    monkeypatch.setattr(whole, "_MOST", 2)

    for name in ("home", "school", "health", "good"):
        settled.goes_to(name)

    assert len(app.extensions["heard.whole"]) == 2
