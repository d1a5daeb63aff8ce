"""Everything a child can read, gathered from the pages themselves and from every form.

Pages for staff stay English and are left out, so that a language can be whole. Which
templates a child meets is asked of the templates: all outside the staff’s folders, with
whatever they draw on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.extract import extract, extract_python
from jinja2 import Environment, meta
from jinja2.ext import babel_extract

from feedback.catalogue import load_catalogue
from feedback.phrases import Phrase, phrases_of
from feedback.questionnaire import Questionnaire, Stage

PAGES = "messages"
"""The domain of the pages around all forms; each form has one of its own, named as it is."""

PUBLIC = "public"
"""The domain of the pages for whoever has no letter; what they share with the others is there."""

LETTERS = "letters"
"""The domain of the letters to a child, apart from what they share with the pages."""

PAPER = "paper"
"""The domain of what stands on a form on paper around its questions."""

HERE = Path(__file__).parents[1]
TEMPLATES = HERE / "templates"
FOR_STAFF = frozenset(
    {
        *(
            "auditors",
            "comments",
            "duty",
            "following",
            "glass",
            "insight",
            "letters",
            "managers",
            "office",
            "officers",
            "people",
        ),
        *("pages", "paper", "returns", "security", "translators", "welcome"),
        *("who-wrote", "who_wrote"),
    }
)
"""Folders of templates and packages that children never meet."""

DRAWN_ON = frozenset({"components", "layouts"})
"""Folders of what other templates draw on, read where something a child meets does so."""

PUBLIC_FOLDER = "front"

STAFFS = frozenset(
    {
        *("access.py", "cancelled_words.py", "following.py", "found.py", "nav.py", "said.py"),
        *("codebooks.py", "totp.py"),
        *("words.py", "words_after.py", "words_beside.py", "words_contradictions.py"),
        *("signing_in.py", "signing_in_forms.py", "signing_in_pages.py"),
        "staff_waits.py",
    }
)
"""Modules whose words only staff read; those of any other may reach a child."""

_SILENT = frozenset({"commands", "static", "translating", "voices"})

_WAYS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext", "lazy"), None),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_ON_PAPER = {LETTERS: ("office/paper.py",), PAPER: ("paper/layouts.py",)}
"""What is printed for a child by others, and the modules that say something on it."""

_AROUND_PAPER = frozenset(
    {
        *("letters/print.html", "letters/reminders.html", "letters/after.html"),
        *("paper/print.html", "paper/phone.html", "paper/parts/by-phone.html"),
        *("layouts/letter.html", "layouts/base.html"),
    }
)
"""What whoever prints it reads, on the screen or out loud: it stays English."""

_AS_SHOWN = {"trim_blocks": "true", "lstrip_blocks": "true"}
_NOTED = ("Wording:",)


@cache
def gathered() -> Mapping[str, tuple[Phrase, ...]]:
    """Gather every phrase by its domain: the pages, and each form as it is asked today."""
    pages = _gathered_from(PAGES, templates_of_children(), modules_of_children())
    known = {phrase.key for phrase in pages}
    public = _gathered_from(PUBLIC, templates_of(PUBLIC_FOLDER), modules_of(PUBLIC_FOLDER))
    paper = {name: _printed_for_children(name) for name in _ON_PAPER}
    return {
        PAGES: pages,
        **{
            domain: tuple(phrase for phrase in phrases if phrase.key not in known)
            for domain, phrases in {PUBLIC: public, **paper}.items()
        },
        **{form.id: phrases_of(form) for form in _forms_of_today()},
    }


def templates_of_children() -> tuple[str, ...]:
    """Name every template that can be part of a child’s page."""
    folders = {path.name for path in TEMPLATES.iterdir()}
    return templates_of(*sorted(folders - FOR_STAFF - DRAWN_ON - {PUBLIC_FOLDER}))


def templates_of(*folders: str) -> tuple[str, ...]:
    """Name every template of these folders, and whatever they draw on."""
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    waiting = [
        path.relative_to(TEMPLATES).as_posix()
        for folder in folders
        for path in sorted((TEMPLATES / folder).rglob("*.html"))
    ]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            tree = reader.parse((TEMPLATES / name).read_text("utf-8"))
            waiting += [used for used in meta.find_referenced_templates(tree) if used]
    return tuple(sorted(found))


def modules_of_children() -> tuple[str, ...]:
    """Name every module whose words can stand on a child’s page: all that are not the staff’s."""
    others = FOR_STAFF | _SILENT | {PUBLIC_FOLDER}
    return tuple(
        name
        for name in modules_of("")
        if name not in STAFFS and name.partition("/")[0] not in others
    )


def modules_of(folder: str) -> tuple[str, ...]:
    """Name every module of one package that says something."""
    return tuple(
        path.relative_to(HERE).as_posix()
        for path in sorted((HERE / folder).rglob("*.py"))
        if "gettext" in path.read_text("utf-8")
    )


def _printed_for_children(domain: str) -> tuple[Phrase, ...]:
    """Gather what stands on the sheets of a folder, which bears the name of its domain."""
    sheets = (name for name in templates_of(domain) if name not in _AROUND_PAPER)
    return _gathered_from(domain, sheets, _ON_PAPER[domain])


def _forms_of_today() -> tuple[Questionnaire, ...]:
    newest: dict[str, Questionnaire] = {}
    for form in load_catalogue().questionnaires:
        known = newest.setdefault(form.id, form)
        if form.edition > known.edition:
            newest[form.id] = form
    return tuple(form for form in newest.values() if form.kind is not Stage.WATCHING)


def _gathered_from(
    domain: str, templates: Iterable[str], modules: Iterable[str]
) -> tuple[Phrase, ...]:
    found: dict[str, Phrase] = {}
    for phrase in _read(domain, templates, modules):
        known = found.get(phrase.key)
        notes = tuple(dict.fromkeys((*(known.notes if known else ()), *phrase.notes)))
        found[phrase.key] = replace(phrase, notes=notes)
    return tuple(found.values())


def _read(domain: str, templates: Iterable[str], modules: Iterable[str]) -> Iterator[Phrase]:
    for name in templates:
        with (TEMPLATES / name).open("rb") as file:
            yield from _said_in(babel_extract, file, domain, f"templates/{name}")
    for name in modules:
        with (HERE / name).open("rb") as file:
            yield from _said_in(extract_python, file, domain, name)


def _said_in(way: Callable[..., Any], file: BinaryIO, domain: str, name: str) -> Iterator[Phrase]:
    options = _AS_SHOWN if way is babel_extract else {}
    for _line, said, comments, context in extract(
        way, file, keywords=_WAYS, comment_tags=_NOTED, options=dict(options)
    ):
        one, many = said if isinstance(said, tuple) else (said, "")
        yield Phrase(domain, context or "", one, many, (*comments, name))
