"""Every sentence a child can meet in a language: the questions, and the pages around them.

Sentences with a name, a day or a number in them are different for every child, so that
nobody can record them beforehand. They are left to a voice on the child’s own machine.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from functools import lru_cache

from babel.support import NullTranslations

from feedback.council import Council, Public
from feedback.glossary import Glossary, say
from feedback.phrases import Phrase
from feedback.questionnaire import WRITTEN, Question, Stage
from portal import language
from portal.languages import ENGLISH, Language
from portal.saying import worded
from portal.storage import catalogue
from portal.translating.gathering import PAGES, PUBLIC, gathered
from portal.voices.aloud import of_question, promise
from portal.voices.sentences import sentences

AROUND: Mapping[str, str] = {PAGES: "pages", PUBLIC: "public"}
"""What is called how in the list: the pages around the questions, and those for anybody."""

_FILLED_IN = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def everything() -> Mapping[str, tuple[str, ...]]:
    """Return every sentence with the forms it stands in, in the order a child meets them."""
    return _everything(language.chosen(), language.saying(), language.council())


@lru_cache(maxsize=32)
def _everything(
    spoken: Language, words: NullTranslations, council: Council
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    added = _of_council(council.public) if spoken is ENGLISH else ()
    for where, sentence in (*_asked(spoken), *_around(words, council.glossary), *added):
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


def _around(words: NullTranslations, glossary: Glossary) -> Iterator[tuple[str, str]]:
    for domain, where in AROUND.items():
        for phrase in gathered()[domain]:
            for sentence in sentences(_said(phrase, words, glossary)):
                yield where, sentence


def _said(phrase: Phrase, words: NullTranslations, glossary: Glossary) -> str:
    """Say a phrase in the council’s words; nothing where it differs from child to child."""
    ours = asdict(glossary)
    named = {one or other for one, other in _FILLED_IN.findall(phrase.english)}
    if phrase.plural or named - ours.keys():
        return ""
    text = words.ugettext(phrase.english)
    if phrase.context:
        text = words.upgettext(phrase.context, phrase.english)
    return say(text % ours if "%(" in text else text, glossary)


def _of_council(public: Public) -> Iterator[tuple[str, str]]:
    """Say what the council adds to the public pages in its own words."""
    for field in fields(public):
        if field.name.startswith("about_"):
            for sentence in sentences(str(getattr(public, field.name))):
                yield AROUND[PUBLIC], sentence
