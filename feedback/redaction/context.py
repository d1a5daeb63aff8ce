"""Whether a word that is also a name stands where a name stands.

A little grammar of how children write, for words such as *will*, *grace* and *hope* only. It
proves one or the other, or says that it cannot tell; then the word is shown amber.
"""

from enum import Enum, auto

from feedback.redaction.vocabulary import Kind, kind_of

TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "pc", "sgt", "rev"])
KIN = frozenset(
    ["auntie", "aunty", "aunt", "uncle", "nan", "nana", "nanny", "gran", "granny", "grandad",
     "cousin", "sister", "brother", "friend", "bestie", "mate", "worker", "carer", "bro", "sis",
     "boyfriend", "girlfriend", "advocate", "iro", "named", "called"]
)  # fmt: skip
_BEFORE_NAME = frozenset(
    ["told", "tell", "tells", "ask", "asked", "asking", "with", "hi", "hello", "hey", "dear",
     "met", "invite", "invited", "hugged", "rang", "n", "told"]
)  # fmt: skip
ACTS = frozenset(
    ["said", "says", "told", "tells", "is", "was", "has", "had", "came", "comes", "went",
     "goes", "gets", "got", "took", "takes", "kept", "keeps", "n", "who", "does", "did", "didnt",
     "doesnt", "isnt", "wasnt", "hasnt", "asked", "asks", "wants", "wanted", "made", "makes",
     "thinks", "knows", "knew", "shouted", "shouts", "cried", "laughed", "helps", "helped",
     "left", "lives", "lived", "lets", "broke", "stole", "hit", "promised", "rang", "moved",
     "likes", "hates", "loves", "laughs", "looks", "looked", "snores", "lied", "needs", "cries",
     "never", "always", "should", "could", "keeps", "won", "cant", "wont", "saw", "forgot", "ran",
     "hurt", "put", "gave", "sent", "wrote", "read", "fell", "drove", "threw", "bought",
     "brought", "found", "sat", "stood", "swore", "paid", "heard", "lost", "let", "speaks",
     "screamed"]
)  # fmt: skip
WHERE = frozenset(["in", "near", "outside", "from"])
SCHOOLS = frozenset(
    ["school", "academy", "primary", "college", "juniors", "infants", "high", "nursery", "park"]
)  # fmt: skip
AFTER_PLACE = frozenset(
    ["green", "hill", "park", "common", "heath", "bay", "cross", "town", "bridge", "valley",
     "wells", "regis", "city", "magna", "parva", "abbey", "castle", "moor", "wood", "garden",
     "end", "island", "port", "spa", "garrison", "gate", "sea", "quay", "sands", "mills", "edge"]
)  # fmt: skip
MOVES = frozenset(
    ["move", "moved", "moving", "go", "went", "going", "back", "gone", "bus", "train"]
)  # fmt: skip
_BEFORE_WORD = frozenset(
    ["a", "an", "the", "my", "your", "his", "her", "our", "their", "some", "any", "no", "this",
     "these", "those", "more", "much", "most", "i", "we", "you", "he", "she", "it", "they", "id",
     "dont", "didnt", "would", "could", "should", "might", "can", "not", "really", "so", "of",
     "good", "bad", "big", "nice", "what", "which", "there", "people", "everyone", "everybody",
     "nobody", "someone", "somebody", "just", "only", "very", "too", "all", "in", "next", "last",
     "every", "free", "full", "than", "do", "lost", "give", "gave", "bit", "into", "lots", "each",
     "other", "new", "old", "mum", "dad", "who", "cant", "wont", "doesnt"]
)  # fmt: skip
_AFTER_MODAL = frozenset(["be", "not", "you", "i", "they", "we", "he", "she", "it", "there"])
_MODALS = frozenset(["will", "may"])


class Stands(Enum):
    """How a word that is also a name stands where it is."""

    LIKE_A_NAME = auto()
    LIKE_A_WORD = auto()
    UNCLEAR = auto()


def stands(before: str, word: str, after: str, *, owns: bool) -> Stands:
    """Judge a word by its neighbours, in small letters; blank is the edge of a sentence."""
    if before in TITLES | KIN | _BEFORE_NAME:
        return Stands.LIKE_A_NAME
    if before in _BEFORE_WORD:
        return Stands.UNCLEAR if owns else Stands.LIKE_A_WORD
    if word in _MODALS and after in _AFTER_MODAL:
        return Stands.UNCLEAR if before else Stands.LIKE_A_WORD
    if not before and after == "and":
        return Stands.LIKE_A_NAME
    if owns or after in ACTS or _is_past(after) or (after and kind_of(after) is Kind.GIVEN):
        return Stands.LIKE_A_NAME
    return Stands.UNCLEAR


def _is_past(word: str) -> bool:
    return len(word) > len("need") and word.endswith("ed")
