"""Whether what an adult writes to a child is as easy to read as the child’s own version.

The limits are those of the questionnaires. Names are spared: nobody can write another name.
"""

import re
from collections.abc import Collection, Iterator

from feedback.questionnaire import Version
from feedback.reading import banned_words, measure, sentences, syllables, words
from feedback.soundness.words import LIMITS, Limits

_ENOUGH_FOR_A_GRADE = 10
_LONG_WORD = 3
_NAME = "Sam"
_FIRST = re.compile(r"^\W*(\w+)")


def problems(text: str, version: Version, *, names: Collection[str] = ()) -> Iterator[str]:
    """Name, in a sentence each, what makes a text too hard for a child who has this version.

    ``names`` are of people and places that may stand in it. A text too short to have a school
    grade is judged by its longest words. Watching is read by adults and has no limits.
    """
    for word in dict.fromkeys(banned_words(text)):
        yield f"Children are never shown the word “{word}”. Say it in plain words."
    limits = LIMITS.get(version)
    if limits is not None and words(text):
        yield from _too_hard(_without_names(text, names), limits)


def _too_hard(text: str, limits: Limits) -> Iterator[str]:
    found, every = measure([text]), words(text)
    if found.longest > limits.longest:
        yield (
            f"A sentence has {found.longest} words where this child’s form has at most"
            f" {limits.longest}. Make two of it."
        )
    elif found.mean > limits.mean and len(sentences(text)) > 1:
        yield (
            f"The sentences have {found.mean:.1f} words each, where this child’s form has"
            f" {limits.mean:g}. Use shorter ones."
        )
    hard = [word for word in dict.fromkeys(every) if syllables(word) > _LONG_WORD]
    if len(every) < _ENOUGH_FOR_A_GRADE:
        if hard:
            yield f"These words are long: {', '.join(hard)}. Use shorter ones."
    elif found.grade > limits.grade:
        longest = sorted(dict.fromkeys(every), key=syllables, reverse=True)[:3]
        yield f"This is hard to read. Use shorter words, for example for {', '.join(longest)}."


def _without_names(text: str, names: Collection[str]) -> str:
    """Put a short name where a name stands: one we know, or a word that begins with a capital."""
    known = {part.casefold() for name in names for part in words(name)}
    for sentence in sentences(text):
        first = _FIRST.match(sentence)
        begins = first.group(1) if first else ""
        for word in words(sentence):
            if word.casefold() in known or (word[0].isupper() and not begins.startswith(word)):
                text = re.sub(rf"\b{re.escape(word)}\b", _NAME, text)
    return text
