"""Which language a visitor reads: the one they chose, where it is whole; never one we guess."""

from collections.abc import Iterator
from contextlib import contextmanager

from babel import Locale, UnknownLocaleError
from babel.support import NullTranslations
from flask import Flask, current_app, request, session
from flask_babel import Babel, Domain, refresh

from feedback.council import Council
from feedback.glossary import Glossary
from portal import current, storage
from portal.languages import BY_TAG, ENGLISH, Language
from portal.sessions import is_staff_side
from portal.settings import Settings
from portal.translating.compiled import FOLDER
from portal.translating.gathering import PAGES
from portal.translating.shelf import PLAIN, Shelf

COOKIE, ASKED = KEPT = ("language", "interpreter")
"""What the cookie keeps: the language to read in, and the one to be interpreted in."""

_KEPT_AS = {ENGLISH.tag: "en"}
_CHOSEN, _SAYING = "heard.language", "heard.saying"


class OurWords(Domain):  # type: ignore[misc]  # the library’s base is untyped to us
    """Asks our own shelf, for the library knows neither Dari nor what is whole."""

    def get_translations(self) -> NullTranslations:
        """Return the words of whoever reads this page."""
        return saying()


def chosen() -> Language:
    """Return the language of this visitor. Staff read English."""
    here = current.environ()
    if here is None:
        return ENGLISH
    found: Language | None = here.get(_CHOSEN)
    if found is None:
        found = here[_CHOSEN] = _wanted()
    return found


def choose(tag: str) -> bool:
    """Let this visitor read a language from now on, if it is offered."""
    if tag != ENGLISH.tag and not shelf().speaks(tag):
        return False
    session[COOKIE] = tag
    _now_reading(BY_TAG[tag])
    return True


def only_if_whole(*domains: str) -> None:
    """Go back to English on this page where one of these is not whole in the language chosen."""
    if not is_whole(chosen().tag, *domains):
        _now_reading(ENGLISH)


@contextmanager
def speaking(tag: str, *domains: str) -> Iterator[Language]:
    """Say what is drawn meanwhile in another language than the page, if all of it is whole.

    A letter or a form is printed by staff and read by a child.
    """
    before = chosen()
    _now_reading(BY_TAG[tag] if is_whole(tag, *domains) else ENGLISH)
    try:
        yield chosen()
    finally:
        _now_reading(before)


def is_whole(tag: str, *domains: str) -> bool:
    """Whether every one of these may be shown in a language; English always may."""
    held = (shelf().speaks(tag, domain) for domain in (PAGES, *domains))
    return tag == ENGLISH.tag or all(held)


def offered_for(*domains: str) -> tuple[Language, ...]:
    """List the languages in which all of these are whole, English first."""
    return (ENGLISH, *(one for one in shelf().offered() if is_whole(one.tag, *domains)))


def saying() -> NullTranslations:
    """Return everything we can say in the visitor’s language: pages, and forms by question."""
    here = current.environ()
    if here is None:
        return PLAIN
    found: NullTranslations | None = here.get(_SAYING)
    if found is None:
        tag = chosen().tag
        found = PLAIN if tag == ENGLISH.tag else shelf().translations(tag)
        here[_SAYING] = found
    return found


def digest(form: str) -> str | None:
    """Return the digest of what a form says in the visitor’s language; none in English."""
    return None if chosen() is ENGLISH else shelf().digest(chosen().tag, form)


def council() -> Council:
    """Return the council this portal serves, with its words in the visitor’s language."""
    return storage.council() if chosen() is ENGLISH else shelf().council(chosen().tag)


def glossary() -> Glossary:
    """Return the council’s words in the visitor’s language."""
    return council().glossary


def tag_kept() -> str:
    """Return how the visitor’s language is written down where it is kept."""
    return _KEPT_AS.get(chosen().tag, chosen().tag)


def in_words(tag: str) -> str:
    """Say a language in English, as staff read it; one that nobody knows by its tag."""
    if tag in BY_TAG:
        return BY_TAG[tag].english
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(ENGLISH.locale) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def shelf() -> Shelf:
    """Return what the running portal may offer."""
    found: Shelf = current_app.extensions["heard.languages"]
    return found


def init_app(app: Flask, settings: Settings) -> None:
    """Let templates translate and say which language they are in."""
    folder = settings.instance / FOLDER
    app.extensions["heard.languages"] = Shelf(folder, settings.council, made_up=settings.pseudo)
    babel = Babel(app, locale_selector=lambda: chosen().locale)
    babel.domain_instance = OurWords()
    app.jinja_env.filters["language_in_words"] = in_words


def _wanted() -> Language:
    if is_staff_side(current.asked().path):
        return ENGLISH
    tag = current.carried().get(COOKIE)
    return BY_TAG[tag] if tag in BY_TAG and shelf().speaks(tag) else ENGLISH


def _now_reading(language: Language) -> None:
    request.environ[_CHOSEN] = language
    request.environ.pop(_SAYING, None)
    refresh()
