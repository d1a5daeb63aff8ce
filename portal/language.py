"""Which language a visitor reads. Languages are offered only when wholly reviewed."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from flask import Flask
from flask_babel import Babel

OFFERED = ("en",)


@dataclass(frozen=True, slots=True)
class Language:
    """A language as pages need it: tag for ``lang``, locale for dates, direction."""

    tag: str
    locale: str
    direction: str


ENGLISH = Language("en-GB", "en_GB", "ltr")


def chosen() -> Language:
    """Return the language of this visitor."""
    return ENGLISH


def in_words(tag: str) -> str:
    """Say a language in the reader’s own; one that Babel does not know by its code."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(chosen().locale) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def init_app(app: Flask) -> None:
    """Let templates translate and say which language they are in."""
    Babel(app, locale_selector=lambda: chosen().locale)
    app.context_processor(lambda: {"language": chosen().tag, "direction": chosen().direction})
