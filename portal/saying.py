"""Questions in the council’s own words, as a page shows them."""

from dataclasses import replace
from functools import lru_cache

from babel.support import NullTranslations

from feedback.glossary import Glossary, say
from feedback.phrases import FORM
from feedback.questionnaire import Question, Questionnaire
from portal import language


def worded(question: Question, title: str) -> Question:
    """Say a question in the child’s language, then fill in the council’s words.

    ``title`` is the one for a child who went, or for one who was away.
    """
    return _worded(question, title, language.saying(), language.glossary())


@lru_cache(maxsize=2048)
def _worded(
    question: Question, title: str, words: NullTranslations, glossary: Glossary
) -> Question:
    def said(english: str) -> str:
        return _begun(say(words.upgettext(question.id, english), glossary)) if english else ""

    options = tuple(replace(option, label=said(option.label)) for option in question.options)
    return replace(question, title=said(title), help=said(question.help), options=options)


def named(form: Questionnaire) -> str:
    """Say a form’s name in the child’s language."""
    return language.saying().upgettext(FORM, form.name)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
