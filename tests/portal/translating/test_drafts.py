"""First drafts come with the portal to begin from. None was reviewed, and none reaches a child."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask

from feedback.council import Council
from feedback.glossary import Glossary
from feedback.phrases import Phrase
from portal.languages import BY_TAG
from portal.translating import compiled, compiling, drafts
from portal.translating.compiled import numbers_of
from portal.translating.gathering import gathered
from portal.translating.shelf import PLAIN, Shelf

FILES = sorted(drafts.FOLDER.rglob("*.po"))
DRAFTED = ("ar", "cy")
WORDS = Glossary("r", "m", "i", "s", "h")


def entries(path):
    with path.open("rb") as file:
        catalogue = read_po(file)
    return catalogue, [message for message in catalogue if message.id]


@pytest.mark.parametrize("tag", DRAFTED)
def test_arabic_and_welsh_are_drafted_for_the_pages_and_for_the_short_forms(tag):
    known = drafts.came_with_it(tag)

    for domain in ("consultation.short", "evaluation.short", "messages"):
        phrases = gathered()[domain]
        drafted = [phrase for phrase in phrases if phrase.key in known]
        assert len(drafted) >= len(phrases) * 0.8, domain


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_draft_is_marked_as_one_and_its_file_warns_whoever_opens_it(path):
    catalogue, messages = entries(path)

    assert [message.id for message in messages if message.string and not message.fuzzy] == []
    assert catalogue.fuzzy
    assert "must not be shown to any child" in path.read_text("utf-8")
    assert path.parts[-3] in BY_TAG
    assert path.stem in gathered()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_draft_keeps_what_is_filled_in(path):
    for message in entries(path)[1]:
        one, many = (*_parts(message.id), "")[:2]
        said = _parts(message.string)
        if all(said):
            Phrase(path.stem, message.context or "", one, many).must_carry(said)
            assert len(said) == (numbers_of(path.parts[-3]) if many else 1), one


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_compiling_a_file_of_drafts_leaves_nothing_in_it(path):
    catalogue, messages = entries(path)

    found = Translations(BytesIO(compiled.compiled(catalogue)))

    for message in messages:
        one = _parts(message.id)[0]
        if message.context:
            assert found.upgettext(message.context, one) == one
        else:
            assert found.ugettext(one) == one


def test_drafts_alone_are_never_compiled_nor_offered(store, tmp_path):
    words, folder = tuple((tag, WORDS) for tag in DRAFTED), tmp_path / "translations"

    assert compiling.compile_whole(store, folder) == ()

    shelf = Shelf(folder, Council(glossaries=words), made_up=False)
    assert shelf.offered() == ()
    assert not folder.exists()
    assert all(shelf.translations(tag) is PLAIN for tag in DRAFTED)


def test_a_child_is_offered_no_language_that_is_only_drafted(app: Flask):
    page = app.test_client().get("/").text

    assert 'name="language"' not in page
    assert 'name="interpreter" value="ar"' in page


def _parts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)
