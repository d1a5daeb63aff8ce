"""Catalogues that were accepted whole, written as files once and read once.

Each form and the pages around them is a file of its own under ``translations`` in the
instance folder, and ``whole.json`` says from which English each was made. A form whose
English has changed since is not read, so a child never meets a page half in English.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.plural import to_gettext
from babel.support import Translations

from feedback.phrases import Phrase, digest_of
from portal.languages import BY_TAG
from portal.translating.gathering import PAGES, gathered
from portal.translating.made_up import sayer

FOLDER = "translations"
_WHOLE = "whole.json"
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""No hour stands in a catalogue, so that the same texts always have the same digest."""

_COUNTED_ANEW = frozenset({"cy"})
"""Languages of which the library’s list of forms for numbers lacks one: none is one in Welsh."""

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Everything that is whole in one language, and a digest of each form’s every text."""

    translations: Translations
    digests: Mapping[str, str]


def counted(catalogue: Catalog, tag: str) -> Catalog:
    """Let a catalogue count as its language does."""
    if tag in _COUNTED_ANEW:
        rule = to_gettext(Locale.parse(BY_TAG[tag].locale).plural_form)
        catalogue.mime_headers = [("Plural-Forms", rule)]
    return catalogue


def catalogue_of(tag: str, accepted: Mapping[Phrase, Forms]) -> Catalog:
    """Make a catalogue out of what was accepted."""
    empty = Catalog(
        locale=BY_TAG[tag].locale, fuzzy=False, creation_date=_EVER, revision_date=_EVER
    )
    catalogue = counted(empty, tag)
    for phrase, forms in accepted.items():
        english = (phrase.english, phrase.plural) if phrase.plural else phrase.english
        text = forms if phrase.plural else forms[0]
        catalogue.add(english, text, context=phrase.context or None)
    return catalogue


def numbers_of(tag: str) -> int:
    """How many forms a language has for numbers: one, two or up to six."""
    return int(counted(Catalog(locale=BY_TAG[tag].locale), tag).num_plurals)


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue without anything fuzzy. There is no way to ask for that."""
    file = BytesIO()
    write_mo(file, catalogue, use_fuzzy=False)
    return file.getvalue()


def write(folder: Path, whole: Mapping[tuple[str, str], Mapping[Phrase, Forms]]) -> None:
    """Write every whole catalogue by tag and domain, and last of all the list of them.

    Nothing is written where nothing changed, so that nobody reads it again for nothing.
    """
    contents = {at: compiled(catalogue_of(at[0], accepted)) for at, accepted in whole.items()}
    listed: dict[str, dict[str, str]] = {}
    for (tag, domain), content in sorted(contents.items()):
        listed.setdefault(tag, {})[domain] = _marks(whole[tag, domain], content)
    told = json.dumps(listed, indent=2).encode()
    if stamp(folder) and (folder / _WHOLE).read_bytes() == told:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for (tag, domain), content in contents.items():
        _replace(folder / f"{tag}.{domain}.mo", content)
    _replace(folder / _WHOLE, told)


def read(folder: Path) -> Mapping[str, Spoken]:
    """Read what is whole in the English of today. What does not fit is left unread."""
    try:
        listed = json.loads((folder / _WHOLE).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return {
        tag: _spoken(contents)
        for tag, domains in listed.items()
        if PAGES in (contents := _fitting(folder, tag, domains))
    }


@cache
def made_up(tag: str) -> Spoken:
    """Make a whole language that nobody speaks."""
    return _spoken(
        {
            domain: compiled(catalogue_of(tag, _said_by(tag, phrases)))
            for domain, phrases in gathered().items()
        }
    )


def stamp(folder: Path) -> int:
    """Return what changes when the catalogues do."""
    try:
        return (folder / _WHOLE).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _fitting(folder: Path, tag: str, domains: Mapping[str, str]) -> dict[str, bytes]:
    fitting = {}
    for domain, marks in domains.items():
        content = (folder / f"{tag}.{domain}.mo").read_bytes()
        if marks == _marks(gathered().get(domain, ()), content):
            fitting[domain] = content
    return fitting


def _spoken(contents: Mapping[str, bytes]) -> Spoken:
    """Put the pages and every form into one, for no two use one context for two things."""
    whole = Translations(BytesIO(contents[PAGES]))
    for content in contents.values():
        whole.merge(Translations(BytesIO(content)))
    digests = {domain: hashlib.sha256(content).hexdigest() for domain, content in contents.items()}
    return Spoken(whole, digests)


def _said_by(tag: str, phrases: Iterable[Phrase]) -> dict[Phrase, Forms]:
    said, numbers = sayer(tag), numbers_of(tag)
    return {
        one: (said(one.plural),) * numbers if one.plural else (said(one.english),)
        for one in phrases
    }


def _marks(phrases: Iterable[Phrase], content: bytes) -> str:
    return f"{digest_of(phrases)} {hashlib.sha256(content).hexdigest()}"


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
