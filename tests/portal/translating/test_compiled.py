"""Only what was accepted whole, in the English of today, ever reaches a child."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.support import Translations

from feedback.council import Council
from feedback.glossary import Glossary
from portal.languages import BY_TAG, ENGLISH, LANGUAGES, MADE_UP
from portal.translating import compiled
from portal.translating.gathering import PAGES, gathered
from portal.translating.shelf import PLAIN, Shelf
from tests.rules import tree

SHORT = "consultation.short"
WELSH = Glossary("adolygiad", "cyfarfod", "SAA", "gweithiwr cymdeithasol", "cartref")
COUNCIL = Council(glossaries=(("cy", WELSH), ("prs", WELSH)))


def in_capitals(domain: str, tag: str = "cy") -> dict:
    """Translate everything of one domain, in a way that is easy to see."""
    forms = compiled.numbers_of(tag)
    return {
        phrase: (_loud(phrase.plural),) * forms if phrase.plural else (_loud(phrase.english),)
        for phrase in gathered()[domain]
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "translations"


@pytest.fixture
def shelf(folder: Path) -> Shelf:
    return Shelf(folder, COUNCIL, made_up=False)


def test_a_form_that_is_whole_is_offered_and_another_is_not(folder, shelf):
    compiled.write(folder, {("cy", PAGES): in_capitals(PAGES), ("cy", SHORT): in_capitals(SHORT)})

    assert [one.tag for one in shelf.offered()] == ["cy"]
    assert shelf.speaks("cy", SHORT)
    assert not shelf.speaks("cy", "consultation.full")
    assert shelf.translations("cy").ugettext("Next") == "NEXT"
    assert shelf.translations("cy").upgettext("go", "Yes") == "YES"
    assert shelf.council("cy").glossary == WELSH


def test_a_language_babel_does_not_know_is_offered_like_any_other(folder, shelf):
    compiled.write(folder, {("prs", PAGES): in_capitals(PAGES, "prs")})

    assert [one.name for one in shelf.offered()] == ["دری"]


def test_nothing_is_offered_before_anything_was_accepted(shelf):
    assert shelf.offered() == ()
    assert shelf.translations("cy") is PLAIN
    assert shelf.digest("cy", PAGES) is None


def test_a_form_without_the_pages_around_it_is_not_offered(folder, shelf):
    compiled.write(folder, {("cy", SHORT): in_capitals(SHORT)})

    assert shelf.offered() == ()
    assert not shelf.speaks("cy", SHORT)


def test_a_language_in_which_the_council_has_no_words_is_not_offered(folder):
    compiled.write(folder, {("cy", PAGES): in_capitals(PAGES)})

    assert Shelf(folder, Council(), made_up=False).offered() == ()


def test_a_form_whose_english_changed_is_no_longer_offered(folder, shelf):
    old = in_capitals(SHORT)
    first, *rest = old
    changed = {replace(first, english="Another question?"): old[first]}
    before = {**changed, **{phrase: old[phrase] for phrase in rest}}

    compiled.write(folder, {("cy", PAGES): in_capitals(PAGES), ("cy", SHORT): before})

    assert shelf.speaks("cy")
    assert not shelf.speaks("cy", SHORT)


def test_a_file_that_was_changed_by_hand_is_not_read(folder, shelf):
    compiled.write(folder, {("cy", PAGES): in_capitals(PAGES)})
    file = folder / f"cy.{PAGES}.mo"
    file.write_bytes(file.read_bytes().replace(b"NEXT", b"NAXT"))

    assert shelf.offered() == ()


def test_what_is_accepted_while_the_portal_runs_is_offered_without_starting_it_anew(folder, shelf):
    assert shelf.offered() == ()

    compiled.write(folder, {("cy", PAGES): in_capitals(PAGES)})

    assert [one.tag for one in shelf.offered()] == ["cy"]


def test_what_is_fuzzy_is_never_compiled():
    catalogue = compiled.catalogue_of("cy", in_capitals(SHORT))
    drafted = next(message for message in catalogue if message.id == "Yes")
    drafted.flags.add("fuzzy")

    found = Translations(BytesIO(compiled.compiled(catalogue)))

    assert found.upgettext("health", "My sleep") == "MY SLEEP"
    assert found.upgettext(drafted.context, "Yes") == "Yes"


def test_no_way_to_compile_what_is_fuzzy_is_anywhere():
    told = [
        str(path)
        for path in (*tree.files(".py", under=("portal", "feedback")), Path("Makefile"))
        if "use_fuzzy=True" in tree.text(path) or "pybabel compile" in tree.text(path)
    ]

    assert told == []


def test_no_compiled_catalogue_is_among_the_files_of_the_portal():
    assert list((tree.ROOT / "portal").rglob("*.mo")) == []


def test_a_language_nobody_speaks_is_offered_only_where_it_is_asked_for(folder):
    asked = {one.tag for one in Shelf(folder, Council(), made_up=True).offered()}

    assert asked == {one.tag for one in MADE_UP}
    assert Shelf(folder, Council(), made_up=False).offered() == ()


@pytest.mark.parametrize("tag", [one.tag for one in MADE_UP])
def test_a_language_nobody_speaks_is_whole_in_every_form(folder, tag):
    shelf = Shelf(folder, Council(), made_up=True)

    assert [domain for domain in gathered() if not shelf.speaks(tag, domain)] == []


@pytest.mark.parametrize("language", BY_TAG.values(), ids=lambda one: one.tag)
def test_every_language_has_a_locale_that_is_there_and_its_true_direction(language):
    locale = Locale.parse(language.locale)

    assert language.direction == locale.text_direction
    assert language.name
    assert language.english


def test_the_languages_that_children_here_speak_first_are_all_in_the_table():
    tags = [language.tag for language in LANGUAGES]

    assert tags[:6] == ["ar", "ckb", "ps", "prs", "fa", "ti"]
    assert tags[6:13] == ["vi", "am", "sq", "om", "so", "ku", "uk"]
    assert tags[13:] == ["pl", "ro", "ur", "gu", "bn", "cy"]
    assert len(set(tags)) == len(tags)
    assert ENGLISH.tag not in tags


def _loud(text: str) -> str:
    return text if "%" in text or "{" in text else text.upper()
