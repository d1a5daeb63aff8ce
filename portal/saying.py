"""Questions in the council’s own words, as a page shows them."""

from dataclasses import replace
from functools import lru_cache

from feedback.glossary import Glossary, say
from feedback.questionnaire import Option, Question
from portal.storage import council


def worded(question: Question, title: str) -> Question:
    """Fill a question’s words in. ``title`` is the one for a child who went, or who was away."""
    return _worded(question, title, council().glossary)


@lru_cache(maxsize=1024)
def _worded(question: Question, title: str, glossary: Glossary) -> Question:
    options = tuple(_option(option, glossary) for option in question.options)
    return replace(
        question,
        title=_begun(say(title, glossary)),
        help=_begun(say(question.help, glossary)),
        options=options,
    )


def _option(option: Option, glossary: Glossary) -> Option:
    return replace(option, label=_begun(say(option.label, glossary)))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
