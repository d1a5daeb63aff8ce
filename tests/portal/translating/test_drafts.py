"""First drafts come with the portal to begin from. None was reviewed, and none reaches a child."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask

from feedback.council import Council
from feedback.glossary import Glossary
from feedback.phrases import Phrase
from feedback.services.translate import Book, Draft
from portal.languages import BY_TAG
from portal.translating import compiled, compiling, drafts
from portal.translating.compiled import numbers_of
from portal.translating.gathering import gathered
from portal.translating.shelf import PLAIN, Shelf

FILES = sorted(drafts.FOLDER.rglob("*.po"))
DRAFTED = ("ar", "cy")
SHORT = "consultation.short"
ROOM = 0.05
"""How much of a form may be behind the English while it is being changed."""
WORDS = Glossary("r", "m", "i", "s", "h")


def entries(path):
    with path.open("rb") as file:
        catalogue = read_po(file)
    return catalogue, [message for message in catalogue if message.id]


@pytest.mark.parametrize("tag", DRAFTED)
def test_arabic_and_welsh_are_drafted_for_everything_a_child_can_read(tag):
    behind = drafts.behind(tag)

    for domain, phrases in gathered().items():
        missing, old = behind.get(domain, (0, 0))
        assert drafts.file_of(drafts.FOLDER, tag, domain).exists()
        assert missing <= len(phrases) * ROOM, f"{domain}: `portal translations fresh`"
        assert old <= len(phrases) * ROOM, f"{domain}: `portal translations fresh`"


def test_what_the_drafts_lack_and_what_is_old_in_them_is_counted(monkeypatch, tmp_path):
    written = drafts.file_of(tmp_path, "cy", SHORT)
    first, second, *_ = gathered()[SHORT]
    book = Book("cy", {}, {first.key: Draft(("Gair",), "a machine")})
    drafts.write_drafts(written, book, SHORT)
    told = written.read_text("utf-8").replace(f'"{first.english}"', '"Another English"')
    written.write_text(told, "utf-8")
    monkeypatch.setattr(drafts, "FOLDER", tmp_path)

    assert drafts.behind("cy") == {SHORT: (len(gathered()[SHORT]), 1)}
    assert second.english in told


def test_welsh_has_six_forms_for_numbers_and_arabic_too():
    phrase = next(one for one in gathered()["messages"] if one.plural)
    said = tuple(f"{phrase.plural} {form}" for form in range(6))
    file = BytesIO(compiled.compiled(compiled.catalogue_of("cy", {phrase: said})))

    counted = Translations(file)

    assert [numbers_of(tag) for tag in DRAFTED] == [6, 6]
    for form, number in enumerate((0, 1, 2, 3, 6, 10)):
        assert counted.ungettext(phrase.english, phrase.plural, number) == said[form]


def test_a_number_to_ring_is_not_turned_round_among_arabic_words():
    told = (drafts.FOLDER / "ar" / "LC_MESSAGES" / "public.po").read_text("utf-8")

    assert "\N{LEFT-TO-RIGHT ISOLATE}0808 800 0082\N{POP DIRECTIONAL ISOLATE}" in told


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
