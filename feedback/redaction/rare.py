"""Words by which a quote may be known again: rare ones, which nobody else has written.

A warning to two people, and no rule: *only this comment says ferret*.
"""

from collections.abc import Sequence

from feedback.redaction.reasons import LABEL
from feedback.redaction.tokens import tokens
from feedback.redaction.vocabulary import dictionary, listed_words

_SHORTEST = 4
_RARE = 20_000


def only_here(words: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return what only these words say, of words that few people say at all, in order.

    What stands in place of something masked is nobody’s word.
    """
    words = LABEL.sub(" ", words)
    said = {token.base for other in others for token in tokens(other)}
    own = dict.fromkeys(token.base for token in tokens(words) if len(token.base) >= _SHORTEST)
    return tuple(word for word in own if word not in said and _is_rare(word))


def _is_rare(word: str) -> bool:
    return word not in listed_words() and dictionary().get(word, 0) < _RARE
