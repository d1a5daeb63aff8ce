"""The words around the questions: all that a child’s page says itself, block by block.

Left out are what is not ours to word here: what a child said, names and days, the languages
by their own names, whom to ring, and the questions, which are measured form by form. A receipt
is drawn and no words, but its letters and digits would be taken for up to ten of them.
"""

import re
from functools import cache

from bs4 import BeautifulSoup

from feedback.catalogue import load_catalogue
from feedback.glossary import Glossary, say
from tests.tools.pictures.album import Shot

_NOT_OURS = ".theirs, .answers, .about strong, .tongues, .help, .progress, textarea"
_NOT_NOW = "script, svg, audio, [hidden], .told, .only-heard, .listen"
_BLOCKS = "p, li, h1, h2, h3, legend, dt, dd, label, button, summary, a, .pick__help, .field__help"
_RECEIPT = re.compile(r"\b[A-Z2-7]{5}-[A-Z2-7]{5}\b")
_PRESSED = ("a", "button", "label", "summary")


@cache
def questions() -> frozenset[str]:
    """Return every sentence of every form, as it is shown."""
    return frozenset(
        say(text, Glossary())
        for form in load_catalogue().questionnaires
        for question in form.questions
        for text in (
            *(question.title, question.title_if_away, question.help),
            *(option.label for option in question.options),
        )
    )


def around(shot: Shot) -> list[str]:
    """Return everything that a page says around its questions."""
    return [words for words, _pressed in _said(shot.html)]


def prose(shot: Shot) -> list[str]:
    """Return what a page says, without what is pressed on it: short words make it look easy."""
    return [words for words, pressed in _said(shot.html) if not pressed]


@cache
def _said(html: str) -> tuple[tuple[str, bool], ...]:
    main = BeautifulSoup(html, "lxml").main
    for other in main.select(f"{_NOT_OURS}, {_NOT_NOW}"):
        other.decompose()
    said = []
    for block in reversed(main.select(_BLOCKS)):  # the inner ones first
        pressed = block.name in _PRESSED or block.find_parent(_PRESSED) is not None
        words = _RECEIPT.sub("code", " ".join(block.get_text(" ").split()))
        said.append((words, pressed))
        block.clear()
    return tuple(one for one in reversed(said) if one[0] and one[0] not in questions())
