"""Names that were written in two or more parts: *kay leigh*, or letter by letter."""

from collections.abc import Iterator, Sequence

from feedback.redaction.known import Known
from feedback.redaction.tokens import Token
from feedback.redaction.vocabulary import COMMON, dictionary, given_names

_MOST_PARTS = 4
_SHORTEST = 3
_GIVEN_FROM = 5
_SPELLED_FROM = 4
_LONGEST_SPELLED = 40
_WIDEST_GAP = 2
_TEXTSPEAK = frozenset("iaurnkbcy")


def written_apart(text: str, words: Sequence[Token], known: Known) -> set[int]:
    """Return the places of words that together are one name."""
    found: set[int] = set()
    for first in range(len(words)):
        for last in range(first + 1, min(first + _MOST_PARTS, len(words))):
            if not _close(text, words[last - 1], words[last]):
                break
            if _is_name(words[first : last + 1], known):
                found.update(range(first, last + 1))
    return found | set(_spelled(text, words, known))


def in_phrases(words: Sequence[Token], known: Known) -> set[int]:
    """Return the places of words that are a known name of several plain words: *Sacred Heart*."""
    found: set[int] = set()
    bases = [word.base for word in words]
    for first, base in enumerate(bases):
        for phrase in known.phrases.get(base, ()):
            if tuple(bases[first : first + len(phrase)]) == phrase:
                found.update(range(first, first + len(phrase)))
    return found


def _is_name(parts: Sequence[Token], known: Known) -> bool:
    joined = "".join(part.base for part in parts)
    if len(joined) < _SHORTEST or any(len(part.base) == len(joined) for part in parts):
        return False
    if any(_forms_alone(part) for part in parts):
        return False
    if known.has(joined):
        return True
    return len(joined) >= _GIVEN_FROM and joined in given_names()


def _forms_alone(part: Token) -> bool:
    """Whether a word is so common that finding it inside a name means nothing."""
    return len(part.base) > 1 and dictionary().get(part.base, 0) >= COMMON


def _spelled(text: str, words: Sequence[Token], known: Known) -> Iterator[int]:
    """Find letters standing alone in a row that spell a known name, or anything long."""
    row: list[int] = []
    for place, word in enumerate([*words, None]):
        if word is not None and len(word.base) == 1 and not word.has_digit:
            if row and not _close(text, words[place - 1], word):
                yield from _named(row, words, known)
                row = []
            row.append(place)
        else:
            yield from _named(row, words, known)
            row = []


def _named(row: list[int], words: Sequence[Token], known: Known) -> list[int]:
    for first in range(len(row)):
        for last in range(min(len(row), first + _LONGEST_SPELLED), first + _SHORTEST - 1, -1):
            name = "".join(words[place].base for place in row[first:last])
            if known.has(name) or name in given_names():
                return row[first:last]
    joined = "".join(words[place].base for place in row)
    textspeak = set(joined) <= _TEXTSPEAK and len(joined) < 2 * _SPELLED_FROM
    return row if len(joined) >= _SPELLED_FROM and not textspeak else []


def _close(text: str, one: Token, other: Token) -> bool:
    between = text[one.end : other.start]
    return 0 < len(between) <= _WIDEST_GAP and not between.strip(" -.*_~·")
