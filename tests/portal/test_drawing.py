"""What is drawn once is right for each language and each address, and escapes what it is given."""

from io import BytesIO

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.support import NullTranslations, Translations
from flask import Flask
from jinja2 import DictLoader

from portal import drawing

GREETING = '{% macro greeting(name) %}<p lang="{{ _("en") }}">{{ name }}</p>{% endmacro %}'
PAGE = '{% from "greeting.html" import greeting %}{{ drawn_once(greeting, name) }}'


@pytest.fixture
def reader(monkeypatch) -> dict[str, NullTranslations]:
    """Whoever reads, and what they are told things in."""
    read = {"words": NullTranslations()}
    monkeypatch.setattr("portal.language.saying", lambda: read["words"])
    return read


@pytest.fixture
def welsh() -> Translations:
    catalogue = Catalog("cy")
    catalogue.add("en", "cy")
    catalogue.add("Good morning, %(who)s", "Bore da, %(who)s")
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return Translations(file)


@pytest.fixture
def app(reader) -> Flask:  # noqa: ARG001  it is asked for at every sentence
    """A portal of one page."""
    app = Flask("portal")
    app.jinja_environment = drawing.Pages
    drawing.init_app(app)
    app.jinja_env.loader = DictLoader({"greeting.html": GREETING})
    return app


@pytest.fixture
def page(app: Flask):
    """Draw a template written here, within one request."""
    with app.test_request_context():
        yield lambda source, **given: app.jinja_env.from_string(source).render(**given)


def test_a_sentence_is_said_in_the_language_of_whoever_reads(page, reader, welsh):
    source = '{{ _("Good morning, %(who)s", who=who) }}'

    english = page(source, who="Mia")
    reader["words"] = welsh

    assert english == "Good morning, Mia"
    assert page(source, who="Mia") == "Bore da, Mia"


def test_what_is_put_into_a_sentence_cannot_become_part_of_the_page(page):
    said = page('{{ _("Good morning, %(who)s", who=who) }}', who="<b>Mia</b>")

    assert said == "Good morning, &lt;b&gt;Mia&lt;/b&gt;"


@pytest.mark.parametrize("given", ["", ", who=who"])
def test_a_percent_sign_is_written_twice(page, given):
    assert page(f'{{{{ _("100%% of us"{given}) }}}}', who="Mia") == "100% of us"


def test_what_is_drawn_once_is_drawn_once_for_each_language(page, reader, welsh):
    english = page(PAGE, name="Mia")
    reader["words"] = welsh

    assert english == '<p lang="en">Mia</p>'
    assert page(PAGE, name="Mia") == '<p lang="cy">Mia</p>'


def test_what_is_drawn_once_escapes_what_it_is_given(page):
    assert page(PAGE, name="<b>") == '<p lang="en">&lt;b&gt;</p>'


def test_a_page_may_still_be_given_a_name_that_no_other_page_knows(app):
    with app.test_request_context():
        page = app.jinja_env.from_string("{{ only_here }}", globals={"only_here": "yes"})

    assert page.render() == "yes"
    assert "only_here" not in app.jinja_env.globals
