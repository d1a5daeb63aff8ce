"""One thing to translate: where it stands, and what must come through unchanged."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from feedback.errors import TranslationUnsound
from feedback.questionnaire import Question, Questionnaire

FORM = "the form"
"""The context of a form’s own name. No question is called that, for ids are plain words."""

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}|%\([a-z_]+\)[sd]")
_COUNTED = "%(num)d"
_STRAY = re.compile(r"[{}%]")
_AT_HAND = 16_384
"""Names of phrases kept at hand: several times as many as all pages and forms have."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """English as it stands in one place. The notes tell a translator where that is.

    ``domain`` is the form it belongs to, or the pages around all forms; ``context`` the
    question. Where a number decides, ``plural`` is the English for many.
    """

    domain: str
    context: str
    english: str
    plural: str = ""
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Name it by what it says and where: any other English is another phrase.

        The same question in two forms is one phrase, so nobody reviews it twice.
        """
        return _key(self.context, self.english, self.plural)

    def must_carry(self, forms: Iterable[str]) -> None:
        """Refuse a translation that is blank or loses, invents or breaks a placeholder."""
        needed = placeholders(self.english) | placeholders(self.plural)
        for text in forms:
            held = placeholders(text)
            if not text.strip():
                raise TranslationUnsound("A translation cannot be blank.")
            for name in sorted((needed - {_COUNTED}) - held):
                raise TranslationUnsound(f"{name} is missing: keep it as it is in the English.")
            for name in sorted(held - needed):
                raise TranslationUnsound(f"{name} is not in the English: take it out.")
            if not self.plural and needed - held:
                raise TranslationUnsound(f"{_COUNTED} is missing: keep it as it is.")
            if _STRAY.search(_PLACEHOLDER.sub("", text)):
                raise TranslationUnsound("A bracket or % sign belongs to nothing in the English.")


@lru_cache(maxsize=_AT_HAND)
def _key(*said: str) -> str:
    """Name what is said. A list of languages asks this of every phrase for each of them."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def placeholders(text: str) -> frozenset[str]:
    """Find what is filled in later, such as ``{review}`` or ``%(name)s``."""
    return frozenset(_PLACEHOLDER.findall(text))


def phrases_of(questionnaire: Questionnaire) -> tuple[Phrase, ...]:
    """List everything a form shows, each once, in the order it is met."""
    found: dict[str, Phrase] = {}
    for context, english, *notes in _shown(questionnaire):
        phrase = Phrase(questionnaire.id, context, english, notes=tuple(notes))
        found.setdefault(phrase.key, phrase)
    return tuple(found.values())


def digest_of(phrases: Iterable[Phrase]) -> str:
    """Digest the English of a form, so that what was translated from another is known as stale."""
    keys = "\n".join(sorted(phrase.key for phrase in phrases))
    return hashlib.sha256(keys.encode()).hexdigest()


def _shown(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    yield FORM, questionnaire.name, "the name of this form, where a child chooses one"
    for number, question in enumerate(questionnaire.questions, start=1):
        yield from _of(question, f"question {number}, {question.kind}")


def _of(question: Question, where: str) -> Iterator[tuple[str, ...]]:
    picture = (f"picture: {question.picture}",) if question.picture else ()
    yield question.id, question.title, f"{where}: the question", *picture
    if question.title_if_away:
        yield question.id, question.title_if_away, f"{where}: for a child who was not there"
    if question.help:
        yield question.id, question.help, f"{where}: help under the question"
    for option in question.options:
        beside = (f"picture: {option.picture}",) if option.picture else ()
        yield question.id, option.label, f"{where}: an answer ({option.value})", *beside
