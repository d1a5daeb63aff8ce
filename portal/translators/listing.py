"""How far each language is, form by form, and which of its sentences are left."""

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.services.translate import Line, Standing
from portal import language
from portal.access import may
from portal.languages import BY_TAG, LANGUAGES, Language
from portal.storage import catalogue, store
from portal.translating import compiling
from portal.translating.compiling import Progress
from portal.translating.gathering import LETTERS, PAGES, PAPER, PUBLIC, gathered
from portal.translators import bp

SHOWS = ("left", "stale", "all")
_LEFT = frozenset({Standing.LEFT, Standing.DRAFTED, Standing.STALE})
_KEY_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Known:
    """One language on the list: how much of everything was accepted, and whether it is offered."""

    language: Language
    accepted: int
    total: int
    offered: bool


@bp.get("")
@may("review-translations")
def languages() -> ResponseReturnValue:
    """List every language of the table and how far it is."""
    books = compiling.books_of(store(), [one.tag for one in LANGUAGES])
    known = [
        _known(one, compiling.progress(book)) for one, book in zip(LANGUAGES, books, strict=True)
    ]
    return render_template("translators/languages.html", known=known)


@bp.get("/<tag>")
@may("review-translations")
def forms(tag: str) -> ResponseReturnValue:
    """List the forms of one language, and whether the council has its own words in it."""
    spoken = language_of(tag)
    progress = compiling.progress(compiling.book_of(store(), tag))
    return render_template(
        "translators/forms.html",
        spoken=spoken,
        progress=progress,
        called=called,
        offered=[one.domain for one in progress if language.shelf().speaks(tag, one.domain)],
        has_words=language.council().glossary_in(tag) is not None,
    )


@bp.get("/<tag>/<domain>")
@may("review-translations")
def sentences(tag: str, domain: str) -> ResponseReturnValue:
    """List the sentences of one form: what is left, what is stale, or all."""
    spoken, shown = language_of(tag), request.args.get("show", SHOWS[0])
    lines = lines_of(tag, domain)
    return render_template(
        "translators/sentences.html",
        spoken=spoken,
        domain=domain,
        called=called(domain),
        lines=[line for line in lines if _is_shown(line, shown)],
        accepted=sum(line.standing is Standing.ACCEPTED for line in lines),
        stale=sum(line.standing is Standing.STALE for line in lines),
        total=len(lines),
        shown=shown if shown in SHOWS else SHOWS[0],
        short=short,
    )


def language_of(tag: str) -> Language:
    """Return a language of the table."""
    return BY_TAG[tag] if tag in {one.tag for one in LANGUAGES} else abort(404)


def lines_of(tag: str, domain: str) -> tuple[Line, ...]:
    """Return the sentences of a form that is there."""
    if domain not in gathered():
        abort(404)
    return compiling.lines_of(compiling.book_of(store(), tag), domain)


def called(domain: str) -> str:
    """Say what staff call a form, or the pages around all forms."""
    if domain in (around := _around()):
        return around[domain]
    form = next(one for one in catalogue().questionnaires if one.id == domain)
    kinds = {"consultation": _("Before the review"), "evaluation": _("After the review")}
    return f"{kinds[form.kind]}: {form.name}"


def _around() -> dict[str, str]:
    return {
        PAGES: _("Pages around every form"),
        PUBLIC: _("Public pages"),
        LETTERS: _("Letters"),
        PAPER: _("Forms on paper"),
    }


def short(key: str) -> str:
    """Return as much of a key as an address needs."""
    return key[:_KEY_SHOWN]


def is_left(line: Line) -> bool:
    """Whether somebody still has to accept it."""
    return line.standing in _LEFT


def _is_shown(line: Line, shown: str) -> bool:
    if shown == "stale":
        return line.standing is Standing.STALE
    return shown == "all" or is_left(line)


def _known(one: Language, progress: tuple[Progress, ...]) -> Known:
    return Known(
        one,
        sum(form.accepted for form in progress),
        sum(form.total for form in progress),
        language.shelf().speaks(one.tag),
    )
