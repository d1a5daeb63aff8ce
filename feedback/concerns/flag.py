"""Which words in a text ask to be read first, and of what they may speak.

A rule is words in order, found from its first word; no rule weighs or scores anything. It puts
a text at the top of what a human reads anyway. It is no safety control: a text in which
nothing is found may still be the one that matters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from feedback.concerns.lexicon import Kind, Lexicon, Rule, Step, read_lexicon
from feedback.concerns.spelling import clauses

_REACH = 2
"""How many words before a find may turn it into its opposite: *they never hit me*."""


@dataclass(frozen=True, slots=True)
class Found:
    """What may be spoken of, and the words that say so, in our spelling of them."""

    kind: Kind
    words: str = field(repr=False)


def look_first(texts: Iterable[str]) -> tuple[Found, ...]:
    """Return what is found in these texts, once a kind, in the order in which it is said."""
    lexicon = _lexicon()
    found: dict[Kind, Found] = {}
    for text in texts:
        for words in clauses(text):
            for one in _in_clause(lexicon, words):
                found.setdefault(one.kind, one)
    return tuple(found.values())


@cache
def _lexicon() -> Lexicon:
    return read_lexicon()


def _in_clause(lexicon: Lexicon, words: Sequence[str]) -> Iterator[Found]:
    hidden = {
        place for at, end, _ in _matches(lexicon.ordinary, words) for place in range(at, end)
    }
    for at, end, rule in _matches(lexicon.rules, words, lexicon.never_after):
        before = words[max(0, at - _REACH) : at]
        if hidden.isdisjoint(range(at, end)) and lexicon.never_after.isdisjoint(before):
            yield Found(rule.kind, " ".join(words[at:end]))


def _matches(
    rules: Mapping[str, Sequence[Rule]], words: Sequence[str], never: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int, Rule]]:
    said = frozenset(words)
    for at, word in enumerate(words):
        for rule in rules.get(word, ()):
            if said.isdisjoint(rule.ends_with):
                continue
            end = _end(rule.steps, words, at, never)
            if end:
                yield at, end, rule


def _end(steps: Sequence[Step], words: Sequence[str], at: int, never: frozenset[str]) -> int:
    """Return where steps that begin here end, or nought where they do not hold.

    No word that would turn the rest into its opposite may stand between two steps.
    """
    if not steps:
        return at
    wanted, *rest = steps
    for start in range(at, min(at + wanted.gap + 1, len(words))):
        if start > at and words[start - 1] in never:
            return 0
        for length in _lengths(wanted, words, start):
            end = _end(rest, words, start + length, never)
            if end:
                return end
    return 0


def _lengths(wanted: Step, words: Sequence[str], start: int) -> Iterator[int]:
    """Give the length of each way in which a step is said here."""
    if words[start] in wanted.words:
        yield 1
    for choice in wanted.together:
        if choice[0] == words[start] and tuple(words[start : start + len(choice)]) == choice:
            yield len(choice)
