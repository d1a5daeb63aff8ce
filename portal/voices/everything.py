"""Every sentence a child can meet in a language: the questions, and the pages around them.

Sentences with a name, a day or a number in them are different for every child, so that
nobody can record them beforehand. They are left to a voice on the child’s own machine.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache

from babel.support import NullTranslations
from flask import current_app
from flask_babel import gettext
from jinja2 import meta

from feedback.glossary import Glossary
from feedback.questionnaire import Question, Stage
from portal import language
from portal.languages import ENGLISH, Language
from portal.saying import worded
from portal.storage import catalogue
from portal.voices.aloud import WRITTEN, of_question
from portal.voices.sentences import sentences

PAGES = "pages"
_OURS = "children/"
_FILLED_IN = re.compile(r"%\((\w+)\)s")


def everything() -> Mapping[str, tuple[str, ...]]:
    """Return every sentence with the forms it stands in, in the order a child meets them."""
    return _everything(language.chosen(), language.saying(), language.glossary())


@lru_cache(maxsize=32)
def _everything(
    spoken: Language, _words: NullTranslations, glossary: Glossary
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for where, sentence in (*_asked(spoken), *_around(glossary)):
        found.setdefault(sentence, {})[where] = None
    return {sentence: tuple(places) for sentence, places in found.items()}


def _asked(spoken: Language) -> Iterator[tuple[str, str]]:
    for form in catalogue().questionnaires:
        is_asked = catalogue().find(form.kind, form.version) is form
        is_whole = spoken is ENGLISH or language.shelf().speaks(spoken.tag, form.id)
        if form.kind is Stage.WATCHING or not (is_asked and is_whole):
            continue
        for question in form.questions:
            for sentence in _of(question):
                yield form.id, sentence


def _of(question: Question) -> Iterator[str]:
    yield from of_question(worded(question, question.title))
    if question.title_if_away:
        yield from sentences(worded(question, question.title_if_away).title)
    if question.kind in WRITTEN:
        yield from promise()


def promise() -> Iterator[str]:
    """Say what stands wherever a child writes."""
    return sentences(gettext("Nobody can read this until you press Send."))


def _around(glossary: Glossary) -> Iterator[tuple[str, str]]:
    words = asdict(glossary)
    environment = current_app.jinja_env
    for name in _templates():
        source = _source(name)
        for _line, _how, said in environment.extract_translations(source):  # type: ignore[attr-defined]  # the extension’s
            if isinstance(said, str) and set(_FILLED_IN.findall(said)) <= words.keys():
                for sentence in sentences(gettext(said, **words)):
                    yield PAGES, sentence


def _templates() -> list[str]:
    """Name the pages of a child, and what they are made of."""
    every = current_app.jinja_env.list_templates()
    waiting = [name for name in every if name.startswith(_OURS)]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name in found or name.startswith("layouts/"):
            continue
        found[name] = None
        page = current_app.jinja_env.parse(_source(name))
        waiting += [one for one in meta.find_referenced_templates(page) if one in every]
    return list(found)


def _source(name: str) -> str:
    environment = current_app.jinja_env
    if environment.loader is None:
        return ""
    return environment.loader.get_source(environment, name)[0]
