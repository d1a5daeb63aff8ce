"""Drafts that came with the portal: files for translators’ own tools, all of it ``fuzzy``.

They are something to begin from. Nothing in them counts before it was accepted on the pages
for reviewers, whatever their flags say, and nothing here compiles them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from feedback.phrases import Phrase
from feedback.services.translate import Book, Draft, Standing
from portal.languages import BY_TAG
from portal.translating.compiled import counted
from portal.translating.gathering import gathered

FOLDER = Path(__file__).parents[1] / "translations"
WARNING = """\
UNREVIEWED FIRST DRAFTS. They must not be shown to any child.
Every entry is fuzzy, and fuzzy entries are never compiled. A qualified second person
accepts each on the pages for reviewers: see docs/languages.md."""


@cache
def came_with_it(tag: str) -> Mapping[str, Draft]:
    """Read the drafts of one language by phrase."""
    found: dict[str, Draft] = {}
    for domain in gathered():
        path = file_of(FOLDER, tag, domain)
        if path.exists():
            found |= read_drafts(path, domain)
    return found


def file_of(folder: Path, tag: str, domain: str) -> Path:
    """Return where the file of one language and one form lies."""
    return folder / tag / "LC_MESSAGES" / f"{domain}.po"


def read_drafts(path: Path, domain: str) -> dict[str, Draft]:
    """Read what a translator wrote in one file; who wrote it stands in its head."""
    with path.open("rb") as file:
        catalogue = read_po(file, domain=domain, abort_invalid=True)
    by = (catalogue.last_translator or "").partition("<")[0].strip()
    return {phrase.key: Draft(forms, by) for phrase, forms in _written(catalogue, domain)}


def behind(tag: str) -> Mapping[str, tuple[int, int]]:
    """Say for each form how many phrases have no draft, and how many drafts are of old English.

    Forms for which nothing was drafted, and those of which all is fresh, are left out.
    """
    found = {}
    for domain, phrases in gathered().items():
        path = file_of(FOLDER, tag, domain)
        drafted = read_drafts(path, domain) if path.exists() else {}
        today = {phrase.key for phrase in phrases}
        if drafted and drafted.keys() != today:
            found[domain] = len(today - drafted.keys()), len(drafted.keys() - today)
    return found


def write_drafts(path: Path, book: Book, domain: str) -> None:
    """Write a file for a translator: every phrase with its notes, and the text it has so far."""
    language = BY_TAG[book.language]
    catalogue = Catalog(
        locale=language.locale,
        domain=domain,
        header_comment=f"# {language.english}, {domain}.\n# " + WARNING.replace("\n", "\n# "),
        project="Heard",
        version="0.1",
        msgid_bugs_address="see docs/languages.md",
        last_translator="First draft by a machine <nobody@example.org>",
        language_team=language.english,
        fuzzy=True,
    )
    counted(catalogue, book.language)
    for phrase in gathered()[domain]:
        _add(catalogue, book, phrase)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=99, sort_output=False, include_lineno=False)


def _written(catalogue: Catalog, domain: str) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
    for message in catalogue:
        if message.id and _is_whole(message):
            one, many = (*_parts(message.id), "")[:2]
            yield Phrase(domain, message.context or "", one, many), _parts(message.string)


def _is_whole(message: Message) -> bool:
    return all(_parts(message.string))


def _parts(text: object) -> tuple[str, ...]:
    """Return a text, or its forms for numbers."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _add(catalogue: Catalog, book: Book, phrase: Phrase) -> None:
    text = book.text(phrase)
    accepted = book.line(phrase, ()).standing is Standing.ACCEPTED
    said = text.forms if text else ("",) * (catalogue.num_plurals if phrase.plural else 1)
    catalogue.add(
        (phrase.english, phrase.plural) if phrase.plural else phrase.english,
        said if phrase.plural else said[0],
        flags=() if accepted or not text else ("fuzzy",),
        auto_comments=list(phrase.notes),
        context=phrase.context or None,
    )
