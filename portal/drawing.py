"""Drawing pages: what says the same to everybody is drawn once for each language.

Which language is told by its translations: others, when a council has accepted new ones.
A component’s macro sees nothing but what it is given, so what it draws can be kept as long as
that is ours: a question’s words, an address, the name of a picture. What a child said, and
whatever else belongs to one visitor, is never given to ``drawn_once``.
"""

from collections.abc import Hashable, MutableMapping
from functools import lru_cache
from typing import Any

from babel.support import NullTranslations
from flask import Flask
from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import Template
from jinja2.runtime import Macro
from markupsafe import Markup

from portal import current, language
from portal.addresses import fixed

_PARTS, _SENTENCES = 2048, 8192


class Pages(Environment):
    """Flask’s own environment, whose templates share its globals instead of chaining to them.

    Every page copies them, which a plain dictionary does at once. A page names a dozen templates,
    so what was loaded once is found by its name alone, unless it is watched for changes.
    """

    def __init__(self, app: App, **options: Any) -> None:  # noqa: ANN401  the library’s own
        """Know no template yet."""
        super().__init__(app, **options)
        self._loaded: dict[Any, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  the library’s own
    ) -> Template:
        """Return a template, loaded or as it was loaded before."""
        if globals or self.auto_reload:
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Share what every template may name, unless one is given more."""
        return super().make_globals(d) if d else self.globals


def drawn_once(macro: Macro, *given: Hashable) -> Markup:
    """Draw what a macro makes of what it is given, or find it drawn. Never a visitor’s own."""
    return drawn(macro, language.saying(), current.root(), *given)


def component(template: str, macro: str, *given: object) -> Markup:
    """Draw one component for one visitor, to stand on a page that is drawn once."""
    drawing: Macro = getattr(current.app().jinja_env.get_template(template).module, macro)
    return Markup(drawing(*given))  # noqa: S704  a macro escapes what it draws


def say(message: str, **given: object) -> Markup:
    """Say a sentence in the reader’s language: ``_()`` of every template.

    As with Jinja’s own, a percent sign is written twice and what is given is escaped.
    """
    words = language.saying()
    return _sentence(words, message) % given if given else _whole(words, message)


def init_app(app: Flask) -> None:
    """Let templates draw once, and translate without asking twice."""
    names: dict[str, Any] = {"_": say, "gettext": say, "drawn_once": drawn_once, "fixed": fixed}
    app.jinja_env.globals.update(names)


@lru_cache(maxsize=_PARTS)
def drawn(macro: Macro, _words: NullTranslations, _root: str, *given: Hashable) -> Markup:
    """Draw it, for this language and wherever the portal is mounted."""
    return Markup(macro(*given))  # noqa: S704  a macro escapes what it draws


@lru_cache(maxsize=_SENTENCES)
def _sentence(words: NullTranslations, message: str) -> Markup:
    return Markup(words.ugettext(message))  # noqa: S704  as Jinja’s own does


@lru_cache(maxsize=_SENTENCES)
def _whole(words: NullTranslations, message: str) -> Markup:
    return _sentence(words, message) % {}
